#include "sync/post/postal_order_document.hpp"

#include "base/text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"

#include <array>

namespace lienthong::sync {
namespace {

using codec::Value;

struct Party {
  std::string name;
  std::string phone;
  std::string address;
};

std::string member_of(const Value& applicant, std::string_view field) {
  const Value* found = applicant.find(field);
  return std::string(found == nullptr ? std::string_view{} : base::trim(found->scalar()));
}

Party applicant_of(const domain::Dossier& truth) {
  const auto fact = truth.facts.find("applicant");
  codec::Arena arena;
  const auto applicant = codec::read_json(fact == truth.facts.end() ? "{}" : fact->second, arena);
  if (!applicant) return {};
  return {member_of(*applicant, "name"), member_of(*applicant, "phone"), member_of(*applicant, "address")};
}

/// An address ends with its province, where it names one: "…, tỉnh Thái Nguyên". Without one it is of this province.
bool names_another_province(const std::string& address, const std::string& province_name) {
  const std::string folded = base::fold_vietnamese(address);
  const std::size_t comma = folded.rfind(',');
  std::string_view last = base::trim(std::string_view(folded).substr(comma == std::string::npos ? 0 : comma + 1));
  bool is_province = false;
  for (const std::string_view word : std::array<std::string_view, 4>{"tinh ", "thanh pho ", "tp. ", "tp "}) {
    if (!last.starts_with(word)) continue;
    is_province = true;
    last = base::trim(last.substr(word.size()));
    break;
  }
  return is_province && last != base::fold_vietnamese(province_name);
}

Value party_value(const Party& party, const std::string& province, codec::Arena& arena) {
  codec::RecordBuilder out(arena);
  out.add_text("name", party.name);
  out.add_text("phone", party.phone);
  out.add_text("address", party.address);
  out.add_text("province", province);
  return out.build();
}

}  // namespace

std::string_view name(OrderGap gap) {
  switch (gap) {
    case OrderGap::applicant_name:
      return "applicant.name";
    case OrderGap::applicant_phone:
      return "applicant.phone";
    case OrderGap::applicant_address:
      return "applicant.address";
    case OrderGap::province_number:
      return "province.number";
  }
  return "?";
}

std::optional<OrderGap> gap_from_name(std::string_view text) {
  for (const OrderGap gap :
       {OrderGap::applicant_name, OrderGap::applicant_phone, OrderGap::applicant_address, OrderGap::province_number}) {
    if (name(gap) == text) return gap;
  }
  return std::nullopt;
}

std::vector<OrderGap> gaps_of(const domain::Dossier& truth, const PostalCentre& centre) {
  const Party citizen = applicant_of(truth);
  std::vector<OrderGap> out;
  if (citizen.name.empty()) out.push_back(OrderGap::applicant_name);
  if (citizen.phone.empty()) out.push_back(OrderGap::applicant_phone);
  if (citizen.address.empty()) out.push_back(OrderGap::applicant_address);
  if (names_another_province(citizen.address, centre.province_name)) out.push_back(OrderGap::province_number);
  return out;
}

std::string order_document(const domain::OrderNumber& order, const std::optional<domain::ItemNumber>& item,
                           const domain::Dossier& truth, const PostalCentre& centre) {
  codec::Arena arena;
  const bool delivers = order.leg() == domain::Leg::deliver;
  const Value our_side = party_value({centre.name, centre.phone, centre.address}, centre.province, arena);
  const Value citizens_side = party_value(applicant_of(truth), centre.province, arena);
  codec::RecordBuilder out(arena);
  out.add_text("customer_code", centre.customer_code);
  out.add_text("order_number", order.text());
  if (item) out.add_text("item_number", item->text());
  out.add_text("contents", delivers ? "Kết quả giải quyết thủ tục hành chính" : "Hồ sơ thủ tục hành chính");
  out.add("sender", delivers ? our_side : citizens_side);
  out.add("receiver", delivers ? citizens_side : our_side);
  return codec::write_canonical_json(out.build());
}

std::string cancel_document(const domain::OrderNumber& order, const PostalCentre& centre) {
  codec::Arena arena;
  codec::RecordBuilder out(arena);
  out.add_text("customer_code", centre.customer_code);
  out.add_text("order_number", order.text());
  return codec::write_canonical_json(out.build());
}

}  // namespace lienthong::sync
