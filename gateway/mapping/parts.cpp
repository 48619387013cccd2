#include "mapping/parts.hpp"

#include "mapping/date_parts.hpp"
#include "mapping/joined_parts.hpp"
#include "mapping/name_parts.hpp"

namespace lienthong::mapping {

std::string wrong_parts(const Parts& parts, std::size_t count, std::span<const std::size_t> optional) {
  switch (parts.kind) {
    case PartsKind::name_parts:
      return count == 3 ? "" : "name_parts has three fields: family name, middle names, given name";
    case PartsKind::date_parts:
      return count == 3 ? "" : "date_parts has three fields: day, month, year";
    case PartsKind::join:
      if (count < 2) return "join has two fields or more";
      if (optional.size() > 1)
        return "of the fields of a join at most one may be absent, so that the text can be split";
      return "";
  }
  return "";
}

tl::expected<Exactness, Fault> split_parts(const Parts& parts, std::string_view whole,
                                           std::optional<std::size_t> optional, std::span<std::string_view> out,
                                           codec::Arena& arena) {
  switch (parts.kind) {
    case PartsKind::name_parts:
      return split_name(whole, out.first<3>(), arena);
    case PartsKind::date_parts:
      return split_date(whole, out.first<3>());
    case PartsKind::join:
      return split_joined(parts.separator, whole, optional, out);
  }
  return Exactness::exact;
}

tl::expected<Written, Fault> join_parts(const Parts& parts, std::span<const std::string_view> values,
                                        std::optional<std::size_t> optional, codec::Arena& arena) {
  switch (parts.kind) {
    case PartsKind::name_parts:
      return join_name(values.first<3>(), arena);
    case PartsKind::date_parts:
      return join_date(values.first<3>(), arena);
    case PartsKind::join:
      return join_separated(parts.separator, values, optional, arena);
  }
  return Written{};
}

}  // namespace lienthong::mapping
