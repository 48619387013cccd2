#pragma once

#include "mapping/proof/coverage.hpp"
#include "mapping/proof/drafter.hpp"
#include "mapping/proof/laws.hpp"
#include "mapping/proof/prove.hpp"
#include "mapping/proof/shrink.hpp"

#include <set>
#include <string>

namespace lienthong::mapping::proof {

/// All documents of one way, and what they showed.
class Trials {
 public:
  Trials(const Plan& plan, const Inventory& inventory, const SampleStore& store, const ProofOptions& options, Way way,
         Certificate& certificate);
  void run();

 private:
  void try_witnesses();
  void try_rows();
  void try_row(const Row& row);
  void try_outside(std::size_t field);
  void try_mutations(std::size_t field);
  void count_normalisations(const Verdict& verdict);
  void judge_outside(const Verdict& verdict);
  void judge_omission(const codec::Value& document);
  [[nodiscard]] bool may_refuse_missing(const std::string& place) const;
  [[nodiscard]] Verdict round_trip(const ScopeDraft& draft) const;
  void fail(const ScopeDraft& draft, const Verdict& verdict);
  [[nodiscard]] ScopeDraft small_start(const ScopeDraft& draft, const Verdict& verdict, const StillWrong& same);
  void report(const Verdict& verdict, std::string_view law, const std::string& what);
  [[nodiscard]] bool has_failed_enough() const;
  [[nodiscard]] WayReport& counts();

  const Plan* plan_;
  const Inventory* inventory_;
  const ProofOptions* options_;
  Way way_;
  Certificate* certificate_;
  Drafter drafter_;
  Coverage coverage_;
  Laws laws_;
  std::set<std::string> failures_;  ///< what was reported, so that one mistake is reported once
};

}  // namespace lienthong::mapping::proof
