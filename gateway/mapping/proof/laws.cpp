#include "mapping/proof/laws.hpp"

#include "base/text.hpp"
#include "codec/json.hpp"
#include "mapping/proof/allowance.hpp"
#include "mapping/proof/difference.hpp"
#include "mapping/workbench/message.hpp"
#include "mapping/workbench/value_paths.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

using base::Result;
using codec::Arena;
using codec::Value;

Way other(Way way) { return way == Way::out ? Way::in : Way::out; }
Side source_of(Way way) { return way == Way::out ? Side::canonical : Side::external; }

/// A document as bytes and as it is read from them.
struct Sent {
  std::string bytes;
  Value value;
};

/// One document's round trip; the first thing that is wrong ends it.
class Journey {
 public:
  Journey(const Plan& plan, const Inventory& inventory, Way way) : plan_(&plan), inventory_(&inventory), way_(way) {}

  Verdict round(const Value& document, const std::set<std::string>& declared) {
    if (start(document) && there(declared)) back_again();
    return std::move(verdict_);
  }

  Verdict agreement(const Value& document) {
    const auto sent = send(source_of(way_), document);
    if (!sent) return finished(Verdict::Kind::unusable);
    verdict_.document = sent->bytes;
    const auto mapped = map(way_, sent->value, notes_);
    if (!mapped) return std::move(verdict_);  // refused, which is what the schema would have said, or stricter
    const auto problems = problems_of(source_of(way_), *sent);
    if (!problems.empty())
      broken(law_of_schema, problems.front().path, "taken, but the schema says: " + problems.front().rule);
    return std::move(verdict_);
  }

 private:
  Verdict finished(Verdict::Kind kind) {
    verdict_.kind = kind;
    return std::move(verdict_);
  }

  bool broken(std::string_view law, std::string path, std::string what) {
    verdict_.kind = Verdict::Kind::broken;
    verdict_.code = law;
    verdict_.path = std::move(path);
    verdict_.what = std::move(what);
    return false;
  }
  bool broken(std::string path, std::string what) {
    return broken(way_ == Way::out ? law_out_then_in : law_in_then_out, std::move(path), std::move(what));
  }

  std::optional<Sent> send(Side side, const Value& value) {
    const auto bytes =
        side == Side::external ? write_external(*plan_, value) : Result<std::string>(codec::write_json(value));
    if (!bytes) return refused(bytes.error());
    const std::string_view kept = arena_.copy(*bytes);
    const auto read = side == Side::external ? read_external(*plan_, kept, arena_) : codec::read_json(kept, arena_);
    if (!read) return refused(read.error());
    return Sent{*bytes, *read};
  }

  std::nullopt_t refused(const base::Error& error) {
    const std::size_t colon = error.text().find(": ");
    verdict_.kind = Verdict::Kind::refused;
    verdict_.code = error.code();
    verdict_.path = colon == std::string::npos ? "" : error.text().substr(0, colon);
    verdict_.what = error.text();
    return std::nullopt;
  }

  [[nodiscard]] std::vector<codec::SchemaProblem> problems_of(Side side, const Sent& sent) const {
    return side == Side::external ? external_problems(*plan_, sent.value, sent.bytes)
                                  : plan_->canonical_schema().check(sent.value);
  }

  std::optional<Value> map(Way way, const Value& value, Notes& notes) {
    const auto mapped =
        way == Way::out ? plan_->to_external(value, arena_, notes) : plan_->to_canonical(value, arena_, notes);
    if (!mapped) return refused(mapped.error());
    return *mapped;
  }

  bool start(const Value& document) {
    const auto sent = send(source_of(way_), document);
    if (!sent || !problems_of(source_of(way_), *sent).empty()) {
      verdict_.kind = Verdict::Kind::unusable;
      return false;
    }
    source_ = *sent;
    verdict_.document = sent->bytes;
    return true;
  }

  bool there(const std::set<std::string>& declared) {
    const auto mapped = map(way_, source_.value, notes_);
    if (!mapped) return false;
    for (const Note& note : notes_) {
      if (is_unread(note) && !declared.contains(note.rule + " " + note.path))
        return broken(note.path, "a field that the mapping knows was not read");
      if (note.rule == "text.cut" && way_ == Way::out && !check_cut(note, source_.value)) return false;
    }
    const auto sent = send(source_of(other(way_)), *mapped);
    if (!sent) return false;
    middle_ = *sent;
    const auto problems = problems_of(source_of(other(way_)), *sent);
    if (!problems.empty())
      return broken(problems.front().path, "what comes out breaks its schema: " + problems.front().rule);
    return true;
  }

