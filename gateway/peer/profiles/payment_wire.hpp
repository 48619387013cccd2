#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"
#include "domain/fees.hpp"
#include "mapping/plan.hpp"
#include "peer/payment_signature.hpp"

#include <string>
#include <string_view>

namespace lienthong::peer {

/// Messages of a payment platform as bytes: mapped both ways, with their signature put in or left to be proved.
class PaymentWire {
 public:
  PaymentWire(mapping::Plans plans, codec::Limits limits) : plans_(std::move(plans)), limits_(limits) {}

  [[nodiscard]] base::Result<codec::Value> parse(std::string_view body, codec::Arena& arena) const;
  /// Canonical document of a parsed message. `mapping`: stem of the mapping file.
  [[nodiscard]] base::Result<codec::Value> to_canonical(std::string_view mapping, const codec::Value& external,
                                                        codec::Arena& arena) const;
  /// The message as JSON, without a signature.
  [[nodiscard]] base::Result<std::string> write(std::string_view mapping, const codec::Value& canonical,
                                                codec::Arena& arena) const;
  /// The message as JSON with its signature as the last member, made over exactly the values that are sent.
  [[nodiscard]] base::Result<std::string> write_signed(std::string_view mapping, const codec::Value& canonical,
                                                       const SignatureRule& rule, const base::Secret& secret,
                                                       codec::Arena& arena) const;

 private:
  [[nodiscard]] base::Result<codec::Value> to_external(std::string_view mapping, const codec::Value& canonical,
                                                       codec::Arena& arena) const;
  mapping::Plans plans_;
  codec::Limits limits_;
};

/// The report of a canonical `payment_report`; the proof is its reader's to set.
[[nodiscard]] domain::PaymentReport report_of(const codec::Value& canonical);

}  // namespace lienthong::peer
