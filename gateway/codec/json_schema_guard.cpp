#include "codec/json_schema_source.hpp"
#include "codec/pattern.hpp"
#include "codec/pattern_guard.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

/// Keywords whose content is data, not schema.
constexpr std::array data_keywords{"enum", "const", "default", "examples"};

std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    if (!escape) {
      out += token[i];
      continue;
    }
    out += token[++i] == '1' ? '/' : '~';
  }
  return out;
}

const Value* child(const Value& parent, std::string_view token) {
  if (parent.is_record()) return parent.find(unescaped(token));
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
  const bool whole = error == std::errc{} && end == token.data() + token.size();
  return whole && index < parent.items().size() ? &parent.items()[index] : nullptr;
}

class Guard {
 public:
  explicit Guard(const Value& root) : root_(&root) {}

  std::optional<Error> walk(const Value& here, const std::string& path) {
    if (here.is_record()) return walk_record(here, path);
    std::size_t index = 0;
    for (const auto& item : here.items()) {
      if (auto refused = walk(item, path + "/" + std::to_string(index++))) return refused;
    }
    return std::nullopt;
  }

 private:
  std::optional<Error> walk_record(const Value& here, const std::string& path) {
    for (const auto& [name, value] : here.members()) {
      const std::string below = path + "/" + std::string(name);
      if (std::find(data_keywords.begin(), data_keywords.end(), name) != data_keywords.end() && !value.is_record()) {
        continue;  // a record under this name is a property called so, unless under "properties" nothing looks like it
      }
      std::optional<Error> refused = unsupported(name, value, below);
      if (refused) return refused;
      if (value.is_text() && name == "$ref") {
        refused = follow(value.scalar(), below);
      } else if (value.is_text() && name == "pattern") {
        refused = judge(value.scalar(), below);
      } else if (name == "patternProperties") {
        refused = judge_names(value, below);
      }
      if (!refused) refused = walk(value, below);
      if (refused) return refused;
    }
    return std::nullopt;
  }

  /// Rules that valijson applies without saying so: beside a long text, which it is not shown, a breach would be
  /// missed.
  static std::optional<Error> unsupported(std::string_view name, const Value& value, const std::string& path) {
    const auto members = value.members();
    const auto never = [](const Member& m) { return m.value.is_boolean() && !m.value.as_boolean(); };
    const bool silent =
        name == "propertyNames" || (name == "properties" && std::any_of(members.begin(), members.end(), never));
    if (!silent) return std::nullopt;
    return Error(ErrorKind::invalid, "schema.unsupported",
                 "propertyNames and properties that are false are not supported")
        .with("at", path);
  }

  std::optional<Error> judge_names(const Value& patterns, const std::string& path) {
    for (const auto& member : patterns.members()) {
      if (auto refused = judge(member.name, path)) return refused;
    }
    return std::nullopt;
  }

  static std::optional<Error> judge(std::string_view pattern, const std::string& path) {
    if (!is_safe_pattern(pattern)) {
      return Error(ErrorKind::invalid, "schema.pattern", "the pattern is broken or nests repetitions").with("at", path);
    }
    auto compiled = json_pattern(pattern);
    if (compiled) return std::nullopt;
    return base::Error(compiled.error()).with("at", path);
  }

  std::optional<Error> follow(std::string_view ref, const std::string& path) {
    if (!ref.starts_with('#')) {
      return Error(ErrorKind::invalid, "schema.remote_ref", "a $ref leaves the file").with("at", path);
    }
    const auto* target = resolve_ref(*root_, ref);
    if (target == nullptr) return Error(ErrorKind::invalid, "schema.ref", "a $ref names nothing").with("at", path);
    if (std::find(open_.begin(), open_.end(), target) != open_.end() || target == root_) {
      return Error(ErrorKind::invalid, "schema.recursive", "the schema refers to itself").with("at", path);
    }
    if (!done_.insert(target).second) return std::nullopt;
    open_.push_back(target);
    auto refused = walk(*target, path);
    open_.pop_back();
    return refused;
  }

  const Value* root_;
  std::vector<const Value*> open_;
  std::set<const Value*> done_;
};

}  // namespace

const Value* resolve_ref(const Value& root, std::string_view ref) {
  if (!ref.starts_with('#')) return nullptr;
  ref.remove_prefix(1);
  const Value* here = &root;
  while (!ref.empty() && here != nullptr) {
    if (!ref.starts_with('/')) return nullptr;
    ref.remove_prefix(1);
    const auto token = ref.substr(0, ref.find('/'));
    here = child(*here, token);
    ref.remove_prefix(token.size());
  }
  return here;
}

std::optional<Error> refuse_json_schema(const Value& root) { return Guard(root).walk(root, "#"); }

}  // namespace lienthong::codec
