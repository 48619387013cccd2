#pragma once

#include "base/result.hpp"
#include "domain/dossier.hpp"
#include "domain/post.hpp"

#include <optional>
#include <string>

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

/// A canonical postal_order: the result goes from the Centre to the applicant, a dossier the other way. `invalid`
/// "post.order_data" with the field of the applicant that is missing; "post.province" when the applicant's address
/// names another province, whose number at the post nobody has told us.
[[nodiscard]] base::Result<std::string> order_document(const domain::OrderNumber& order,
                                                       const std::optional<domain::ItemNumber>& item,
                                                       const domain::Dossier& truth, const PostalCentre& centre);

/// The same by its number alone: the post is to forget it.
[[nodiscard]] std::string cancel_document(const domain::OrderNumber& order, const PostalCentre& centre);

}  // namespace lienthong::sync
