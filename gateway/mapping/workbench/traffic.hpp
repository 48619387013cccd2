#pragma once

#include "mapping/program.hpp"
#include "mapping/workbench/message.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::mapping {

/// A field that peers send and no rule reads.
struct UnreadField {
  std::string path;          ///< without indices
  std::size_t messages = 0;  ///< that have it
  std::string example;       ///< one place, with indices
  std::string message;       ///< the message it is in
  std::string declared;      ///< why, when the mapping lists it among its losses
};

/// A rule that read nothing in any message.
struct SilentRule {
  Place place;
  std::string external;
  std::string canonical;
};

struct TrafficCoverage {
  std::size_t messages = 0;
  std::size_t refused = 0;     ///< of these, by the mapping
  std::size_t unreadable = 0;  ///< beside these: not JSON or XML, or in a form the mapping does not have
  std::vector<UnreadField> unread;
  std::vector<SilentRule> silent;
};

/// Takes a peer's messages one by one and counts what a mapping reads of them. Keeps paths, never values; at most
/// 2000 unread paths.
class TrafficCounter {
 public:
  /// `plans` must outlive it.
  explicit TrafficCounter(const PlanSet& plans);
  void add(std::string_view name, Format format, std::string_view bytes, const codec::Limits& limits = {});
  void add_unreadable() { ++unreadable_; }
  [[nodiscard]] TrafficCoverage result() const;

 private:
  using Spot = std::pair<std::uint32_t, std::uint32_t>;  ///< line and column of a rule

  class Walk;
  void list_rules(const Scope& scope, const std::string& canonical, const std::string& external);
  void list_rule(Place place, const End& canonical, const End& external, const std::string& ours,
                 const std::string& theirs);
  void count_unread(const std::string& path, const std::string& declared);

  const PlanSet* plans_;
  std::map<Spot, SilentRule> rules_;
  std::set<Spot> heard_;
  std::map<std::string, UnreadField, std::less<>> unread_;
  std::set<std::string, std::less<>> unread_here_;  ///< of the message in hand
  std::string message_;
  std::size_t messages_ = 0;
  std::size_t refused_ = 0;
  std::size_t unreadable_ = 0;
};

}  // namespace lienthong::mapping
