#include "dossiers.hpp"
#include "engine.hpp"
#include "hand_written.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <numeric>
#include <stdexcept>

namespace lienthong::bench {
namespace {

using codec::Arena;
using codec::Value;
using Texts = std::vector<std::string>;

struct Documents {
  Texts json;
  Texts xml;
};

/// Both ways of both contenders come to the same bytes, or nothing is measured.
Documents checked_documents(const Engine& engine) {
  Documents out{canonical_dossiers(1000), {}};
  for (const auto& json : out.json) {
    out.xml.push_back(json_to_xml_by_hand(json));
    if (engine.json_to_xml(json) != out.xml.back()) throw std::runtime_error("the XML of the two mappers differs");
    if (engine.xml_to_json(out.xml.back()) != json) throw std::runtime_error("the engine's JSON differs");
    if (xml_to_json_by_hand(out.xml.back()) != json) throw std::runtime_error("the hand-written mapper's JSON differs");
  }
  return out;
}

std::size_t average_size(const Texts& texts) {
  const auto add = [](std::size_t sum, const std::string& text) { return sum + text.size(); };
  return std::accumulate(texts.begin(), texts.end(), std::size_t{0}, add) / texts.size();
}

/// One document an iteration, in turn.
void measure(const char* name, std::size_t count, const std::function<void(std::size_t)>& work) {
  benchmark::RegisterBenchmark(name, [count, work](benchmark::State& state) {
    std::size_t next = 0;
    for ([[maybe_unused]] const auto& pass : state) {
      work(next);
      next = next + 1 == count ? 0 : next + 1;
    }
    state.SetItemsProcessed(state.iterations());
  });
}

template <class Work>
void measure_each(const char* name, const Texts& texts, Work work) {
  measure(name, texts.size(), [&texts, work](std::size_t i) { benchmark::DoNotOptimize(work(texts[i])); });
}

template <class Work>
void measure_each(const char* name, const std::vector<Value>& values, Work work) {
  measure(name, values.size(), [&values, work](std::size_t i) { benchmark::DoNotOptimize(work(values[i])); });
}

struct Values {
  std::vector<Value> canonical_read;
  std::vector<Value> external_read;
  std::vector<Value> canonical_made;
  std::vector<Value> external_made;
};

Values all_values(const Engine& engine, const Documents& documents, Arena& arena) {
  Values out;
  for (const auto& json : documents.json) out.canonical_read.push_back(engine.read_json(json, arena));
  for (const auto& xml : documents.xml) out.external_read.push_back(engine.read_xml(xml, arena));
  for (const auto& value : out.external_read) out.canonical_made.push_back(engine.to_canonical(value, arena));
  for (const auto& value : out.canonical_read) out.external_made.push_back(engine.to_external(value, arena));
  return out;
}

void register_all(const Engine& engine, const Documents& documents, const Values& values) {
  const auto with_arena = [&engine](auto part) {
    return [&engine, part](const auto& input) {
      Arena arena;
      return (engine.*part)(input, arena);
    };
  };
  measure_each("json_to_xml/hand_written", documents.json, json_to_xml_by_hand);
  measure_each("json_to_xml/engine", documents.json, [&engine](const auto& json) { return engine.json_to_xml(json); });
  measure_each("json_to_xml/engine/read_json", documents.json, with_arena(&Engine::read_json));
  measure_each("json_to_xml/engine/to_external", values.canonical_read, with_arena(&Engine::to_external));
  measure_each("json_to_xml/engine/write_xml", values.external_made,
               [&engine](const auto& value) { return engine.write_xml(value); });
  measure_each("xml_to_json/hand_written", documents.xml, xml_to_json_by_hand);
  measure_each("xml_to_json/engine", documents.xml, [&engine](const auto& xml) { return engine.xml_to_json(xml); });
  measure_each("xml_to_json/engine/read_xml", documents.xml, with_arena(&Engine::read_xml));
  measure_each("xml_to_json/engine/to_canonical", values.external_read, with_arena(&Engine::to_canonical));
  measure_each("xml_to_json/engine/write_json", values.canonical_made,
               [&engine](const auto& value) { return engine.write_json(value); });
}

int run(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return EXIT_FAILURE;
  const Engine engine("tests/bench/map");
  const auto documents = checked_documents(engine);
  benchmark::AddCustomContext("documents", std::to_string(documents.json.size()));
  benchmark::AddCustomContext("json_bytes", std::to_string(average_size(documents.json)));
  benchmark::AddCustomContext("xml_bytes", std::to_string(average_size(documents.xml)));
  Arena arena;
  const auto values = all_values(engine, documents, arena);
  register_all(engine, documents, values);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace lienthong::bench

int main(int argc, char** argv) {
  try {
    return lienthong::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "map_bench: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
