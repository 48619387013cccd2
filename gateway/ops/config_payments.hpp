#pragma once

#include <chrono>
#include <string>

namespace lienthong::ops {

/// The payment platform. Without a system nothing is asked of it.
struct PaymentsConfig {
  std::string system;                ///< adapter: "payment-platform" or "keypay"
  std::string base_url;              ///< the adapter's paths are below it
  std::string partner;               ///< MaDoiTac
  std::string secret_file;           ///< signs what we send
  std::string callback_secret_file;  ///< proves what it sends; empty: the same
  std::string token_file;            ///< bearer token of every call, where the platform wants one
  std::string address;               ///< Ip of INIT: that of the gateway as the platform sees it
  std::string tls_ca_file;
  std::string tls_certificate_file;
  std::string tls_key_file;
  std::string asked_by;  ///< system of [[clients]] that may ask what is to be paid; empty: nobody
  std::chrono::milliseconds query_after{};
  std::chrono::milliseconds query_base{};
  std::chrono::milliseconds query_cap{};
  std::chrono::hours give_up_after{};
};

}  // namespace lienthong::ops
