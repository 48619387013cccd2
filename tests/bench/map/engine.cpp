#include "engine.hpp"

#include "codec/json.hpp"
#include "codec/xml.hpp"

#include <stdexcept>
#include <utility>

namespace lienthong::bench {
namespace {

using codec::Arena;
using codec::Value;

template <class T>
T value_of(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().describe());
  return *std::move(result);
}

void require_none(const mapping::Diagnostics& problems) {
  if (!problems.empty()) throw std::runtime_error(to_line(problems.front()));
}

mapping::CodeTables read_tables(const std::filesystem::path& folder) {
  mapping::CodeTables tables;
  mapping::Diagnostics problems;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    auto table = mapping::CodeTable::load(file.path(), problems);
    require_none(problems);
    auto name = table->name();
    tables.emplace(std::move(name), *std::move(table));
  }
  return tables;
}

}  // namespace

Engine::Engine(const std::filesystem::path& folder) : tables_(read_tables(folder / "codes")) {
  mapping::Diagnostics problems;
  const auto plans = mapping::compile(folder / "mappings/ho-so.toml", {folder / "schemas", &tables_}, problems);
  require_none(problems);
  plan_ = plans.value().xml;
}

std::string Engine::json_to_xml(std::string_view json) const {
  Arena arena;
  return write_xml(to_external(read_json(json, arena), arena));
}

std::string Engine::xml_to_json(std::string_view xml) const {
  Arena arena;
  return write_json(to_canonical(read_xml(xml, arena), arena));
}

Value Engine::read_json(std::string_view json, Arena& arena) const { return value_of(codec::read_json(json, arena)); }

Value Engine::to_external(const Value& canonical, Arena& arena) const {
  mapping::Notes notes;
  return value_of(plan_->to_external(canonical, arena, notes));
}

std::string Engine::write_xml(const Value& external) const {
  return value_of(codec::write_xml({plan_->xml_root(), external}, plan_->xml_names()));
}

Value Engine::read_xml(std::string_view xml, Arena& arena) const {
  const auto document = value_of(codec::read_xml(xml, plan_->xml_names(), arena));
  if (document.root != plan_->xml_root()) throw std::runtime_error("another root");
  return document.content;
}

Value Engine::to_canonical(const Value& external, Arena& arena) const {
  mapping::Notes notes;
  return value_of(plan_->to_canonical(external, arena, notes));
}

std::string Engine::write_json(const Value& canonical) const { return codec::write_json(canonical); }

}  // namespace lienthong::bench
