#include "peer/profiles/payment_lookup.hpp"

#include "base/text.hpp"
#include "peer/profiles/payment_canonical.hpp"

namespace lienthong::peer {
namespace {

Reply reply(std::string_view error_code, std::string_view message) {
  Reply out;
  out.content_type = "application/json";
  out.body.append("{\"error_code\":").append(error_code).append(",\"message\":").append(message).append("}");
  return out;
}

}  // namespace

std::optional<domain::DossierCode> PaymentLookup::dossier_asked(std::string_view body) const {
  codec::Arena arena;
  const auto message = wire_.parse(body, arena);
  const codec::Value* code = message ? message->find("MaHoSo") : nullptr;
  if (code == nullptr || !code->is_text() || base::trim(code->scalar()).empty()) return std::nullopt;
  return domain::DossierCode(std::string(base::trim(code->scalar())));
}

Reply PaymentLookup::answer(const PaymentDemand& demand) const {
  const Reply unknown = reply("-1", "[]");
  if (std::holds_alternative<NothingToPay>(demand)) return reply("0", "[]");
  const auto* order = std::get_if<PaymentOrder>(&demand);
  if (order == nullptr || !manifest_.lookup) return unknown;
  codec::Arena arena;
  const auto bill = wire_.write(manifest_.lookup->answer, payment_demand_of(*order, settings_.partner, arena), arena);
  return bill ? reply("1", *bill) : unknown;
}

}  // namespace lienthong::peer
