#pragma once

#include "domain/plan.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// A lane while it is being planned: what was, what this plan takes away, what it adds at the tail.
class LaneDraft {
 public:
  LaneDraft(const SystemId& peer, const DossierCode& dossier, std::span<const Delivery> lane, base::Instant now);

  [[nodiscard]] std::span<const Delivery> lane() const { return lane_; }
  [[nodiscard]] const std::vector<Delivery>& created() const { return plan_.create; }
  /// Superseded before or by this plan.
  [[nodiscard]] bool is_gone(std::size_t index) const { return gone_[index]; }
  void supersede(std::size_t index);

  /// Whether any delivery that is not superseded satisfies `matches`; not those of this plan.
  template <class Matches>
  [[nodiscard]] bool stands(Matches matches) const {
    for (std::size_t i = 0; i < lane_.size(); ++i) {
      if (!gone_[i] && matches(lane_[i])) return true;
    }
    return false;
  }

  void tell(const StepToTell& step, std::string subject);
  void tell(const DocumentToTell& document);

  [[nodiscard]] LanePlan take() && { return std::move(plan_); }

 private:
  void add(Delivery delivery);

  std::span<const Delivery> lane_;
  std::vector<bool> gone_;
  Delivery blank_;
  std::int64_t last_seq_ = 0;
  LanePlan plan_;
};

}  // namespace lienthong::domain
