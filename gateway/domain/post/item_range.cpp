#include "domain/post/item_range.hpp"

#include "domain/post/item_number.hpp"

namespace lienthong::domain {
namespace {

std::string called(const ItemRange& range) {
  return range.service + " " + std::to_string(range.first) + "–" + std::to_string(range.last);
}

void judge(const ItemRange& range, std::vector<std::string>& found) {
  for (const std::uint32_t serial : {range.first, range.last}) {
    const auto number = ItemNumber::from_serial(range.service, serial, range.country);
    if (!number) {
      found.push_back(called(range) + ": " + number.error().text());
      break;
    }
  }
  if (range.last < range.first) found.push_back(called(range) + ": it ends before it begins");
  if (!range.valid_from.ok() || (range.valid_to && !range.valid_to->ok())) {
    found.push_back(called(range) + ": there is no such day");
  } else if (range.valid_to && *range.valid_to <= range.valid_from) {
    found.push_back(called(range) + ": its last day is before its first");
  }
}

bool share_serials(const ItemRange& one, const ItemRange& other) {
  return one.service == other.service && one.country == other.country && one.first <= other.last &&
         other.first <= one.last;
}

}  // namespace

bool ItemRange::holds_at(base::Instant at) const {
  const auto day = vietnam_day(at);
  return valid_from <= day && (!valid_to || day < *valid_to);
}

std::vector<std::string> problems_of(std::span<const ItemRange> ranges) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    judge(ranges[i], found);
    for (std::size_t j = 0; j < i; ++j) {
      if (share_serials(ranges[i], ranges[j]))
        found.push_back(called(ranges[i]) + ": shares serials with " + called(ranges[j]));
    }
  }
  return found;
}

std::chrono::year_month_day vietnam_day(base::Instant at) {
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at + base::vietnam_offset));
}

}  // namespace lienthong::domain
