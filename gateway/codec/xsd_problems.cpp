#include "codec/xsd_problems.hpp"

#include "codec/json_path.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lienthong::codec {
namespace {

struct Wording {
  int code;
  std::string_view rule;
  std::string_view text;
};

constexpr std::array wordings{
    Wording{XML_SCHEMAV_CVC_ENUMERATION_VALID, "enum", "the value is not one of those allowed"},
    Wording{XML_SCHEMAV_CVC_MINLENGTH_VALID, "minLength", "the text is too short"},
    Wording{XML_SCHEMAV_CVC_MAXLENGTH_VALID, "maxLength", "the text is too long"},
    Wording{XML_SCHEMAV_CVC_LENGTH_VALID, "length", "the text is not of the demanded length"},
    Wording{XML_SCHEMAV_CVC_PATTERN_VALID, "pattern", "the text does not have the demanded form"},
    Wording{XML_SCHEMAV_CVC_MININCLUSIVE_VALID, "minimum", "the number is too small"},
    Wording{XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, "minimum", "the number is too small"},
    Wording{XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID, "maximum", "the number is too large"},
    Wording{XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID, "maximum", "the number is too large"},
    Wording{XML_SCHEMAV_CVC_TOTALDIGITS_VALID, "digits", "the number has too many digits"},
    Wording{XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID, "digits", "the number has too many decimals"},
    Wording{XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, "type", "the value is of another type"},
    Wording{XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2, "type", "the value is of another type"},
    Wording{XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, "type", "the value is of another type"},
    Wording{XML_SCHEMAV_CVC_COMPLEX_TYPE_4, "required", "a required attribute is missing"},
    Wording{XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, "additional", "an attribute the schema does not know"},
    Wording{XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, "additional", "an attribute the schema does not know"},
    Wording{XML_SCHEMAV_CVC_ELT_1, "xsd", "the root is not an element of the schema"},
    Wording{XML_SCHEMAV_CVC_ELT_3_1, "xsd", "the element may not be nil"},
};

Wording wording_of(const xmlError& error) {
  if (error.code == XML_SCHEMAV_ELEMENT_CONTENT) {
    const std::string_view said = error.message == nullptr ? "" : error.message;
    if (said.find("Missing child element(s)") != std::string_view::npos)
      return {error.code, "required", "a required element is missing"};
    return {error.code, "additional", "an element that is not expected here"};
  }
  const auto* found =
      std::find_if(wordings.begin(), wordings.end(), [&](const Wording& w) { return w.code == error.code; });
  return found == wordings.end() ? Wording{error.code, "xsd", "the element breaks the schema"} : *found;
}

bool is_facet(std::string_view rule) {
  constexpr std::array<std::string_view, 8> facets{"enum",    "minLength", "maxLength", "length",
                                                   "pattern", "minimum",   "maximum",   "digits"};
  return std::find(facets.begin(), facets.end(), rule) != facets.end();
}

/// libxml2 gives the element of a wrong attribute and names the attribute only in its words:
/// "Element 'a', attribute 'b': …".
std::string attribute_in(const xmlError& error) {
  constexpr std::string_view before = "', attribute '";
  const std::string_view said = error.message == nullptr ? "" : error.message;
  const auto at = said.find(before);
  if (!said.starts_with("Element '") || at == std::string_view::npos || at > said.find(": ")) return {};
  const auto rest = said.substr(at + before.size());
  return "@" + std::string(showable_name(rest.substr(0, rest.find('\''))));
}

bool alike(const xmlNode& a, const xmlNode& b) {
  return b.type == XML_ELEMENT_NODE && view_of(a.name) == view_of(b.name) && uri_of(a) == uri_of(b);
}

/// Place among siblings of the same name; nothing when it is the only one.
std::optional<std::size_t> index_of(const xmlNode& node) {
  std::size_t before = 0;
  for (const xmlNode* at = node.prev; at != nullptr; at = at->prev) before += alike(node, *at) ? 1U : 0U;
  if (before != 0) return before;
  for (const xmlNode* at = node.next; at != nullptr; at = at->next) {
    if (alike(node, *at)) return 0;
  }
  return std::nullopt;
}

}  // namespace

void XsdProblems::on_error(void* self, xmlErrorPtr error) {
  auto& problems = *static_cast<XsdProblems*>(self);
  try {  // exceptions (out of memory) must not cross libxml2's C frames
    problems.add(*error);
  } catch (...) {
    problems.thrown_ = std::current_exception();
  }
}

void XsdProblems::add(const xmlError& error) {
  if (thrown_ || found_.size() >= most_problems) return;
  const auto* node = static_cast<const xmlNode*>(error.node);
  const auto wording = wording_of(error);
  const auto attribute = attribute_in(error);
  const auto path = attribute.empty() ? path_of(node) : path_member(path_of(node), attribute);
  // libxml2 adds to every broken facet that the value is not of the type; that says nothing new.
  const bool echo =
      wording.rule == "type" && !found_.empty() && found_.back().path == path && is_facet(found_.back().rule);
  if (echo) return;
  const auto line = node == nullptr ? error.line : static_cast<int>(xmlGetLineNo(node));
  found_.push_back(
      {path, std::string(wording.rule), std::string(wording.text) + " (line " + std::to_string(line) + ")"});
}

std::string XsdProblems::name_of(const xmlNode& node) const {
  const auto uri = uri_of(node);
  const auto listed =
      std::find_if(names_->begin(), names_->end(), [&](const auto& entry) { return entry.first == uri; });
  const std::string prefix = listed == names_->end() || listed->second.empty() ? "" : listed->second + ":";
  return prefix + std::string(showable_name(view_of(node.name)));
}

std::string XsdProblems::path_of(const xmlNode* node) const {
  std::vector<std::string> steps;
  for (; node != nullptr && (node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE); node = node->parent) {
    if (node->type == XML_ATTRIBUTE_NODE) {
      steps.push_back("@" + name_of(*node));
      continue;
    }
    const auto index = index_of(*node);
    steps.push_back(index ? path_item(name_of(*node), *index) : name_of(*node));
  }
  std::string path;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) path = path_member(path, *step);
  return path;
}

std::vector<SchemaProblem> XsdProblems::take(XsdOutcome outcome) {
  if (thrown_) std::rethrow_exception(thrown_);
  if (found_.empty() && outcome == XsdOutcome::broken) found_.push_back({"", "xsd", "the document breaks the schema"});
  return std::move(found_);
}

}  // namespace lienthong::codec
