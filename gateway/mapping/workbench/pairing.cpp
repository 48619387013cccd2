#include "mapping/workbench/pairing.hpp"

#include <algorithm>
#include <set>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using Type = SchemaNode::Type;

constexpr std::size_t most_places = 2000;
constexpr double likely_enough = 0.55;
constexpr double parent_weight = 0.5;

std::string joined(std::string_view prefix, std::string_view name) {
  return prefix.empty() ? std::string(name) : std::string(prefix) + "." + std::string(name);
}

std::string_view last_name(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

std::string_view parent_path(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : path.substr(0, dot);
}

void collect(const SchemaNode& record, const FieldPlace& around, std::vector<FieldPlace>& out) {
  for (const SchemaNode::Field& field : record.fields) {
    if (out.size() == most_places || !field.node) return;
    FieldPlace place{joined(around.path, field.name), field.node.get(), field.required,
                     around.certain && field.required};
    if (field.node->type == Type::record) {
      collect(*field.node, place, out);
    } else {
      out.push_back(std::move(place));
    }
  }
}

/// Notions of a path: those of its last name weigh most.
std::map<std::string, double> notions_of(const Glossary& glossary, std::string_view path) {
  std::map<std::string, double> out;
  for (const std::string& notion : glossary.notions(parent_path(path))) out[notion] = parent_weight;
  for (const std::string& notion : glossary.notions(last_name(path))) out[notion] = 1;
  return out;
}

/// Dice's coefficient over weighted notions.
Likeness by_words(const Glossary& glossary, std::string_view canonical, std::string_view external) {
  const auto ours = notions_of(glossary, canonical);
  const auto theirs = notions_of(glossary, external);
  double all = 0;
  double shared = 0;
  std::string words;
  for (const auto& [notion, weight] : ours) all += weight;
  for (const auto& [notion, weight] : theirs) {
    all += weight;
    const auto found = ours.find(notion);
    if (found == ours.end()) continue;
    shared += std::min(weight, found->second);
    words += (words.empty() ? "" : ", ") + notion;
  }
  if (all == 0 || shared < 1) return {};
  return {0.75 * 2 * shared / all, "words: " + words};
}

bool is_list(const FieldPlace& place) { return place.node->type == Type::list; }

/// How many of a list's fields are known to belong to the canonical list.
double known_items(const Glossary& glossary, const std::string& list, const FieldPlace& external) {
  if (!external.node->item) return 0;
  const auto items = places_of(*external.node->item);
  const auto belongs = [&](const FieldPlace& item) {
    const Glossary::Term* term = glossary.find(last_name(item.path));
    return term != nullptr && std::any_of(term->canonical.begin(), term->canonical.end(),
                                          [&](const auto& path) { return path.starts_with(list + "."); });
  };
  const auto known = std::count_if(items.begin(), items.end(), belongs);
  return items.empty() ? 0 : static_cast<double>(known) / static_cast<double>(items.size());
}

Likeness list_likeness(const Glossary& glossary, const std::string& canonical, const FieldPlace& external) {
  Likeness best = likeness(glossary, canonical, external.path);
  const Likeness container = likeness(glossary, canonical, parent_path(external.path));
  if (container.score > best.score) best = container;
  const double by_items = 0.8 * known_items(glossary, canonical, external);
  return by_items > best.score ? Likeness{by_items, "its fields"} : best;
}

struct Candidate {
  Likeness likeness;
  std::size_t canonical = 0;
  std::size_t external = 0;
};

}  // namespace

std::vector<FieldPlace> places_of(const SchemaNode& record) {
  std::vector<FieldPlace> out;
  const bool scalar = record.type != Type::record && record.type != Type::list;
  if (scalar && record.fields.empty()) return {{"#text", &record, true, true}};
  collect(record, {"", &record, true, true}, out);
  return out;
}

Likeness likeness(const Glossary& glossary, std::string_view canonical, std::string_view external) {
  if (external == "#text" || external.empty()) return {};
  if (const Glossary::Term* term = glossary.find(last_name(external))) {
    const auto found = std::find(term->canonical.begin(), term->canonical.end(), canonical);
    const auto rank = static_cast<double>(found - term->canonical.begin());
    if (found != term->canonical.end()) return {1 - 0.03 * rank, "glossary: " + term->means};
  }
  Likeness words = by_words(glossary, canonical, external);
  if (plain_name(last_name(canonical)) == plain_name(last_name(external)))
    return {0.8 + 0.1 * words.score, "the same name"};
  return words;
}

std::vector<Pairing> pair_places(const Glossary& glossary, std::string_view list,
                                 const std::vector<FieldPlace>& canonical, const std::vector<FieldPlace>& external) {
  std::vector<Candidate> candidates;
  for (std::size_t theirs = 0; theirs < external.size(); ++theirs) {
    for (std::size_t ours = 0; ours < canonical.size(); ++ours) {
      if (is_list(canonical[ours]) != is_list(external[theirs])) continue;
      const std::string path = joined(list, canonical[ours].path);
      Likeness found = is_list(external[theirs]) ? list_likeness(glossary, path, external[theirs])
                                                 : likeness(glossary, path, external[theirs].path);
      if (found.score >= likely_enough) candidates.push_back({std::move(found), ours, theirs});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.likeness.score > b.likeness.score; });
  std::set<std::size_t> ours;
  std::set<std::size_t> theirs;
  std::vector<Pairing> out;
  for (Candidate& one : candidates) {
    if (ours.contains(one.canonical) || theirs.contains(one.external)) continue;
    ours.insert(one.canonical);
    theirs.insert(one.external);
    out.push_back({one.canonical, one.external, std::move(one.likeness.why)});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.external < b.external; });
  return out;
}

}  // namespace lienthong::mapping
