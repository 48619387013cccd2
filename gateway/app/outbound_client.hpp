#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "transport/http_client.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>

namespace lienthong::app {

/// One system that the site has us call: where, as whom, and how much at once.
struct OutboundReach {
  std::string base_url;  ///< the site names it: its host, and no other, may be private or without TLS
  std::string tls_ca_file;
  std::string tls_certificate_file;
  std::string tls_key_file;
  int concurrency = 1;
  double rate_per_second = 0;  ///< 0: as it comes
  int burst = 1;
};

/// `invalid` for the address, `permanent` "tls.*" for the files. `clock` outlives the client.
[[nodiscard]] base::Result<std::shared_ptr<transport::HttpClient>> make_outbound_client(
    const boost::asio::any_io_executor& executor, const base::Clock& clock, const OutboundReach& reach);

}  // namespace lienthong::app
