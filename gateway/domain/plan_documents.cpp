#include "domain/plan_documents.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

class Documents {
 public:
  Documents(LaneDraft& draft, std::span<const DocumentToTell> documents, const PeerView& view)
      : draft_(draft), documents_(documents), view_(view) {}

  DocumentNews choose() {
    DocumentNews news;
    for (const DocumentToTell& document : documents_) {
      if (is_last_told(document)) continue;
      if (document.collapse == Collapse::latest) supersede_older(document);
      news.documents.push_back(&document);
    }
    news.introduces = !news.documents.empty() && !is_introduced();
    return news;
  }

 private:
  [[nodiscard]] bool is_document(const Delivery& delivery) const {
    return std::any_of(documents_.begin(), documents_.end(), [&](const auto& d) { return d.kind == delivery.kind; });
  }

  [[nodiscard]] bool is_last_told(const DocumentToTell& document) const {
    for (std::size_t i = draft_.lane().size(); i-- > 0;) {
      if (draft_.is_gone(i) || draft_.lane()[i].kind != document.kind) continue;
      return draft_.lane()[i].subject == document.digest;
    }
    return false;
  }

  /// From the newest, so that what goes away behind the introduction no longer holds it.
  void supersede_older(const DocumentToTell& document) {
    for (std::size_t i = draft_.lane().size(); i-- > 0;) {
      const Delivery& older = draft_.lane()[i];
      if (draft_.is_gone(i) || older.kind != document.kind || older.state != DeliveryState::waiting) continue;
      if (is_introduction(i) && something_behind(i)) continue;
      draft_.supersede(i);
    }
  }

  /// Whether the peer would first hear of the dossier from this one.
  [[nodiscard]] bool is_introduction(std::size_t index) const {
    if (view_.presence == Presence::present) return false;
    const auto earlier = draft_.lane().first(index);
    return std::none_of(earlier.begin(), earlier.end(), [&](const Delivery& delivery) {
      const bool may_be_there = delivery.state == DeliveryState::delivered ||
                                delivery.state == DeliveryState::in_flight || delivery.state == DeliveryState::unknown;
      return may_be_there && is_document(delivery);
    });
  }

  [[nodiscard]] bool something_behind(std::size_t index) const {
    for (std::size_t i = index + 1; i < draft_.lane().size(); ++i) {
      if (!draft_.is_gone(i) && !leaves_lane(draft_.lane()[i].state)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_introduced() const {
    if (view_.presence == Presence::present) return true;
    return draft_.stands([&](const Delivery& delivery) {
      const bool stuck = delivery.state == DeliveryState::refused || delivery.state == DeliveryState::parked;
      return is_document(delivery) && !stuck;
    });
  }

  LaneDraft& draft_;
  std::span<const DocumentToTell> documents_;
  const PeerView& view_;
};

/// A document that the peer, or our mapping, refused is pointless once there is a newer one of its kind.
bool is_answered(const Delivery& delivery, std::span<const DocumentToTell> documents) {
  return delivery.state == DeliveryState::refused &&
         std::any_of(documents.begin(), documents.end(), [&](const DocumentToTell& newer) {
           return newer.kind == delivery.kind && newer.collapse == Collapse::latest && newer.digest != delivery.subject;
         });
}

}  // namespace

void replace_refused(LaneDraft& draft, std::span<const DocumentToTell> documents) {
  bool blocked = false;
  for (std::size_t i = 0; i < draft.lane().size(); ++i) {
    if (draft.is_gone(i)) continue;
    const Delivery& delivery = draft.lane()[i];
    const bool never_tried =
        delivery.state == DeliveryState::waiting && delivery.attempts == 0 && delivery.reason.empty();
    if (is_answered(delivery, documents)) {
      blocked = true;
      draft.supersede(i);
    } else if (blocked && never_tried) {
      draft.supersede(i);
    }
  }
}

DocumentNews choose_documents(LaneDraft& draft, std::span<const DocumentToTell> documents, const PeerView& view) {
  return Documents(draft, documents, view).choose();
}

}  // namespace lienthong::domain
