#include "mapping/proof/allowance.hpp"

#include "base/text.hpp"
#include "mapping/rfc3339.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

using codec::Value;
using Rule = std::optional<std::string>;

bool is_nothing(const std::optional<Value>& value) { return !value || value->is_null(); }

bool is_one_of(std::string_view lexeme, const std::vector<std::string>& listed) {
  return std::find(listed.begin(), listed.end(), lexeme) != listed.end();
}

std::optional<bool> truth_of(std::string_view lexeme) {
  if (lexeme == "true" || lexeme == "1") return true;
  if (lexeme == "false" || lexeme == "0") return false;
  return std::nullopt;
}

/// Whether a code table says that both external codes mean one thing, or that both canonical ones are told as one.
bool is_same_in_table(const CodeTable& table, Side side, std::string_view before, std::string_view after) {
  return std::any_of(table.versions().begin(), table.versions().end(), [&](const CodeTable::Version& version) {
    const auto& there = side == Side::canonical ? version.outward : version.inward;
    const auto& back = side == Side::canonical ? version.inward : version.outward;
    const auto middle = there.find(before);
    if (middle == there.end()) return false;
    const auto end = back.find(middle->second);
    return end != back.end() && end->second == after;
  });
}

/// Whether an external text means this canonical value, as far as that can be said without running the plan.
bool means(const Step& step, std::string_view external, std::string_view canonical) {
  const Function& function = step.function;
  switch (function.kind) {
    case FunctionKind::identity:
    case FunctionKind::text:
    case FunctionKind::integer:
    case FunctionKind::base64:
    case FunctionKind::url:
      return external == canonical || (truth_of(external) && truth_of(external) == truth_of(canonical));
    case FunctionKind::trimmed:
      return base::trim(external) == canonical;
    case FunctionKind::flag:
      return canonical == (external == function.yes ? "true" : "false");
    case FunctionKind::boolean:
      return truth_of(external) == truth_of(canonical);
    case FunctionKind::code:
      return std::any_of(function.table->versions().begin(), function.table->versions().end(),
                         [&](const auto& version) {
                           const auto found = version.inward.find(external);
                           return found != version.inward.end() && found->second == canonical;
                         });
    case FunctionKind::instant: {
      const auto at = function.pattern->read(external);
      return at && at == read_rfc3339(canonical);
    }
    case FunctionKind::date:
    case FunctionKind::epoch:
    case FunctionKind::list:
      return true;
  }
  return false;
}

bool is_at_or_in(std::string_view path, std::string_view above) {
  return path.starts_with(above) &&
         (path.size() == above.size() || path[above.size()] == '.' || path[above.size()] == '[');
}

class Judge {
 public:
  Judge(const Difference& difference, const Trip& trip)
      : difference_(&difference), trip_(&trip), side_(trip.side), inventory_(trip.inventory) {}

  Rule verdict() {
    if (inventory_->is_lost(side_, difference_->place) && !difference_->after) return "loss";
    if (is_nothing(difference_->before) && is_nothing(difference_->after)) return "null";
    if (auto rule = unread()) return rule;
    if (auto rule = empty()) return rule;
    for (const Field* field : inventory_->at(side_, difference_->place)) {
      if (auto rule = of(*field)) return rule;
    }
    return std::nullopt;
  }

