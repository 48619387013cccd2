#include "base/rfc3339.hpp"
#include "base/text.hpp"
#include "codec/json_path.hpp"
#include "codec/json_schema_problems.hpp"
#include "codec/lexical_form.hpp"
#include "codec/record_order.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

class ModelWalk {
 public:
  explicit ModelWalk(const JsonSchemaModel& model) : complete_(model.complete) {}

  void walk(const Value& value, const SchemaNode& node, const std::string& path) {
    if (out_.size() >= most_problems) return;
    if (value.is_text()) text(value.scalar(), node, path);
    for (const auto& member : value.members()) {
      const auto field = std::find_if(node.fields.begin(), node.fields.end(),
                                      [&](const auto& known) { return known.name == member.name; });
      if (field != node.fields.end()) walk(member.value, *field->node, path_member(path, member.name));
    }
    for (const auto& order : node.orders) {
      if (!keeps_order(value, order)) {
        add(path_member(path, order.later), wrong_order.rule, wrong_order.text);
      }
    }
    if (node.item == nullptr) return;
    for (std::size_t i = 0; i < value.items().size(); ++i) walk(value.items()[i], *node.item, path_item(path, i));
  }

  std::vector<SchemaProblem> take() { return std::move(out_); }

 private:
  void add(std::string path, std::string_view rule, std::string_view text) {
    out_.push_back({std::move(path), std::string(rule), std::string(text)});
  }

  void text(std::string_view text, const SchemaNode& node, const std::string& path) {
    if (node.format == "date-time" && !base::read_instant(text))
      add(path, "format", "the text is not an RFC 3339 instant");
    if (node.format == "date" && !is_full_date(text)) add(path, "format", "the text is not a date");
    if (node.format == "base64" && !is_base64(text)) add(path, "format", "the text is not base64");
    const bool unseen = text.size() > long_text;
    if ((unseen || complete_) && node.pattern != nullptr && !node.pattern->matches(text))
      add(path, "pattern", "the text does not have the demanded form");
    if (unseen) long_one(text, node, path);
  }

  void long_one(std::string_view text, const SchemaNode& node, const std::string& path) {
    const auto length = base::code_points(text);
    if (node.max_length && length > *node.max_length) add(path, "maxLength", "the text is too long");
    if (node.min_length && length < *node.min_length) add(path, "minLength", "the text is too short");
    const bool listed =
        node.one_of.empty() || std::find(node.one_of.begin(), node.one_of.end(), text) != node.one_of.end();
    if (!listed) add(path, "enum", "the value is not one of those allowed");
  }

  bool complete_;
  std::vector<SchemaProblem> out_;
};

}  // namespace

std::vector<SchemaProblem> check_by_model(const Value& root, const JsonSchemaModel& model) {
  ModelWalk walk(model);
  walk.walk(root, *model.root, "");
  return walk.take();
}

}  // namespace lienthong::codec
