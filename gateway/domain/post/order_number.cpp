#include "domain/post/order_number.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

constexpr std::string_view separator = "__";
constexpr std::size_t longest_part = 50;

bool is_part(std::string_view text) {
  return !text.empty() && text.size() <= longest_part &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7F'; });
}

base::Error no_order_number() {
  return {base::ErrorKind::invalid, "order.form", "this is no order number of a dossier"};
}

}  // namespace

std::string_view name(Leg leg) {
  switch (leg) {
    case Leg::collect:
      return "collect";
    case Leg::deliver:
      return "deliver";
  }
  return "?";
}

base::Result<OrderNumber> OrderNumber::read(std::string_view text) {
  const std::string_view number = base::trim(text);
  const std::size_t cut = number.find(separator);
  const DossierCode dossier(std::string(number.substr(0, cut)));
  return cut == std::string_view::npos ? deliver(dossier) : collect(dossier, number.substr(cut + separator.size()));
}

base::Result<OrderNumber> OrderNumber::deliver(const DossierCode& dossier) {
  const std::string& code = dossier.value();
  // One that ends in an underscore would be read back at another place.
  if (!is_part(code) || code.ends_with('_') || code.find(separator) != std::string::npos)
    return base::fail(no_order_number());
  return OrderNumber(dossier, {});
}

base::Result<OrderNumber> OrderNumber::collect(const DossierCode& dossier, std::string_view suffix) {
  const auto plain = deliver(dossier);
  if (!plain) return base::fail(plain.error());
  if (!is_part(suffix)) return base::fail(no_order_number());
  return OrderNumber(dossier, std::string(suffix));
}

std::string OrderNumber::text() const {
  return suffix_.empty() ? dossier_.value() : dossier_.value() + std::string(separator) + suffix_;
}

}  // namespace lienthong::domain
