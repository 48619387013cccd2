#pragma once

#include "domain/plan.hpp"
#include "unit/domain/world.hpp"

#include <string>
#include <vector>

namespace lienthong::domain::testing {

/// A lane to the portal that plans, is written down as the store would, and is delivered by hand.
class LaneBench {
 public:
  std::vector<DocumentToTell> documents;
  std::vector<StepToTell> steps;
  std::vector<Delivery> lane;
  PeerView view;
  std::optional<Expectation> expected;
  base::Instant now = at(0);

  LaneBench() {
    view.peer = portal;
    view.dossier = code;
  }

  [[nodiscard]] LanePlan plan() const { return plan_lane(portal, code, documents, steps, lane, view, now, expected); }

  /// Plans and writes the plan down.
  LanePlan commit() {
    auto made = plan();
    for (const DeliveryId id : made.supersede) find(id).state = DeliveryState::superseded;
    for (Delivery& delivery : made.create) {
      delivery.id = DeliveryId{static_cast<std::int64_t>(lane.size()) + 1};
      lane.push_back(delivery);
    }
    return made;
  }

  void document(const std::string& digest, Collapse collapse = Collapse::latest) {
    documents = {{"dossier", digest, "{}", std::nullopt, now, collapse}};
  }

  /// Steps are named by their event; inserted by time as the fold does.
  void step(const std::string& event, int minute, Status status, Collapse collapse = Collapse::every) {
    StepToTell made{"progress", EventId{event}, "{}", status, at(minute), collapse};
    auto place = steps.begin();
    while (place != steps.end() && place->occurred_at <= made.occurred_at) ++place;
    steps.insert(place, made);
  }

  Delivery& find(DeliveryId id) { return lane.at(static_cast<std::size_t>(id.value()) - 1); }

  /// The head of the lane, or nothing when it is empty or blocked.
  Delivery* head() {
    for (Delivery& delivery : lane) {
      if (!leaves_lane(delivery.state)) return delivery.state == DeliveryState::waiting ? &delivery : nullptr;
    }
    return nullptr;
  }

  /// The peer takes the head and confirms it.
  bool deliver() {
    Delivery* delivery = head();
    if (delivery == nullptr) return false;
    delivery->state = DeliveryState::delivered;
    ++delivery->attempts;
    view.presence = Presence::present;
    view.how = Knowledge::acknowledged;
    view.known_at = now;
    if (delivery->kind == "dossier") view.document_digest = delivery->subject;
    if (delivery->status) {
      view.status = delivery->status;
      view.status_at = delivery->occurred_at;
    }
    return true;
  }

  void drain() {
    while (deliver()) {
    }
  }

  void peer_says(Status status, int minute) {
    view.how = Knowledge::told_us;
    view.status = status;
    view.status_at = at(minute);
    view.known_at = now;
  }

  void expect(Status status) { expected = Expectation{portal, code, status, "", at(0)}; }

  /// What is not superseded, by subject, in lane order.
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> out;
    for (const Delivery& delivery : lane) {
      if (delivery.state != DeliveryState::superseded) out.push_back(delivery.subject);
    }
    return out;
  }
};

using Subjects = std::vector<std::string>;

}  // namespace lienthong::domain::testing
