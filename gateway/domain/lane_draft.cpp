#include "domain/lane_draft.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::domain {

LaneDraft::LaneDraft(const SystemId& peer, const DossierCode& dossier, std::span<const Delivery> lane,
                     base::Instant now)
    : lane_(lane) {
  blank_.peer = peer;
  blank_.dossier = dossier;
  blank_.created_at = now;
  blank_.due_at = now;
  for (const Delivery& delivery : lane) {
    gone_.push_back(delivery.state == DeliveryState::superseded);
    last_seq_ = std::max(last_seq_, delivery.lane_seq);
  }
}

void LaneDraft::supersede(std::size_t index) {
  gone_[index] = true;
  plan_.supersede.push_back(lane_[index].id);
}

void LaneDraft::tell(const StepToTell& step, std::string subject) {
  Delivery delivery = blank_;
  delivery.kind = step.kind;
  delivery.collapse = step.collapse;
  delivery.subject = std::move(subject);
  delivery.status = step.status;
  delivery.occurred_at = step.occurred_at;
  delivery.payload = step.payload;
  add(std::move(delivery));
}

void LaneDraft::tell(const DocumentToTell& document) {
  Delivery delivery = blank_;
  delivery.kind = document.kind;
  delivery.collapse = document.collapse;
  delivery.subject = document.digest;
  delivery.status = document.status;
  delivery.occurred_at = document.occurred_at;
  delivery.payload = document.payload;
  add(std::move(delivery));
}

void LaneDraft::add(Delivery delivery) {
  const auto ordinal = std::count_if(lane_.begin(), lane_.end(), [&](const Delivery& earlier) {
    return earlier.kind == delivery.kind && earlier.subject == delivery.subject;
  });
  delivery.key = derive_idempotency_key(delivery, static_cast<int>(ordinal));
  delivery.lane_seq = ++last_seq_;
  plan_.create.push_back(std::move(delivery));
}

}  // namespace lienthong::domain
