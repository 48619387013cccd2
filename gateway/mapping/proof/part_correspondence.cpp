#include "mapping/proof/correspondence.hpp"
#include "mapping/proof/edge_values.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

/// One text and its parts; `exact` when the text splits into these parts again.
struct Split {
  std::string whole;
  Lexemes parts;
  bool exact = true;
};

std::vector<Split> names() {
  return {
      {"Nguyễn Văn An", {"Nguyễn", "Văn", "An"}},
      {"Đặng An", {"Đặng", std::nullopt, "An"}},
      {"An", {std::nullopt, std::nullopt, "An"}},
      {"Nguyễn Phúc Bửu Ứng Lộc", {"Nguyễn", "Phúc Bửu Ứng", "Lộc"}},
      {"Tôn Nữ Thị Hoa", {"Tôn Nữ", "Thị", "Hoa"}, false},
  };
}

std::vector<Split> dates() {
  std::vector<Split> out;
  for (const std::string& date : edge_dates()) {
    Split split{date, {std::nullopt, std::nullopt, date.substr(0, 4)}};
    if (date.size() > 4) split.parts[1] = date.substr(5, 2);
    if (date.size() > 7) split.parts[0] = date.substr(8, 2);
    out.push_back(std::move(split));
  }
  out.push_back({"1991-03-05", {"5", "3", "1991"}, false});
  return out;
}

Split joined(const Lexemes& parts, const std::string& separator) {
  Split out{"", parts};
  bool first = true;
  for (const Lexeme& part : parts) {
    if (!part) continue;
    out.whole += (first ? "" : separator) + *part;
    first = false;
  }
  return out;
}

/// Parts of every length, the first with the separator in it, and without the one that may be absent.
std::vector<Split> joins(const Step& step) {
  const std::string& separator = step.parts->separator;
  Lexemes usual;
  for (std::size_t i = 0; i < step.part_ends.size(); ++i) usual.emplace_back("Phường " + std::to_string(i + 1));
  std::vector<Split> out{joined(usual, separator)};
  Lexemes street = usual;
  street[0] = "Tổ 7" + separator + "đường Đặng Thái Thân";
  out.push_back(joined(street, separator));
  Lexemes single;
  for (std::size_t i = 0; i < usual.size(); ++i) single.emplace_back("ở");
  out.push_back(joined(single, separator));
  const auto optional =
      std::find_if(step.part_ends.begin(), step.part_ends.end(), [](const End& end) { return !end.required; });
  if (optional != step.part_ends.end()) {
    Lexemes without = usual;
    without[static_cast<std::size_t>(optional - step.part_ends.begin())].reset();
    out.push_back(joined(without, separator));
  }
  return out;
}

std::vector<Split> splits_of(const Step& step) {
  switch (step.parts->kind) {
    case PartsKind::name_parts:
      return names();
    case PartsKind::date_parts:
      return dates();
    case PartsKind::join:
      return joins(step);
  }
  return {};
}

/// A text that the parts cannot be made of, if there is one.
std::vector<std::string> whole_without_parts(const Parts& parts) {
  switch (parts.kind) {
    case PartsKind::name_parts:
      return {"  "};
    case PartsKind::date_parts:
      return {"1991-02-30"};
    case PartsKind::join:
      return {"không có dấu cách phần"};
  }
  return {};
}

}  // namespace

Correspondences part_correspondences_of(const Step& step) {
  const bool canonical_whole = step.parted == Side::external;
  const Ways joining = canonical_whole ? Ways::inward : Ways::outward;
  Correspondences out;
  for (Split& split : splits_of(step)) {
    Correspondence one;
    (canonical_whole ? one.canonical : one.external) = {split.whole};
    (canonical_whole ? one.external : one.canonical) = std::move(split.parts);
    one.ways = split.exact ? Ways::both : joining;
    out.push_back(std::move(one));
  }
  for (std::string& whole : whole_without_parts(*step.parts)) {
    Correspondence one;
    (canonical_whole ? one.canonical : one.external) = {std::move(whole)};
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace lienthong::mapping::proof
