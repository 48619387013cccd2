#pragma once

#include <string>

namespace CLI {
class App;
}

namespace lienthong::app {

/// `lienthong fees …` as it was asked for. Each command uses what it has options for.
struct FeesRequest {
  std::string config = "/etc/lienthong/lienthong.toml";
  bool json = false;
  std::string month;  ///< "2026-11"
  std::string unit;   ///< empty: all
  std::string xlsx;   ///< files to write; empty: none
  std::string csv;
  std::string csv_part = "fees";
  std::string pain001;
};

/// The command group `fees`: reads the store beside a running gateway, and writes only files that it is told to.
class FeesCommands {
 public:
  /// Adds the group to `app`, which must outlive it.
  explicit FeesCommands(CLI::App& app);

  [[nodiscard]] bool chosen() const;
  /// An ExitCode; 6 when the month's orders cannot be written as pain.001.
  [[nodiscard]] int run() const;

 private:
  FeesRequest request_;
  CLI::App* group_;
  CLI::App* month_;
  CLI::App* matches_;
  CLI::App* statements_;
};

}  // namespace lienthong::app
