#include "mapping/workbench/message.hpp"

#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "mapping/workbench/value_paths.hpp"

namespace lienthong::mapping {
namespace {

using base::Error;
using base::Result;
using codec::Arena;
using codec::Value;

/// A mapping's error says "path: what"; others carry the path beside the text, or none.
Refusal refusal_of(const Error& error) {
  Refusal out{error.code(), "", error.text()};
  for (const auto& [key, value] : error.context()) {
    if (key == "path") {
      out.path = value;
    } else {
      out.text += " (" + key + " " + value + ")";
    }
  }
  const std::size_t colon = out.text.find(": ");
  if (out.path.empty() && out.code.starts_with("mapping.") && colon != std::string::npos) {
    out.path = out.text.substr(0, colon);
    out.text.erase(0, colon + 2);
  }
  return out;
}

class Pass {
 public:
  Pass(const Plan& plan, Way way, Arena& arena) : plan_(&plan), way_(way), arena_(&arena) {}

  Passage run(std::string_view bytes, const codec::Limits& limits, bool explained) {
    const auto input =
        way_ == Way::in ? read_external(*plan_, bytes, *arena_, limits) : codec::read_json(bytes, *arena_, limits);
    if (!input) {
      refuse(input.error());
      return std::move(out_);
    }
    out_.input = *input;
    const auto mapped = explained ? explain() : map();
    for (Note& note : out_.notes) {
      if (note.rule == "field.unread") note.path = showable_path(note.path);  // the sender chose the name
    }
    if (!mapped) refuse(mapped.error());
    check(*input, bytes, way_ == Way::in ? Side::external : Side::canonical);
    if (!out_.accepted()) return std::move(out_);
    out_.output = *mapped;
    write();
    return std::move(out_);
  }

 private:
  void refuse(const Error& error) { out_.refusals.push_back(refusal_of(error)); }

  Result<Value> map() {
    return way_ == Way::in ? plan_->to_canonical(out_.input, *arena_, out_.notes)
                           : plan_->to_external(out_.input, *arena_, out_.notes);
  }

  Result<Value> explain() {
    return way_ == Way::in ? plan_->explain_canonical(out_.input, *arena_, out_.notes, out_.origins)
                           : plan_->explain_external(out_.input, *arena_, out_.notes, out_.origins);
  }

  void check(const Value& value, std::string_view bytes, Side side) {
    const auto problems =
        side == Side::external ? external_problems(*plan_, value, bytes) : plan_->canonical_schema().check(value);
    for (const codec::SchemaProblem& problem : problems) {
      out_.refusals.push_back({"schema." + problem.rule, problem.path, problem.text});
    }
  }

  void write() {
    auto bytes =
        way_ == Way::in ? Result<std::string>(codec::write_json(out_.output)) : write_external(*plan_, out_.output);
    if (bytes) {
      out_.bytes = std::move(*bytes);
      check(out_.output, out_.bytes, way_ == Way::in ? Side::canonical : Side::external);
    } else {
      refuse(bytes.error());
    }
    if (!out_.accepted()) out_.output = Value::null();
  }

  const Plan* plan_;
  Way way_;
  Arena* arena_;
  Passage out_;
};

}  // namespace

Result<Value> read_external(const Plan& plan, std::string_view bytes, Arena& arena, const codec::Limits& limits) {
  if (plan.format() == Format::json) return codec::read_json(bytes, arena, limits);
  auto document = codec::read_xml(bytes, plan.xml_names(), arena, limits);
  if (!document) return base::fail(std::move(document).error());
  if (document->root != plan.xml_root())
    return base::fail(base::ErrorKind::invalid, "xml.root", "the root element is not '" + plan.xml_root() + "'");
  return document->content;
}

Result<std::string> write_external(const Plan& plan, const Value& value) {
  if (plan.format() == Format::json) return codec::write_json(value);
  return codec::write_xml({plan.xml_root(), value}, plan.xml_names());
}

std::vector<codec::SchemaProblem> external_problems(const Plan& plan, const Value& value, std::string_view bytes) {
  return plan.format() == Format::json ? plan.external_schema().check(value) : plan.external_schema().check_xml(bytes);
}

Passage pass(const Plan& plan, Way way, std::string_view bytes, Arena& arena, const codec::Limits& limits) {
  return Pass(plan, way, arena).run(bytes, limits, false);
}

Passage pass_explained(const Plan& plan, Way way, std::string_view bytes, Arena& arena, const codec::Limits& limits) {
  return Pass(plan, way, arena).run(bytes, limits, true);
}

}  // namespace lienthong::mapping
