#pragma once

#include "codec/limits.hpp"
#include "mapping/workbench/message.hpp"
#include "mapping/workbench/sources.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lienthong::app {

/// `lienthong map …` as it was asked for. Each command uses what it has options for.
struct MapRequest {
  std::vector<std::string> mappings;  ///< check, prove
  std::string mapping;
  std::string old_mapping;  ///< diff
  std::string config;
  mapping::SourceChoice sources;
  bool json = false;
  std::string way;     ///< "in", "out" or empty
  std::string format;  ///< "json", "xml" or empty
  std::string folder;  ///< of messages; "-" for standard input
  // prove
  std::uint64_t seed = 1;
  std::size_t cases = 100;  ///< random documents in each direction
  // scaffold
  std::string schema;
  std::string xsd;
  std::string root;
  std::vector<std::string> namespaces;  ///< "prefix=URI"
  std::string canonical = "canonical/dossier";
  std::vector<std::string> samples;
  std::string name;
  std::string glossary;
  bool infer_schema = false;
};

/// The command group `map`. Its commands end with 0 accepted, 1 rejected, 2 usage, and never with anything else,
/// whatever the bytes.
class MapCommands {
 public:
  /// Adds the group to `app`, which must outlive it.
  explicit MapCommands(CLI::App& app);
  MapCommands(const MapCommands&) = delete;
  MapCommands& operator=(const MapCommands&) = delete;
  ~MapCommands();

  [[nodiscard]] bool chosen() const;
  [[nodiscard]] int run();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

int map_check(const MapRequest& request);
int map_run(const MapRequest& request);
int map_explain(const MapRequest& request);
int map_diff(const MapRequest& request);
int map_coverage(const MapRequest& request);
int map_scaffold(const MapRequest& request);
int map_prove(const MapRequest& request);

/// What a message may be: the edge's defaults.
[[nodiscard]] codec::Limits message_limits();

/// Says a wrong use on standard error; exit_usage.
[[nodiscard]] int usage(const std::string& text);
/// Fills in the paths of a site's configuration where one is named. Anything but exit_ok: said, and to be returned.
[[nodiscard]] int choose_sources(const MapRequest& request, mapping::SourceChoice& sources);
/// The mapping in `file`, or what is wrong with it on standard error. exit_usage when there is no such file.
[[nodiscard]] int load_plans(const MapRequest& request, const std::string& file, mapping::PlanSet& plans);
/// The plan of a message of that format; of the only form, or of the form the bytes look like, where none was asked
/// for.
[[nodiscard]] const mapping::Plan* choose_plan(const MapRequest& request, const mapping::PlanSet& plans,
                                               std::string_view bytes);

}  // namespace lienthong::app
