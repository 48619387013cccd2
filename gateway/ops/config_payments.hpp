#pragma once

#include <string>

namespace lienthong::ops {

/// The payment platform. Without a system nothing is asked of it.
struct PaymentsConfig {
  std::string system;                ///< adapter: "payment-platform" or "keypay"
  std::string partner;               ///< MaDoiTac
  std::string secret_file;           ///< signs what we send
  std::string callback_secret_file;  ///< proves what it sends; empty: the same
  std::string address;               ///< Ip of INIT: that of the gateway as the platform sees it
};

}  // namespace lienthong::ops
