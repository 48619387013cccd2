#pragma once

#include "mapping/plan.hpp"
#include "mapping/proof/inventory.hpp"
#include "mapping/proof/step_samples.hpp"

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::mapping::proof {

/// A code or enum value that must be met on a way.
struct CountedValue {
  std::size_t field = 0;  ///< in the inventory
  std::string value;
  std::string from;  ///< day of the table's version; empty when it has one only
  friend auto operator<=>(const CountedValue&, const CountedValue&) = default;
};

/// The samples of every step of a plan, made once.
class SampleStore {
 public:
  /// `hints`: texts known to be right, by canonical place.
  SampleStore(const Plan& plan, const Inventory& inventory, std::multimap<std::string, std::string> hints);

  /// `version`: of the step's code table; null for other functions.
  [[nodiscard]] const Samples& of(const Step& step, const CodeTable::Version* version, Side side) const;
  /// Whether the day of a step selects versions of code tables.
  [[nodiscard]] bool dates_codes(const Step& step) const { return dated_tables_.contains(&step); }
  /// Every value that documents of `side` must show.
  [[nodiscard]] std::vector<CountedValue> counted(Side side) const;
  [[nodiscard]] std::size_t most_samples(Side side) const;

 private:
  using Key = std::pair<const Step*, const CodeTable::Version*>;

  void find_dated_tables(const Scope& scope, const Scope& root);
  void add_scope(const Scope& scope, Format format);
  void add_step(const Step& step, Format format);
  [[nodiscard]] std::vector<std::string> hints_of(const Step& step) const;

  const Inventory* inventory_;
  std::multimap<std::string, std::string> hints_;
  std::multimap<const Step*, const CodeTable*> dated_tables_;  ///< by the step that says the day
  std::map<Key, StepSamples> samples_;
};

/// "2025-07-01" of a version of a dated table, otherwise empty.
[[nodiscard]] std::string version_day(const CodeTable& table, const CodeTable::Version& version);

}  // namespace lienthong::mapping::proof
