#pragma once

#include "arrival/spool.hpp"
#include "arrival/worker.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "ops/config.hpp"
#include "sync/fees/statement_intake.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::app {

/// `POST /api/v1/banks/{bank}/statements`: the body is the file. The bank proves who it is by the certificate and the
/// credentials (Basic) of its [[banks]] entry, both where both are set. Answers 201 accepted, 200 the same again, 422
/// with every reason (problem+json, or text/plain for a person), 503 try again. Who calls is decided before a byte of
/// the body is read; the bytes go to the disk while they come, and are all there before anything else is done with
/// them.
class BankUpload {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    const arrival::Spool& spool;
  };
  /// `permanent` when a file with a secret cannot be read.
  static base::Result<std::unique_ptr<BankUpload>> make(const ops::Config& config,
                                                        const std::vector<sync::StatementBank>& banks,
                                                        const base::Secret& signing_key, const Parts& parts);
  ~BankUpload() { stop(); }
  BankUpload(const BankUpload&) = delete;
  BankUpload& operator=(const BankUpload&) = delete;

  void add_routes(http::Router& router);
  void stop() {
    disk_.stop();
    reader_.stop();
  }

 private:
  BankUpload(const ops::Config& config, const std::vector<sync::StatementBank>& banks, http::Identity identity,
             const Parts& parts);
  boost::asio::awaitable<http::Response> upload(http::Request request, http::BodyReader& body);
  boost::asio::awaitable<base::Result<arrival::ArrivedFile>> keep(std::string name, http::BodyReader& body);
  [[nodiscard]] base::Result<void> require(const std::string& bank, const http::Request& request) const;

  Parts parts_;
  std::size_t body_limit_;
  std::map<std::string, sync::StatementBank> banks_;
  std::map<std::string, std::string> certificates_;  ///< of banks that have no other proof
  http::Identity identity_;
  arrival::Worker disk_;  ///< what arrives does not wait for what is being read
  arrival::Worker reader_;
  sync::StatementIntake intake_;
};

/// {"taken", "file", "statements":[{"name", "id", "entries", "replaces", "problems"}]}
[[nodiscard]] std::string answer_json(const sync::StatementAnswer& answer, const std::string& digest);
/// RFC 9457, with every reason under "reasons".
[[nodiscard]] std::string refusal_json(const sync::StatementRefusal& refusal, const std::string& trace_id);

}  // namespace lienthong::app
