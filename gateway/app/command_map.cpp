#include "app/command_map.hpp"

#include "app/exit_codes.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <exception>
#include <iostream>

namespace lienthong::app {

struct MapCommands::Parts {
  MapRequest request;
  CLI::App* group = nullptr;
  std::vector<std::pair<CLI::App*, int (*)(const MapRequest&)>> commands;
};

namespace {

constexpr const char* where_from =
    "Schemas: --schemas, else the site's of -c, else 'schemas' beside the 'adapters' folder the mapping is in.\n"
    "Code tables: --codes, else adapters/*/codes of that site or folder; and 'codes' beside the mapping's 'mappings'.\n"
    "Exit codes: 0 accepted, 1 rejected, 2 usage.";

void add_sources(CLI::App* command, MapRequest& request) {
  command->add_option("-c,--config", request.config, "A site's configuration");
  command->add_option("--schemas", request.sources.schemas, "Folder of the schemas");
  command->add_option("--codes", request.sources.codes, "Folder of code tables, or of adapters with them");
  command->footer(where_from);
}

void add_json(CLI::App* command, MapRequest& request) { command->add_flag("--json", request.json, "For programs"); }

void add_mapping(CLI::App* command, MapRequest& request) {
  command->add_option("mapping", request.mapping, "Mapping (.toml)")->required();
}

CLI::Option* add_way(CLI::App* command, MapRequest& request) {
  return command->add_option("way", request.way, "in: theirs to ours; out: ours to theirs")
      ->check(CLI::IsMember({"in", "out"}));
}

void add_format(CLI::App* command, MapRequest& request) {
  command->add_option("--format", request.format, "Their format, where the mapping has both")
      ->check(CLI::IsMember({"json", "xml"}));
}

void add_prove(CLI::App* command, MapRequest& request) {
  constexpr std::size_t most_cases = 1'000'000;
  command->add_option("mapping", request.mappings, "Mappings (.toml)")->required();
  command->add_option("--cases", request.cases, "Random documents in each direction")
      ->check(CLI::Range(std::size_t{0}, most_cases))
      ->capture_default_str();
  command->add_option("--seed", request.seed, "The same seed, the same certificate")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

void add_scaffold(CLI::App* command, MapRequest& request) {
  auto* schema = command->add_option("--schema", request.schema, "Their JSON Schema, below the schemas folder");
  auto* xsd = command->add_option("--xsd", request.xsd, "Their XSD, below the schemas folder")->excludes(schema);
  command->add_option("--root", request.root, "XSD: the root element, with its prefix")->needs(xsd);
  command->add_option("--namespace", request.namespaces, "XSD: prefix=URI; may be repeated")->needs(xsd);
  command->add_option("--canonical", request.canonical, "Our document")->capture_default_str();
  command->add_option("--sample", request.samples, "A message of theirs; may be repeated");
  command->add_option("--name", request.name, "<system>/<mapping>")->required();
  command->add_option("--glossary", request.glossary, "Instead of mapping/glossary.toml of the schemas");
  command->add_flag("--infer-schema", request.infer_schema, "Draft a JSON Schema from the samples instead")
      ->excludes(schema)
      ->excludes(xsd);
}

}  // namespace

MapCommands::MapCommands(CLI::App& app) : parts_(std::make_unique<Parts>()) {
  MapRequest& request = parts_->request;
  parts_->group = app.add_subcommand("map", "Write, check and try mappings")->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, int (*run)(const MapRequest&)) {
    auto* command = parts_->group->add_subcommand(name, what);
    add_sources(command, request);
    parts_->commands.emplace_back(command, run);
    return command;
  };
  auto* check = add("check", "Name everything that is wrong with mappings", map_check);
  check->add_option("mapping", request.mappings, "Mappings (.toml)")->required();
  auto* prove =
      add("prove", "Try mappings both ways on documents made from both schemas; print a certificate", map_prove);
  add_prove(prove, request);
  auto* run = add("run", "Take the message on standard input through a mapping", map_run);
  auto* explain = add("explain", "The same, and say for each field what made it", map_explain);
  for (auto* command : {run, explain}) {
    add_mapping(command, request);
    add_way(command, request)->required();
    add_format(command, request);
  }
  auto* diff = add("diff", "What a new version of a mapping changes for a folder of messages", map_diff);
  diff->add_option("old", request.old_mapping, "The old version (.toml)")->required();
  diff->add_option("new", request.mapping, "The new version (.toml)")->required();
  diff->add_option("folder", request.folder, "Messages, or golden cases")->required();
  add_way(diff, request);
  auto* coverage = add("coverage", "Which fields of real messages no rule reads", map_coverage);
  add_mapping(coverage, request);
  coverage->add_option("folder", request.folder, "Messages, or '-': one JSON message per line on standard input")
      ->required();
  for (auto* command : {check, prove, explain, diff, coverage}) add_json(command, request);
  add_scaffold(add("scaffold", "Write the first draft of a mapping", map_scaffold), request);
}

MapCommands::~MapCommands() = default;

bool MapCommands::chosen() const { return parts_->group->parsed(); }

int MapCommands::run() {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a failed write, not our end
  try {
    for (const auto& [command, run_command] : parts_->commands) {
      if (!command->parsed()) continue;
      const int code = run_command(parts_->request);
      std::cout.flush();
      return std::cout ? code : exit_general;
    }
  } catch (const std::exception&) {  // no memory, most likely
    std::cerr << "lienthong: map.unfinished: không làm xong được / the command could not be finished\n";
  }
  return exit_general;
}

}  // namespace lienthong::app
