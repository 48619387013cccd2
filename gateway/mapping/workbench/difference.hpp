#pragma once

#include "mapping/workbench/message.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace lienthong::mapping {

/// Messages that changed for one cause.
struct ChangeGroup {
  enum class Kind : std::uint8_t {
    value,              ///< a field of the output has another value
    appears,            ///< a field of the output that was not there
    vanishes,           ///< a field of the output that is no longer there
    newly_refused,      ///< accepted before
    newly_accepted,     ///< refused before
    refused_otherwise,  ///< refused by both, for another reason
    note_appears,
    note_vanishes
  };
  Kind kind = Kind::value;
  std::string path;    ///< without indices
  std::string before;  ///< the rule, code or note: "code(portal/status) at ho-so.toml:12"
  std::string after;
  std::size_t messages = 0;
  std::vector<std::string> examples;  ///< names of messages, three at most
};
[[nodiscard]] std::string_view name(ChangeGroup::Kind kind);

/// What a change of a mapping does to messages. No value is kept.
struct Difference {
  std::size_t messages = 0;
  std::size_t unchanged = 0;
  std::vector<ChangeGroup> groups;  ///< by kind, path and rules
};

/// Takes messages one by one through two versions of a mapping.
class Comparison {
 public:
  /// Both must outlive it. Either may lack a form that the other has.
  Comparison(const PlanSet& before, const PlanSet& after) : before_(&before), after_(&after) {}

  /// False, and nothing is counted, when no version has a form for such a message.
  bool add(std::string_view name, Way way, Format format, std::string_view bytes, const codec::Limits& limits = {});
  /// A canonical message goes out in every form.
  bool add_canonical(std::string_view name, std::string_view bytes, const codec::Limits& limits = {});
  [[nodiscard]] Difference result() const;

 private:
  using Key = std::tuple<ChangeGroup::Kind, std::string, std::string, std::string>;
  struct Counted {
    ChangeGroup group;
    std::size_t last_message = 0;
  };

  void compare(const Passage& before, const Passage& after);
  void compare_outputs(const Passage& before, const Passage& after);
  void compare_notes(const Notes& before, const Notes& after);
  void changed(ChangeGroup::Kind kind, std::string path, std::string before, std::string after);

  const PlanSet* before_;
  const PlanSet* after_;
  std::string message_;
  std::map<Key, Counted> groups_;
  std::size_t messages_ = 0;
  std::size_t unchanged_ = 0;
  bool message_changed_ = false;
};

}  // namespace lienthong::mapping
