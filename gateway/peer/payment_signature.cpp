#include "peer/payment_signature.hpp"

#include "base/digest.hpp"

#include <optional>

namespace lienthong::peer {
namespace {

using base::ErrorKind;

constexpr char separator = '|';

base::Error unusable(std::string_view member, std::string text) {
  return base::Error(ErrorKind::invalid, "payment.signature_member", std::move(text))
      .with("member", std::string(member));
}

base::Result<std::string_view> signed_text(std::string_view member, const codec::Value& message,
                                           const HeldValues& held) {
  std::string_view text;
  if (const auto ours = held.find(member); ours != held.end()) {
    text = ours->second;
  } else {
    const codec::Value* value = message.find(member);
    if (value == nullptr) return base::fail(unusable(member, "a signed member is missing"));
    const bool whole = value->is_number() && value->as_integer().has_value();
    if (!value->is_text() && !whole) return base::fail(unusable(member, "a signed member is no text and no integer"));
    text = value->scalar();
  }
  if (text.find(separator) != std::string_view::npos)
    return base::fail(unusable(member, "a signed member holds the separator"));
  return text;
}

}  // namespace

base::Result<std::string> payment_signature(const SignatureRule& rule, const codec::Value& message,
                                            const base::Secret& secret, const HeldValues& held) {
  std::string joined;
  for (const std::string_view member : rule.signed_members) {
    const auto text = signed_text(member, message, held);
    if (!text) return base::fail(text.error());
    if (member != rule.signed_members.front()) joined += separator;
    joined += *text;
  }
  if (rule.algorithm == SignatureAlgorithm::hmac_sha256) return base::hmac_sha256_hex(secret.reveal(), joined);
  joined += separator;
  joined += secret.reveal();
  const base::Secret signed_whole(std::move(joined));  // wiped when it dies
  return base::sha256_hex(signed_whole.reveal());
}

base::Result<void> check_payment_signature(const SignatureRule& rule, const codec::Value& message,
                                           const base::Secret& secret, const HeldValues& held) {
  const auto wanted = payment_signature(rule, message, secret, held);
  if (!wanted) return base::fail(wanted.error());
  const codec::Value* given = message.find(rule.signature_member);
  if (given == nullptr || !given->is_text() || !base::Secret(*wanted).equals(given->scalar()))
    return base::fail(ErrorKind::unauthorised, "payment.signature", "the signature does not fit the message");
  return {};
}

}  // namespace lienthong::peer
