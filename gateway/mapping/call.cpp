#include "base/text.hpp"
#include "mapping/function.hpp"

namespace lienthong::mapping {
namespace {

/// Walks over the text of a call and knows what is quoted: "…" is a text, '…' a literal in a pattern.
class CallReader {
 public:
  CallReader(std::string_view text, FunctionProblem& problem) : text_(text), problem_(&problem) {}

  std::optional<Call> read() {
    Call out;
    const std::size_t open = text_.find('(');
    out.name = base::trim(text_.substr(0, open));
    if (open == std::string_view::npos) return out;
    out.bracketed = true;
    std::size_t begin = open + 1;
    std::size_t depth = 1;
    std::size_t at = begin;
    for (; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '"' || c == '\'') {
        at = text_.find(c, at + 1);
        if (at == std::string_view::npos) return refuse("a quote is not closed");
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        break;
      } else if (c == ',' && depth == 1) {
        if (!add(out, text_.substr(begin, at - begin))) return std::nullopt;
        begin = at + 1;
      }
    }
    if (at == text_.size()) return refuse("a bracket is not closed");
    if (at + 1 != text_.size()) return refuse("something stands behind the closing bracket");
    out.raw = base::trim(text_.substr(open + 1, at - open - 1));
    if (!out.raw.empty() && !add(out, text_.substr(begin, at - begin))) return std::nullopt;
    return out;
  }

 private:
  bool add(Call& call, std::string_view written) {
    const std::string_view text = base::trim(written);
    if (text.empty()) {
      refuse("an argument is empty");
      return false;
    }
    const bool quoted = text.size() > 1 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
    call.arguments.push_back({std::string(quoted ? text.substr(1, text.size() - 2) : text), quoted});
    return true;
  }

  std::nullopt_t refuse(std::string why) {
    *problem_ = {"function.arguments", std::move(why)};
    return std::nullopt;
  }

  std::string_view text_;
  FunctionProblem* problem_;
};

}  // namespace

std::optional<Call> parse_call(std::string_view text, FunctionProblem& problem) {
  return CallReader(base::trim(text), problem).read();
}

}  // namespace lienthong::mapping
