#pragma once

#include "base/result.hpp"
#include "domain/ids.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace lienthong::domain {

/// The two ways of the post: the dossier from the citizen to the Centre, the result from the Centre to the citizen.
enum class Leg : std::uint8_t { collect, deliver };
[[nodiscard]] std::string_view name(Leg leg);

/// What an order is called at the post: the dossier's code for the delivery of the result, the code, two underscores
/// and a suffix for each collection (contracts 4.5).
class OrderNumber {
 public:
  /// `invalid` "order.form" unless it is printable ASCII without blanks, at most 50 characters of code and as many of
  /// suffix, neither of them empty; the code has no "__" and does not end in '_'. Blanks at the ends are dropped.
  static base::Result<OrderNumber> read(std::string_view text);
  static base::Result<OrderNumber> deliver(const DossierCode& dossier);
  /// `suffix`: what tells this collection from others of the same dossier.
  static base::Result<OrderNumber> collect(const DossierCode& dossier, std::string_view suffix);

  [[nodiscard]] const DossierCode& dossier() const { return dossier_; }
  [[nodiscard]] Leg leg() const { return suffix_.empty() ? Leg::deliver : Leg::collect; }
  [[nodiscard]] const std::string& suffix() const { return suffix_; }
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const OrderNumber&, const OrderNumber&) = default;

 private:
  OrderNumber(DossierCode dossier, std::string suffix) : dossier_(std::move(dossier)), suffix_(std::move(suffix)) {}
  DossierCode dossier_;
  std::string suffix_;
};

}  // namespace lienthong::domain
