#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace lienthong::base {

/// A string or number that may only be used as what it is. `struct PeerTag; using SystemId = StrongId<PeerTag>;`
template <class Tag, class Rep = std::string>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(Rep value) : value_(std::move(value)) {}
  [[nodiscard]] const Rep& value() const { return value_; }
  friend auto operator<=>(const StrongId&, const StrongId&) = default;
  friend bool operator==(const StrongId&, const StrongId&) = default;

 private:
  Rep value_{};
};

}  // namespace lienthong::base

template <class Tag, class Rep>
struct std::hash<lienthong::base::StrongId<Tag, Rep>> {
  std::size_t operator()(const lienthong::base::StrongId<Tag, Rep>& id) const noexcept {
    return std::hash<Rep>{}(id.value());
  }
};
