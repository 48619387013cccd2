#pragma once

#include "base/random.hpp"
#include "mapping/plan.hpp"
#include "mapping/proof/draft.hpp"
#include "mapping/proof/inventory.hpp"
#include "mapping/proof/sample_store.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace lienthong::mapping::proof {

/// How one document of a series is chosen.
struct Row {
  enum class Presence : std::uint8_t {
    all,
    none,     ///< only what must be there
    bit,      ///< fields whose number has this bit
    not_bit,  ///< the others: with all and none these rows show every pair of fields in all four states
    random
  };
  enum class Values : std::uint8_t { least_used, simplest, random };
  Presence presence = Presence::all;
  unsigned bit = 0;
  Values values = Values::least_used;
  bool with_lost = false;
};

/// Makes drafts of one side that the mapping must carry.
class Drafter {
 public:
  Drafter(const Plan& plan, const Inventory& inventory, const SampleStore& store, Side side, std::uint64_t seed);

  [[nodiscard]] ScopeDraft draft(const Row& row);
  /// The least document in which a field of the inventory is there, with a value of its own where one is given. Only
  /// possible for fields of the document's own scope and of lists; otherwise the least document.
  [[nodiscard]] ScopeDraft least_with(std::size_t field, SamplePtr value);
  /// Adds what is missing; false when it cannot be had.
  bool complete(ScopeDraft& draft);
  /// The version of a code table that holds for a step of a scope in its document.
  [[nodiscard]] static const CodeTable::Version* version_for(const Step& step, const ScopeDraft& scope,
                                                             const ScopeDraft& document);
  [[nodiscard]] const SampleStore& store() const { return *store_; }
  [[nodiscard]] Side side() const { return side_; }

 private:
  using Count = std::pair<const Each*, std::size_t>;

  ScopeDraft scope(const Scope& scope, const ScopeDraft* root);
  void fill(ScopeDraft& draft, const ScopeDraft& root);
  void fill_step(ScopeDraft& draft, std::size_t index, const ScopeDraft& root);
  [[nodiscard]] bool complete(ScopeDraft& draft, const ScopeDraft& root);
  bool put(ScopeDraft& draft, const TreeNode::Use& use, const ScopeDraft& root);
  ListDraft list(const Each& each, const ScopeDraft& root);
  std::size_t item_count(const Each& each);
  [[nodiscard]] AbsentWay absent_way(const Step& step);
  [[nodiscard]] SamplePtr choose(const Step& step, const ScopeDraft& scope, const ScopeDraft& root);
  [[nodiscard]] bool wants(std::size_t field);
  [[nodiscard]] bool leads(const Scope& scope, std::size_t step) const;

  const Plan* plan_;
  const Inventory* inventory_;
  const SampleStore* store_;
  Side side_;
  base::SeededRandom random_;
  Row row_;
  std::size_t rows_ = 0;
  std::size_t wanted_field_ = 0;  ///< of least_with
  bool has_wanted_ = false;
  SamplePtr wanted_value_;
  std::map<const Sample*, std::size_t> used_;
  std::map<Count, std::size_t> counts_used_;
  std::map<const Step*, std::size_t> absences_used_;
};

}  // namespace lienthong::mapping::proof
