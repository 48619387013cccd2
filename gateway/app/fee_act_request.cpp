#include "app/fee_act_request.hpp"

#include "base/text.hpp"
#include "codec/json.hpp"

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Value;

bool read_claims(const Value& value, FeeActRequest& out) {
  if (!value.is_list()) return false;
  for (const Value& item : value.items()) {
    if (!item.is_text() || item.scalar().empty()) return false;
    out.claims.emplace_back(item.scalar());
  }
  return true;
}

/// {"due", "paid", "booked"}, đồng; all of them.
bool read_sums(const Value& value, FeeActRequest& out) {
  const auto sum = [&](std::string_view name) {
    const Value* const found = value.find(name);
    return found != nullptr && found->is_number() ? found->as_integer() : std::nullopt;
  };
  const auto due = sum("due");
  const auto paid = sum("paid");
  const auto booked = sum("booked");
  if (!due || !paid || !booked || value.members().size() != 3) return false;
  out.sums = sync::AgreedSums{*due, *paid, *booked};
  return true;
}

bool read_field(std::string_view name, const Value& value, FeeActRequest& out) {
  if (name == "claims") return read_claims(value, out);
  if (name == "sums") return value.is_record() && read_sums(value, out);
  std::string* const field = name == "decision" ? &out.decision
                             : name == "series" ? &out.series
                             : name == "by"     ? &out.by
                             : name == "reason" ? &out.reason
                                                : nullptr;
  if (field == nullptr || !value.is_text()) return false;
  *field = std::string(base::trim(value.scalar()));
  return true;
}

}  // namespace

Result<FeeActRequest> read_fee_act(std::string_view body) {
  codec::Arena arena;
  const auto value = codec::read_json(body, arena);
  if (!value) return base::fail(value.error());
  if (!value->is_record()) return base::fail(ErrorKind::invalid, "request.type", "the body must be a JSON object");
  FeeActRequest out;
  for (const auto& [name, member] : value->members()) {
    if (!read_field(name, member, out))
      return base::fail(
          base::Error(ErrorKind::invalid, "request.unknown_field", "unknown field, or a field of the wrong type")
              .with("path", std::string(name)));
  }
  if (out.by.empty()) return base::fail(ErrorKind::invalid, "request.by", "say who decides");
  if (out.reason.empty()) return base::fail(ErrorKind::invalid, "request.reason", "say why: the reason is kept");
  return out;
}

}  // namespace lienthong::app
