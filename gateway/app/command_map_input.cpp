#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "ops/config_loader.hpp"

#include <filesystem>
#include <iostream>

namespace lienthong::app {
namespace {

bool is_file(const std::string& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

void print(const mapping::Diagnostics& problems) {
  for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
}

}  // namespace

codec::Limits message_limits() {
  codec::Limits limits;
  limits.nul_in_text = codec::NulInText::refuse;
  return limits;
}

int usage(const std::string& text) {
  std::cerr << "lienthong: " << text << "\n";
  return exit_usage;
}

int choose_sources(const MapRequest& request, mapping::SourceChoice& sources) {
  sources = request.sources;
  if (request.config.empty()) return exit_ok;
  if (!is_file(request.config)) return usage("không có tệp / there is no file " + request.config);
  mapping::Diagnostics problems;
  const auto config = ops::load_config(request.config, ops::process_environment(), problems);
  print(problems);
  if (!config) return exit_usage;
  sources.site_schemas = config->data.schemas;
  sources.site_adapters = config->data.adapters;
  return exit_ok;
}

int load_plans(const MapRequest& request, const std::string& file, mapping::PlanSet& plans) {
  if (!is_file(file)) return usage("không có tệp / there is no file " + file);
  mapping::SourceChoice sources;
  if (const int failed = choose_sources(request, sources); failed != exit_ok) return failed;
  const auto found = mapping::find_sources(file, sources);
  if (!found) return usage(found.error().text());
  mapping::Diagnostics problems;
  auto loaded = mapping::load_mapping(file, *found, problems);
  print(problems);
  if (!loaded) return exit_general;
  plans = std::move(*loaded);
  return exit_ok;
}

const mapping::Plan* choose_plan(const MapRequest& request, const mapping::PlanSet& plans, std::string_view bytes) {
  using mapping::Format;
  if (!request.format.empty()) return plans.of(request.format == "xml" ? Format::xml : Format::json);
  if (!plans.json || !plans.xml) return plans.json ? plans.json.get() : plans.xml.get();
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool xml = request.way == "in" && first != std::string_view::npos &&
                   (bytes[first] == '<' || bytes.substr(first).starts_with("\xEF\xBB\xBF<"));
  return plans.of(xml ? Format::xml : Format::json);
}

}  // namespace lienthong::app
