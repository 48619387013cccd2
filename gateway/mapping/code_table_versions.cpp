#include "mapping/code_table_versions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace lienthong::mapping {
namespace {

using Kind = CodeEntry::Kind;
using Day = CodeTable::Day;
using Codes = CodeTable::Codes;
using Refusals = std::vector<CodeTable::Refusal>;

/// Reports a problem that several versions share only once.
class Problems {
 public:
  explicit Problems(TomlReader& reader) : reader_(&reader) {}
  void add(const PlacedText& code, const std::string& rule, const std::string& text) {
    if (said_.emplace(code.place.line, code.place.column, rule).second) reader_->report(code.place, rule, text);
  }

 private:
  TomlReader* reader_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string>> said_;
};

std::string named(Side side, const PlacedText& code) { return std::string(name(side)) + " code '" + code.text + "'"; }

std::vector<Day> change_days(const CodeTableFile& file) {
  std::set<Day> out{file.valid_from};
  for (const CodeEntry& entry : file.entries) {
    out.insert(entry.first);
    if (entry.last) out.insert(*entry.last + std::chrono::days{1});
  }
  return {out.begin(), out.end()};
}

/// The codes of one side on one day.
class SideOfDay {
 public:
  SideOfDay(Side side, Codes& codes, Refusals& refusals, Problems& problems)
      : side_(side), codes_(&codes), refusals_(&refusals), problems_(&problems) {}

  void mention(const PlacedText& code) { mentioned_.push_back(&code); }
  void map(const PlacedText& code, const std::string& partner) {
    if (!codes_->emplace(code.text, partner).second) twice(code);
  }
  void refuse(const PlacedText& code, const std::string& why) {
    if (codes_->contains(code.text) || is_refused(code.text)) return twice(code);
    refusals_->push_back({code.text, why});
  }
  /// A code that only one direction knows would be accepted on one way and stop the message on the way back.
  void check_partners() {
    for (const PlacedText* code : mentioned_) {
      if (codes_->contains(code->text) || is_refused(code->text)) continue;
      problems_->add(*code, "code.no_partner", named(side_, *code) + " has neither a partner nor a refusal");
    }
  }

 private:
  [[nodiscard]] bool is_refused(std::string_view code) const {
    return std::any_of(refusals_->begin(), refusals_->end(), [&](const auto& one) { return one.code == code; });
  }
  void twice(const PlacedText& code) { problems_->add(code, "code.twice", named(side_, code) + " has two meanings"); }

  Side side_;
  Codes* codes_;
  Refusals* refusals_;
  Problems* problems_;
  std::vector<const PlacedText*> mentioned_;
};

CodeTable::Version build_version(const std::vector<CodeEntry>& entries, Day day, Problems& problems) {
  CodeTable::Version out;
  out.from = day;
  SideOfDay canonical(Side::canonical, out.outward, out.refused_canonical, problems);
  SideOfDay external(Side::external, out.inward, out.refused_external, problems);
  for (const CodeEntry& entry : entries) {
    if (!entry.holds_on(day)) continue;
    switch (entry.kind) {
      case Kind::pair:
        canonical.map(*entry.canonical, entry.external->text);
        external.map(*entry.external, entry.canonical->text);
        break;
      case Kind::to_canonical_only:
        canonical.mention(*entry.canonical);
        external.map(*entry.external, entry.canonical->text);
        break;
      case Kind::to_external_only:
        canonical.map(*entry.canonical, entry.external->text);
        external.mention(*entry.external);
        break;
      case Kind::refused_canonical:
        canonical.refuse(*entry.canonical, entry.why);
        break;
      case Kind::refused_external:
        external.refuse(*entry.external, entry.why);
        break;
    }
  }
  canonical.check_partners();
  external.check_partners();
  out.outward_index = CodeIndex(out.outward);
  out.inward_index = CodeIndex(out.inward);
  return out;
}

/// A code that comes back after days on which the table does not know it: more likely a slip of a day than a wish.
void check_gaps(Side side, const std::vector<CodeEntry>& entries, Problems& problems) {
  std::map<std::string_view, std::vector<const CodeEntry*>> by_code;
  for (const CodeEntry& entry : entries) {
    const auto& code = side == Side::canonical ? entry.canonical : entry.external;
    if (code) by_code[code->text].push_back(&entry);
  }
  for (auto& [code, uses] : by_code) {
    std::stable_sort(uses.begin(), uses.end(),
                     [](const auto* left, const auto* right) { return left->first < right->first; });
    std::optional<Day> known_until = uses.front()->last;
    for (const CodeEntry* use : uses) {
      if (known_until && use->first > *known_until + std::chrono::days{1}) {
        const PlacedText& again = side == Side::canonical ? *use->canonical : *use->external;
        problems.add(again, "code.gap", named(side, again) + " is unknown on the days before this entry");
      }
      if (!use->last || !known_until) {
        known_until = std::nullopt;
        break;
      }
      known_until = std::max(*known_until, *use->last);
    }
  }
}

}  // namespace

std::vector<CodeTable::Version> build_versions(const CodeTableFile& file, TomlReader& reader) {
  Problems problems(reader);
  std::vector<CodeTable::Version> out;
  for (const Day day : change_days(file)) out.push_back(build_version(file.entries, day, problems));
  check_gaps(Side::canonical, file.entries, problems);
  check_gaps(Side::external, file.entries, problems);
  return out;
}

}  // namespace lienthong::mapping
