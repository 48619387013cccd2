#include "mapping/workbench/rule_guess.hpp"

#include "mapping/workbench/field_form.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using Type = SchemaNode::Type;

bool is_number(Type type) { return type == Type::integer || type == Type::number; }
bool is_text(Type type) { return type == Type::text || type == Type::any; }

std::string offset_call(std::string_view function, std::string_view pattern) {
  return std::string(function) + "(" + std::string(pattern) + ", +07:00)";
}

/// One rule's guess, from one kind of canonical field after the other.
class Guess {
 public:
  Guess(const FieldPlace& canonical, const FieldPlace& external, const SeenValues& seen, const GuessContext& context)
      : ours_(canonical.node), theirs_(external.node), context_(&context) {
    sort_out(seen);
    presence(canonical, external);
  }

  RuleGuess run() {
    if (ours_->format == "date-time") {
      instant();
    } else if (ours_->format == "date") {
      date();
    } else if (ours_->format == "base64") {
      base64();
    } else if (!ours_->one_of.empty()) {
      code();
    } else {
      by_type();
    }
    return std::move(out_);
  }

 private:
  /// Texts that stand for "not there" are no evidence of a form.
  void sort_out(const SeenValues& seen) {
    for (const std::string_view text : seen) {
      const bool zero = is_zero_date(text) && ours_->format.starts_with("date");
      if (!text.empty() && !zero) {
        texts_.push_back(text);
      } else if (std::find(out_.absent.begin(), out_.absent.end(), text) == out_.absent.end()) {
        out_.absent.emplace_back(text);
      }
    }
    if (!is_text(theirs_->type)) out_.absent.clear();
  }

  void presence(const FieldPlace& canonical, const FieldPlace& external) {
    if (canonical.certain) out_.absent.clear();
    out_.refuse_missing = external.required && !canonical.certain && out_.absent.empty() && !theirs_->nullable;
  }

  void say(std::string as, std::string why) {
    out_.as = std::move(as);
    out_.why = std::move(why);
  }

  void instant() {
    if (is_number(theirs_->type)) {
      const auto unit = epoch_form(texts_);
      return say("epoch(" + unit.value_or("detect") + ")", unit ? "the sample's size" : "a number for a moment");
    }
    if (theirs_->format == "date-time") return say(offset_call("instant", "rfc3339"), "format date-time");
    if (const auto pattern = instant_form(texts_)) {
      if (pattern->ends_with("'Z'"))
        return doubt("the sample ends in Z: instant(rfc3339, +07:00) when that is UTC, instant(" + *pattern +
                     ", +07:00) when it is the time of Viet Nam");
      return say(offset_call("instant", *pattern), "the sample's form");
    }
    if (const auto pattern = date_form(texts_)) return say(offset_call("instant", *pattern), "the sample's form");
    if (epoch_form(texts_)) return say("epoch(detect)", "the sample's size");
    if (texts_.empty() && wants_fourteen_digits())
      return say(offset_call("instant", "yyyyMMddHHmmss"), "the schema wants 14 digits");
    if (texts_.empty() && !context_->moment_form.empty())
      return say(offset_call("instant", context_->moment_form), "the form of the other moments");
    doubt("in what form are its moments? a sample would say");
  }

  [[nodiscard]] bool wants_fourteen_digits() const {
    constexpr std::string_view fourteen = "20250613093015";
    return theirs_->pattern && theirs_->pattern->matches(fourteen) && !theirs_->pattern->matches("2025061309301") &&
           !theirs_->pattern->matches("2025-06-13T09:");
  }

  void date() {
    if (theirs_->format == "date") return say("", "format date");
    if (const auto pattern = date_form(texts_)) return say("date(" + *pattern + ")", "the sample's form");
    doubt("in what form are its dates? a sample would say");
  }

  void base64() {
    const bool fits = texts_.empty() || looks_like_base64(texts_);
    if (is_text(theirs_->type) && fits) return say("base64", "content");
    doubt("is it base64?");
  }

  void code() {
    const auto& theirs = theirs_->one_of;
    const bool same = std::is_permutation(ours_->one_of.begin(), ours_->one_of.end(), theirs.begin(), theirs.end());
    if (same) return say("", "the same codes");
    say("code(" + context_->table + ")", "codes of our own");
  }

  void by_type() {
    switch (ours_->type) {
      case Type::boolean:
        return flag();
      case Type::integer:
        return theirs_->type == Type::boolean || (!texts_.empty() && !all_integers(texts_))
                   ? doubt("a whole number on our side only")
                   : say("integer", "a whole number");
      case Type::text:
        return text();
      case Type::number:
      case Type::any:
        return say("", "");
      case Type::record:
      case Type::list:
        return doubt("no scalar");
    }
  }

  void flag() {
    if (theirs_->type == Type::boolean) return say("boolean", "yes or no");
    const std::vector<std::string_view> listed(theirs_->one_of.begin(), theirs_->one_of.end());
    auto texts = flag_form(listed);
    const bool by_schema = texts.has_value();
    if (!texts) texts = flag_form(texts_);
    if (!texts) return doubt("which texts mean yes and no? flag(\"1\", \"0\")");
    say("flag(\"" + texts->first + "\", \"" + texts->second + "\")",
        by_schema ? "the schema's values" : "the sample's texts");
  }

  void text() {
    if (!is_text(theirs_->type)) return doubt("a text on our side only");
    const auto limit = theirs_->max_length;
    const bool shorter = limit && (!ours_->max_length || *ours_->max_length > *limit);
    if (shorter) return say("text(max=" + std::to_string(*limit) + ")", "the shorter limit");
    say("", "");
  }

  void doubt(std::string why) { out_.doubt = std::move(why); }

  const SchemaNode* ours_;
  const SchemaNode* theirs_;
  const GuessContext* context_;
  std::vector<std::string_view> texts_;
  RuleGuess out_;
};

}  // namespace

RuleGuess guess_rule(const FieldPlace& canonical, const FieldPlace& external, const SeenValues& seen,
                     const GuessContext& context) {
  return Guess(canonical, external, seen, context).run();
}

std::string table_name(std::string_view system, std::string_view canonical_path, const CodeTables& tables) {
  static constexpr std::array<std::string_view, 3> vague{"type", "kind", "code"};
  std::string path(canonical_path);
  std::replace(path.begin(), path.end(), '_', '-');
  std::replace(path.begin(), path.end(), '.', '-');
  const std::size_t dot = canonical_path.rfind('.');
  const std::string last = dot == std::string_view::npos ? path : path.substr(dot + 1);
  const std::string short_name = std::string(system) + "/" + last;
  const std::string long_name = std::string(system) + "/" + path;
  const bool is_vague = std::find(vague.begin(), vague.end(), last) != vague.end();
  if (tables.contains(long_name)) return long_name;
  return is_vague && !tables.contains(short_name) ? long_name : short_name;
}

}  // namespace lienthong::mapping
