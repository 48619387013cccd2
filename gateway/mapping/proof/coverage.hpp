#pragma once

#include "mapping/proof/certificate.hpp"
#include "mapping/proof/draft.hpp"
#include "mapping/proof/drafter.hpp"
#include "mapping/proof/inventory.hpp"

#include <set>
#include <vector>

namespace lienthong::mapping::proof {

/// What documents that held have shown on one way.
class Coverage {
 public:
  Coverage(const Inventory& inventory, const Drafter& drafter, Way way);

  void add(const ScopeDraft& draft);
  /// Whether every value that can be counted was met.
  [[nodiscard]] bool has_every_value() const { return values_.size() >= wanted_values_.size(); }
  void report(WayReport& report) const;

 private:
  void add(const ScopeDraft& draft, const ScopeDraft& root);
  [[nodiscard]] bool is_wanted(const Field& field) const;
  [[nodiscard]] std::string title(const CountedValue& value) const;

  const Inventory* inventory_;
  Way way_;
  std::set<std::size_t> fields_;
  std::set<CountedValue> values_;
  std::vector<CountedValue> wanted_values_;
};

}  // namespace lienthong::mapping::proof
