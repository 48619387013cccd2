#include "ops/postal_loader.hpp"

#include "ops/table_reader.hpp"

#include <string>
#include <utility>

namespace lienthong::ops {
namespace {

using domain::ItemRange;
using domain::PostalLimits;

constexpr std::int64_t longest_h = 8'760;

std::optional<std::int64_t> bounded(TableReader& entry, std::string_view key, std::int64_t low, std::int64_t high) {
  const auto number = entry.integer(key);
  if (!number || (*number >= low && *number <= high)) return number;
  entry.complain(key, "postal.number",
                 "'" + std::string(key) + "' must be between " + std::to_string(low) + " and " + std::to_string(high));
  return std::nullopt;
}

std::optional<PostalLimits> read_limits(TableReader& entry) {
  const auto leg = entry.text("leg");
  if (leg && *leg != "collect" && *leg != "deliver")
    entry.complain("leg", "postal.leg", "'leg' is 'collect' or 'deliver'");
  const auto from = entry.date("valid_from");
  const auto first_event = bounded(entry, "first_event_h", 1, longest_h);
  const auto silence = bounded(entry, "silence_h", 1, longest_h);
  const auto hold = bounded(entry, "hold_h", 1, longest_h);
  const auto attempts = bounded(entry, "attempts", 1, 100);
  (void)entry.text("source");
  entry.finish();
  if (!leg || !from || !first_event || !silence || !hold || !attempts) return std::nullopt;
  return PostalLimits{*leg == "collect" ? domain::Leg::collect : domain::Leg::deliver,
                      *from,
                      std::chrono::hours{*first_event},
                      std::chrono::hours{*silence},
                      std::chrono::hours{*hold},
                      static_cast<int>(*attempts)};
}

/// S10 asks for twelve months at least.
std::optional<std::chrono::months> read_rest(TableReader& table) {
  auto entry = table.table("item_numbers");
  if (!entry) return std::nullopt;
  const auto months = bounded(*entry, "rest_months", 12, 120);
  (void)entry->text("source");
  entry->finish();
  return months ? std::optional(std::chrono::months{*months}) : std::nullopt;
}

std::optional<ItemRange> read_range(TableReader& entry) {
  const auto service = entry.text("service");
  const auto country = entry.optional_text("country");
  const auto first = bounded(entry, "first", 0, domain::largest_serial);
  const auto last = bounded(entry, "last", 0, domain::largest_serial);
  const auto from = entry.date("valid_from");
  const auto to = entry.optional_date("valid_to");
  (void)entry.text("source");
  entry.finish();
  if (!service || !first || !last || !from) return std::nullopt;
  return ItemRange{
      *service, country.value_or("VN"), static_cast<std::uint32_t>(*first), static_cast<std::uint32_t>(*last), *from,
      to};
}

/// Hands over what was found wrong; whether there was nothing.
bool is_clean(mapping::Diagnostics found, mapping::Diagnostics& problems) {
  const bool clean = found.empty();
  problems.insert(problems.end(), found.begin(), found.end());
  return clean;
}

}  // namespace

std::optional<PostalExpectations> load_postal_expectations(const std::filesystem::path& file,
                                                           mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  std::vector<PostalLimits> limits;
  std::optional<std::chrono::months> rest;
  if (const auto root = parse_toml_file(file, found)) {
    TableReader table(*root, file.string(), found);
    rest = read_rest(table);
    for (TableReader& entry : table.tables("limits")) {
      if (auto one = read_limits(entry)) limits.push_back(*one);
    }
    table.finish();
  }
  auto rules = domain::PostalRules::from(std::move(limits));
  if (found.empty() && !rules) found.push_back({file.string(), 0, 0, rules.error().code(), rules.error().text()});
  if (!is_clean(std::move(found), problems)) return std::nullopt;
  return PostalExpectations{std::move(*rules), *rest};
}

std::optional<std::vector<ItemRange>> load_item_ranges(const std::filesystem::path& file,
                                                       mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  std::vector<ItemRange> ranges;
  if (const auto root = parse_toml_file(file, found)) {
    TableReader table(*root, file.string(), found);
    auto entries = table.tables("range");
    if (entries.empty()) table.complain("range", "pool.ranges", "a file of item numbers has at least one [[range]]");
    for (TableReader& entry : entries) {
      if (auto one = read_range(entry)) ranges.push_back(std::move(*one));
    }
    table.finish();
  }
  if (found.empty()) {
    for (std::string& text : domain::problems_of(ranges))
      found.push_back({file.string(), 0, 0, "pool.ranges", std::move(text)});
  }
  if (!is_clean(std::move(found), problems)) return std::nullopt;
  return ranges;
}

}  // namespace lienthong::ops