 private:
  /// What nothing read does not come back, nor anything in it.
  [[nodiscard]] Rule unread() const {
    if (difference_->after) return std::nullopt;
    for (const Note& note : *trip_->notes) {
      if (is_unread(note) && is_at_or_in(difference_->path, note.path)) return note.rule;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_empty(const std::optional<Value>& value) const {
    if (is_nothing(value)) return true;
    if (value->is_list()) return value->items().empty();
    if (value->is_record()) return value->members().empty();
    return value->scalar().empty() && trip_->format == Format::xml && inventory_->is_above(side_, difference_->place);
  }

  /// An empty list or record and none at all: one where the mapping says so, and always in XML, which has no empty
  /// list.
  [[nodiscard]] Rule empty() const {
    if (!is_empty(difference_->before) || !is_empty(difference_->after)) return std::nullopt;
    const auto is_list = [](const std::optional<Value>& value) { return value && value->is_list(); };
    const bool list = is_list(difference_->before) || is_list(difference_->after);
    const auto fields = inventory_->at(side_, difference_->place);
    const bool exact =
        list && trip_->format == Format::json && std::any_of(fields.begin(), fields.end(), [](const Field* field) {
          return field->each != nullptr && !field->each->write_empty;
        });
    return exact || is_item_gone() ? Rule{} : Rule{"empty"};
  }

  /// Whether an item without any field is on one side only: otherwise that side has fields of it, declared as lost or
  /// filled in.
  [[nodiscard]] bool is_item_gone() const {
    const std::string below = difference_->path + ".";
    return difference_->path.ends_with(']') &&
           std::none_of(trip_->differences->begin(), trip_->differences->end(),
                        [&](const Difference& one) { return one.path.starts_with(below); });
  }

  [[nodiscard]] Rule of(const Field& field) const {
    if (field.step != nullptr && field.step->computed && is_made_of_a_change(field)) return "computed";
    if (auto rule = noted(field)) return rule;
    if (field.embedded != nullptr) return stand_in(*field.embedded);
    if (field.step == nullptr) return std::nullopt;
    if (is_only_padded(field)) return "spelling";
    return side_ == Side::canonical ? of_canonical(*field.step) : of_external(*field.step);
  }

  /// In XML white space around a value that is no text is not part of it.
  [[nodiscard]] bool is_only_padded(const Field& field) const {
    const codec::SchemaNode* schema = external_schema(field);
    if (side_ != Side::external || trip_->format != Format::xml || schema == nullptr) return false;
    const auto& [path, place, before, after] = *difference_;
    return schema->type != SchemaType::text && before && after && base::trim(before->scalar()) == after->scalar();
  }

  /// Of the place in question; none where the step has no end there.
  [[nodiscard]] const codec::SchemaNode* external_schema(const Field& field) const {
    const Step& step = *field.step;
    if (!step.parts || step.parted != Side::external) return step.external.schema;
    const auto part = std::find(field.external.begin(), field.external.end(), difference_->place);
    if (part == field.external.end()) return nullptr;
    return step.part_ends[static_cast<std::size_t>(part - field.external.begin())].schema;
  }

  /// Whether a field of which this one is computed came back different, which has to be allowed in its own right.
  [[nodiscard]] bool is_made_of_a_change(const Field& field) const {
    const auto changed = [&](const Computed::Part& part) {
      if (!part.step) return false;
      const Field& source = inventory_->fields()[inventory_->index_of(&field.scope->steps[*part.step])];
      return std::any_of(trip_->differences->begin(), trip_->differences->end(), [&](const Difference& one) {
        return !source.external.empty() && one.place == source.external.front();
      });
    };
    const auto& parts = field.step->computed->parts;
    return std::any_of(parts.begin(), parts.end(), changed);
  }

  /// A note names the field by either of its ends; the second pass names it by the other one.
  [[nodiscard]] Rule noted(const Field& field) const {
    for (const Note& note : *trip_->notes) {
      const std::string place = place_of(note.path);
      const auto names = [&](const std::string& one) { return place == one || place.starts_with(one + ","); };
      const bool here = std::any_of(field.canonical.begin(), field.canonical.end(), names) ||
                        std::any_of(field.external.begin(), field.external.end(), names);
      if (here && !is_unread(note) && fits(note.rule)) return note.rule;
    }
    return std::nullopt;
  }

  /// A note allows what it says, not any change.
  [[nodiscard]] bool fits(std::string_view rule) const {
    const bool both = difference_->before && difference_->after;
    if (rule == "text.cut") return both && difference_->before->scalar().starts_with(difference_->after->scalar());
    if (rule == "text.trimmed")
      return both && base::trim(difference_->before->scalar()) == base::trim(difference_->after->scalar());
    return true;
  }

  [[nodiscard]] Rule stand_in(const auto& rule) const {
    if (rule.absent.empty() || side_ == Side::canonical) return std::nullopt;
    const auto& [path, place, before, after] = *difference_;
    const bool nothing = is_nothing(before) || is_one_of(before->scalar(), rule.absent);
    const bool right = rule.write_absent ? after && after->scalar() == rule.absent.front() : is_nothing(after);
    return nothing && right ? Rule{"absent"} : Rule{};
  }

  [[nodiscard]] Rule of_canonical(const Step& step) const {
    const auto& [path, place, before, after] = *difference_;
    if (step.constant) return !before && after && after->scalar() == *step.constant ? Rule{"constant"} : Rule{};
    if (!before && after && step.fallback && means(step, *step.fallback, after->scalar())) return "default";
    if (!before || !after) return std::nullopt;
    return same_meaning(step, before->scalar(), after->scalar());
  }

  [[nodiscard]] Rule same_meaning(const Step& step, std::string_view before, std::string_view after) const {
    const auto one = read_rfc3339(before);
    const bool moment = step.function.kind == FunctionKind::instant || step.function.kind == FunctionKind::epoch;
    if (moment && one && one == read_rfc3339(after)) return "spelling";
    if (step.function.table && is_same_in_table(*step.function.table, side_, before, after)) return "code.many";
    return std::nullopt;
  }

  [[nodiscard]] Rule of_external(const Step& step) const {
    const auto& [path, place, before, after] = *difference_;
    if (step.constant) return after && after->scalar() == *step.constant ? Rule{"constant"} : Rule{};
    if (is_nothing(before) && after) {
      if (step.computed) return "computed";
      if (step.fallback && after->scalar() == *step.fallback) return "default";
    }
    if (auto rule = stand_in(step)) return is_nothing(before) ? rule : std::nullopt;  // otherwise it is noted
    if (!before || !after) return std::nullopt;
    if (is_written_otherwise(step, before->scalar(), after->scalar())) return "spelling";
    if (step.function.table && is_same_in_table(*step.function.table, side_, before->scalar(), after->scalar()))
      return "code.many";
    return std::nullopt;
  }

  [[nodiscard]] bool is_written_otherwise(const Step& step, std::string_view before, std::string_view after) const {
    if (step.function.kind == FunctionKind::instant) {
      const auto one = step.function.pattern->read(before);
      return one && one == step.function.pattern->read(after);
    }
    const bool boolean = step.function.kind == FunctionKind::boolean ||
                         (step.canonical.schema != nullptr && step.canonical.schema->type == SchemaType::boolean);
    return boolean && step.function.kind != FunctionKind::flag && truth_of(before) &&
           truth_of(before) == truth_of(after);
  }

  const Difference* difference_;
  const Trip* trip_;
  Side side_;
  const Inventory* inventory_;
};

}  // namespace

bool is_unread(const Note& note) { return note.rule == "field.unread" || note.rule == "variant.unread"; }

std::optional<std::string> allowed(const Difference& difference, const Trip& trip) {
  return Judge(difference, trip).verdict();
}

}  // namespace lienthong::mapping::proof
