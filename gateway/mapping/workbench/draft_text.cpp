#include "base/text.hpp"
#include "mapping/workbench/draft_rules.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

/// Names of a schema may hold anything; nothing of it may end a text or a comment.
std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte >= 0x20 && byte != 0x7f) {
      out += c;
    } else {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

std::string toml_text(std::string_view text) { return "\"" + escaped(text) + "\""; }

/// A call with quotes in it reads better between single ones.
std::string toml_call(const std::string& call) {
  const bool literal = call.find('"') != std::string::npos && call.find('\'') == std::string::npos;
  return literal ? "'" + call + "'" : toml_text(call);
}

std::string comment(const std::string& text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  return out;
}

std::size_t widest(const std::vector<DraftRule>& rules) {
  constexpr std::size_t wide_enough = 32;
  std::size_t out = 0;
  for (const DraftRule& rule : rules) {
    const std::size_t width = base::code_points(toml_text(rule.canonical));
    if (!rule.is_list && width <= wide_enough) out = std::max(out, width);
  }
  return out;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t has = base::code_points(text);
  if (has < width) text.append(width - has, ' ');
  return text;
}

/// The draft as lines.
class DraftText {
 public:
  explicit DraftText(const std::vector<Undecided>& undecided) : undecided_(&undecided) {}

  void head(const DraftRequest& request) {
    add("# A first draft. Rules marked \"guess\" are guesses: read each one. What is a comment is left to decide: make "
        "it a rule,");
    add("# or say under 'losses' why the field is lost. `lienthong map check` names what is left.");
    add("mapping   = " + toml_text(request.name));
    add("canonical = " + toml_text(request.canonical));
    std::string form = "external  = { schema = " + toml_text(request.schema);
    if (request.format == Format::json) {
      add(form + ", format = \"json\" }");
      return;
    }
    form += ", format = \"xml\", root = " + toml_text(request.root) + ", namespaces = {";
    std::string between = " ";
    for (const auto& [uri, prefix] : request.namespaces) {
      form += between + (prefix.empty() ? toml_text(prefix) : prefix) + " = " + toml_text(uri);
      between = ", ";
    }
    add(form + " } }");
  }

  void rules(std::vector<DraftRule>& rules, const std::string& indent) {
    const std::size_t width = widest(rules);
    for (DraftRule& rule : rules) {
      rule.line = static_cast<std::uint32_t>(lines_.size()) + 1;
      if (rule.is_list) {
        list(rule, indent);
      } else {
        field(rule, indent, width);
      }
    }
  }

  void required(const std::string& indent) {
    for (const Undecided& one : *undecided_) {
      const bool written = one.side == Side::external && one.required && one.path.find('.') == std::string::npos;
      if (written) add(indent + "# required: { external = " + toml_text(one.path) + ", constant = \"\" },");
    }
  }

  void losses() {
    for (const Undecided& one : *undecided_) {
      const bool may_be_lost = !one.required || one.side == Side::canonical;
      if (may_be_lost) add("  # { " + std::string(name(one.side)) + " = " + toml_text(one.path) + ", why = \"\" },");
    }
  }

  void add(std::string line) { lines_.push_back(std::move(line)); }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const std::string& line : lines_) out += line + "\n";
    return out;
  }

 private:
  void field(const DraftRule& rule, const std::string& indent, std::size_t width) {
    std::string line = "{ canonical = " + padded(toml_text(rule.canonical) + ",", width + 1) +
                       " external = " + toml_text(rule.external);
    const RuleGuess& guess = rule.guess;
    if (!guess.as.empty()) line += ", as = " + toml_call(guess.as);
    if (guess.absent.size() == 1) line += ", absent = " + toml_text(guess.absent.front());
    if (guess.absent.size() > 1) {
      line += ", absent = [";
      for (const std::string& text : guess.absent) line += (text == guess.absent.front() ? "" : ", ") + toml_text(text);
      line += "]";
    }
    if (guess.refuse_missing) line += ", missing = \"refuse\"";
    add(indent + (rule.active() ? "" : "# ") + line + " },  # " + remark(rule));
  }

  void list(DraftRule& rule, const std::string& indent) {
    const std::string pair = "{ each = { canonical = " + toml_text(rule.canonical) +
                             ", external = " + toml_text(rule.external) +
                             (rule.write_empty ? ", empty = \"write\" }" : " }");
    if (!rule.active()) {
      add(indent + "# " + pair + ", fields = [] },  # " + remark(rule));
      return;
    }
    add(indent + pair + ", fields = [  # " + remark(rule));
    rules(rule.items, indent + "    ");
    add(indent + "] },");
  }

  static std::string remark(const DraftRule& rule) {
    return rule.active() ? "guess: " + comment(rule.guess.why)
                         : "undecided: " + comment(rule.guess.why) + "; " + comment(rule.guess.doubt);
  }

  const std::vector<Undecided>* undecided_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string write_draft(const DraftRequest& request, std::vector<DraftRule>& rules,
                        const std::vector<Undecided>& undecided) {
  DraftText out(undecided);
  out.head(request);
  out.add("");
  out.add("fields = [");
  out.rules(rules, "  ");
  out.required("  ");
  out.add("]");
  out.add("");
  out.add("losses = [");
  out.losses();
  out.add("]");
  return out.text();
}

}  // namespace lienthong::mapping
