#include "domain/dossier.hpp"
#include "domain/status_run.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace lienthong::domain {
namespace {

using Ordered = std::vector<const Event*>;

/// Each event once, in fold order: what makes the result depend on the set alone (I3).
Ordered in_fold_order(std::span<const Event> events) {
  Ordered out;
  std::unordered_set<EventId> seen;
  for (const Event& event : events) {
    if (event.dossier != events.front().dossier) throw std::logic_error("fold: events of two dossiers");
    if (seen.insert(event.id).second) out.push_back(&event);
  }
  std::sort(out.begin(), out.end(),
            [](const Event* left, const Event* right) { return fold_order(*left, *right) < 0; });
  return out;
}

bool same_second(base::Instant left, base::Instant right) {
  return std::chrono::floor<std::chrono::seconds>(left) == std::chrono::floor<std::chrono::seconds>(right);
}

class Fold {
 public:
  Fold(Ordered events, const Authority& authority) : events_(std::move(events)), authority_(authority) {}

  Dossier run() {
    find_procedure();
    for (const Event* event : events_) apply(*event);
    out_.status = status_.status;
    out_.reason = status_.reason;
    out_.status_since = status_.since;
    return std::move(out_);
  }

 private:
  void find_procedure() {
    if (!events_.empty()) out_.code = events_.front()->dossier;
    const auto first = std::find_if(events_.begin(), events_.end(),
                                    [](const Event* event) { return !event->procedure.value().empty(); });
    if (first == events_.end()) return;
    out_.procedure = (*first)->procedure;
    out_.received_at = (*first)->occurred_at;
  }

  [[nodiscard]] bool may_state(const SystemId& source, const std::string& field) const {
    return authority_.may_state(source, out_.procedure, field, out_.received_at);
  }
  [[nodiscard]] bool may_move(const Event& event) const {
    return authority_.may_move(event.source, out_.procedure, event.move->to, out_.received_at);
  }

  /// A move concluded from a document adds nothing where the same move of the same second is known better.
  [[nodiscard]] bool is_redundant(const Event& event) const {
    if (event.move->evidence == Evidence::stated) return false;
    return std::any_of(events_.begin(), events_.end(), [&](const Event* other) {
      if (other == &event || !other->move || other->move->to != event.move->to) return false;
      if (!same_second(other->occurred_at, event.occurred_at)) return false;
      const bool stated = other->move->evidence == Evidence::stated;
      if (stated) return other->source == event.source || may_move(*other);
      // Of a source's own conclusions the first one counts; one with authority makes one without pointless.
      if (other->source == event.source) return fold_order(*other, event) < 0;
      return may_move(*other) && !may_move(event);
    });
  }

  void apply(const Event& event) {
    Observation claimed{event.id, event.source, event.occurred_at, std::nullopt, {}};
    const bool counts = event.move && may_move(event);
    const bool of_the_step = event.move && event.move->evidence == Evidence::stated;
    if (event.move && !is_redundant(event)) {
      if (counts) {
        take_step(event, of_the_step ? event.facts : Facts{});
      } else {
        claimed.status = event.move->to;
      }
    }
    for (const auto& [field, value] : event.facts) {
      if (of_the_step) {
        if (!counts) claimed.fields.push_back(field);
      } else if (may_state(event.source, field)) {
        take_fact(event.source, field, value);
      } else {
        claimed.fields.push_back(field);
      }
    }
    if (claimed.status || !claimed.fields.empty()) out_.observations.push_back(std::move(claimed));
  }

  void take_fact(const SystemId& source, const std::string& field, const std::string& value) {
    const auto [said, first] = said_.try_emplace({field, source.value()}, value);
    if (!first && std::exchange(said->second, value) == value) return;
    out_.facts[field] = value;
  }

  void take_step(const Event& event, Facts facts) {
    const Move& move = *event.move;
    if (status_.status && is_final(*status_.status)) {
      out_.irregularities.push_back({Irregularity::Kind::move_after_final, event.id, status_.status, move.to});
      return;
    }
    if (!is_regular_move(status_.status, move.to)) {
      out_.irregularities.push_back({Irregularity::Kind::irregular_move, event.id, status_.status, move.to});
    }
    out_.steps.push_back({event.id, event.source, event.occurred_at, move, std::move(facts)});
    status_.advance(out_.steps.back());
  }

  Ordered events_;
  const Authority& authority_;
  StatusRun status_;
  /// What each system stated last of each field; views into the events.
  std::map<std::pair<std::string_view, std::string_view>, std::string_view> said_;
  Dossier out_;
};

}  // namespace

Dossier fold(std::span<const Event> events, const Authority& authority) {
  return Fold(in_fold_order(events), authority).run();
}

}  // namespace lienthong::domain
