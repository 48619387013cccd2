#pragma once

#include "base/result.hpp"
#include "domain/dossier.hpp"
#include "domain/post.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::sync {

/// The Centre as the post knows it.
struct PostalCentre {
  std::string customer_code;
  std::string name;
  std::string phone;
  std::string address;
  std::string province;       ///< first part of an agency's code: "H55"
  std::string province_name;  ///< "Thái Nguyên"; what an address of the own province may end with
};

/// What keeps a dossier from being ordered.
enum class OrderGap : std::uint8_t {
  applicant_name,
  applicant_phone,
  applicant_address,
  province_number,  ///< the address names another province, whose number at the post nobody has told us
};
/// "applicant.address"
[[nodiscard]] std::string_view name(OrderGap gap);
[[nodiscard]] std::optional<OrderGap> gap_from_name(std::string_view name);

/// Empty when the dossier can be ordered.
[[nodiscard]] std::vector<OrderGap> gaps_of(const domain::Dossier& truth, const PostalCentre& centre);

/// A canonical postal_order: the result goes from the Centre to the applicant, a dossier the other way. For a dossier
/// without gaps.
[[nodiscard]] std::string order_document(const domain::OrderNumber& order,
                                         const std::optional<domain::ItemNumber>& item, const domain::Dossier& truth,
                                         const PostalCentre& centre);

/// The same by its number alone: the post is to forget it.
[[nodiscard]] std::string cancel_document(const domain::OrderNumber& order, const PostalCentre& centre);

}  // namespace lienthong::sync
