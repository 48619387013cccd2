#pragma once

#include <string>

namespace lienthong::ops {

/// How results and dossiers go by post. Without a system nothing is ordered; tracking is heard all the same.
struct PostConfig {
  std::string system;         ///< adapter that takes the orders
  std::string customer_code;  ///< as the post knows the Centre
  std::string name;           ///< of the Centre, as sender of results and receiver of dossiers
  std::string phone;
  std::string address;
  std::string province;          ///< first part of an agency's code: "H55"
  std::string province_name;     ///< as addresses write it: "Thái Nguyên"
  std::string item_ranges_file;  ///< numbers the post gave us; empty: the post chooses them
};

/// A carrier, or a carrier's system, that signs in at the gateway itself.
struct CarrierConfig {
  std::string id;
  std::string secret_file;
  std::string system;  ///< the adapter in whose name its reports are taken: "vnpost"
};

}  // namespace lienthong::ops
