#pragma once

#include "peer/authenticator.hpp"
#include "peer/profiles/outbound_profile.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>

namespace lienthong::peer {

/// How one call ended: the verdict, and the answer when there was one.
struct Exchanged {
  domain::AttemptResult attempt;
  transport::HttpResponse response;  ///< status 0: there was none
};

/// `Retry-After` in seconds or as an HTTP date; nothing when absent, negative or unreadable (F30).
[[nodiscard]] std::optional<std::chrono::milliseconds> retry_after(const transport::HttpResponse& response,
                                                                   base::Instant now);
/// What an error of the transport means for the delivery: `ambiguous` may have been done, the rest was not.
[[nodiscard]] domain::AttemptResult attempt_of(const base::Error& error);

/// Proves, sends and classifies; a refused session costs one new login and one repeat.
class Exchange {
 public:
  Exchange(const Manifest& manifest, const OutboundProfile& profile, Authenticator& auth, const SystemContext& context,
           std::string base_url)
      : manifest_(manifest), profile_(profile), auth_(auth), context_(context), base_url_(std::move(base_url)) {}

  boost::asio::awaitable<Exchanged> run(Outgoing outgoing, std::string operation, base::Deadline deadline);
  /// A request whose answer the caller reads: `ambiguous` and the rest as HttpClient, `unauthorised` after a second
  /// refusal.
  boost::asio::awaitable<base::Result<transport::HttpResponse>> fetch(Outgoing outgoing, base::Deadline deadline);

 private:
  [[nodiscard]] transport::HttpRequest request(const Outgoing& outgoing, const Proof& proof) const;
  boost::asio::awaitable<Exchanged> once(const Outgoing& outgoing, const Proof& proof, std::string_view operation,
                                         base::Deadline deadline);

  const Manifest& manifest_;
  const OutboundProfile& profile_;
  Authenticator& auth_;
  const SystemContext& context_;
  std::string base_url_;
};

}  // namespace lienthong::peer