  /// A text that the other side's schema holds must not be cut.
  bool check_cut(const Note& note, const Value& canonical) {
    for (const Field* field : inventory_->at(Side::canonical, place_of(note.path))) {
      if (field->step == nullptr || field->step->external.schema == nullptr) continue;
      const auto most = field->step->external.schema->max_length;
      for (const Leaf& leaf : leaves_of(canonical)) {
        if (most && leaf.path == note.path && base::code_points(leaf.value.scalar()) <= *most)
          return broken(note.path, "is cut although the external schema has room for " + std::to_string(*most));
      }
    }
    return true;
  }

  void back_again() {
    const std::size_t notes_there = notes_.size();
    const auto mapped = map(other(way_), middle_.value, notes_);
    if (!mapped) {
      const std::string code = verdict_.code;
      broken(verdict_.path, "does not come back: " + code);
      return;
    }
    if (way_ == Way::out && notes_.size() > notes_there) {
      const Note note = notes_.back();
      broken(note.path, "what we wrote ourselves is noted when it is read: " + note.rule);
      return;
    }
    if (way_ == Way::in && !check_cuts(notes_there)) return;
    const auto sent = send(source_of(way_), *mapped);
    if (!sent) {
      broken("", "what comes back cannot be written");
      return;
    }
    const bool unchanged = sent->bytes == source_.bytes;  // then its schema has judged it
    const auto problems = unchanged ? std::vector<codec::SchemaProblem>{} : problems_of(source_of(way_), *sent);
    if (!problems.empty()) {
      broken(problems.front().path, "what comes back breaks its schema: " + problems.front().rule);
      return;
    }
    if (unchanged || compare(*sent)) second_round(*sent);
  }

  bool check_cuts(std::size_t first) {
    return std::all_of(notes_.begin() + static_cast<std::ptrdiff_t>(first), notes_.end(),
                       [&](const Note& note) { return note.rule != "text.cut" || check_cut(note, middle_.value); });
  }

  bool compare(const Sent& back) {
    const Side side = source_of(way_);
    const auto found = differences(*inventory_, side, source_.value, back.value, arena_);
    const Trip trip{side, plan_->format(), inventory_, &notes_, &found};
    for (const Difference& one : found) {
      auto rule = allowed(one, trip);
      if (!rule) return broken(one.path, "was " + shown(one.before) + ", came back as " + shown(one.after));
      verdict_.allowances.emplace_back(std::move(*rule), one.place);
    }
    return true;
  }

  /// What came back goes round once more and must not change at all.
  void second_round(const Sent& back) {
    Notes ignored;
    const auto mapped = map(way_, back.value, ignored);
    if (!mapped) {
      broken(verdict_.path, "is refused in the second round: " + verdict_.code);
      return;
    }
    const auto sent = send(source_of(other(way_)), *mapped);
    if (!sent) {
      broken("", "cannot be written in the second round");
      return;
    }
    if (way_ == Way::out) {
      same(source_of(Way::in), middle_, *sent);
      return;
    }
    const auto again = map(Way::out, sent->value, ignored);
    const auto external = again ? send(Side::external, *again) : std::nullopt;
    if (!external) {
      broken(verdict_.path, "is refused on the way out of the second round: " + verdict_.code);
      return;
    }
    same(Side::external, back, *external);
  }

  void same(Side side, const Sent& one, const Sent& two) {
    if (one.bytes == two.bytes) return;
    const auto found = differences(*inventory_, side, one.value, two.value, arena_);
    if (found.empty()) {
      broken("", "the second round writes other bytes");
      return;
    }
    broken(found.front().path, "was " + shown(found.front().before) + " after the first round and " +
                                   shown(found.front().after) + " after the second");
  }

  const Plan* plan_;
  const Inventory* inventory_;
  Way way_;
  Arena arena_;
  Notes notes_;
  Verdict verdict_;
  Sent source_;
  Sent middle_;
};

}  // namespace

Verdict Laws::round_trip(Way way, const Value& document, const std::set<std::string>& declared) const {
  return Journey(*plan_, *inventory_, way).round(document, declared);
}

Verdict Laws::agreement(Way way, const Value& document) const {
  return Journey(*plan_, *inventory_, way).agreement(document);
}

}  // namespace lienthong::mapping::proof
