#include "app/command_map.hpp"
#include "app/commands.hpp"
#include "app/exit_codes.hpp"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

using namespace lienthong::app;  // the program is this namespace

struct Arguments {
  std::string config = "/etc/lienthong/lienthong.toml";
  std::string code;
  std::string reason;
  QueueQuery queue;
  bool json = false;
  [[nodiscard]] Output output() const { return json ? Output::json : Output::text; }
};

void add_common(CLI::App* command, Arguments& arguments) {
  command->add_option("-c,--config", arguments.config, "Configuration file")
      ->envname("LIENTHONG_CONFIG")
      ->capture_default_str();
  command->add_flag("--json", arguments.json, "For programs");
}

void add_filter(CLI::App* command, QueueQuery& query) {
  command->add_option("--peer", query.peer, "Only this system");
  command->add_option("--dossier", query.dossier, "Only this dossier");
  command->add_option("--state", query.states, "Only these states, comma-separated");
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(
      "Liên Thông: giữ trạng thái hồ sơ thủ tục hành chính giống nhau ở mọi hệ thống.\n"
      "Exit codes: 0 ok, 1 general, 2 usage, 3 config invalid, 4 store unreachable, 5 gateway unreachable, 6 problems "
      "found.");
  app.require_subcommand(1);
  app.set_version_flag("--version", LT_VERSION);
  auto* serve = app.add_subcommand("serve", "Run the gateway");
  auto* check = app.add_subcommand("check", "Load and check everything, name every problem");
  auto* demo = app.add_subcommand("demo", "Run a morning at the centre against simulated peers")->prefix_command();
  auto* dossier = app.add_subcommand("dossier", "One dossier")->require_subcommand(1);
  auto* show = dossier->add_subcommand("show", "The dossier across all systems, and its timeline");
  auto* queue = app.add_subcommand("queue", "What still has to be told")->require_subcommand(1);
  auto* list = queue->add_subcommand("list", "Deliveries that have not arrived; or refused messages");
  auto* resend = queue->add_subcommand("resend", "Send parked, refused or unknown ones again");
  MapCommands map(app);
  auto* peers = app.add_subcommand("peers", "The links to other systems");
  auto* conserve = app.add_subcommand("conserve", "The conservation equation of every peer");
  for (auto* command : {serve, check, show, list, resend, peers, conserve}) add_common(command, arguments);
  show->add_option("code", arguments.code, "Mã hồ sơ")->required();
  add_filter(list, arguments.queue);
  list->add_flag("--refused", arguments.queue.refused, "Messages that were not let in");
  list->add_flag("--contract-drift", arguments.queue.contract_drift,
                 "Fields peers send that their contract does not know");
  add_filter(resend, arguments.queue);
  resend->add_option("--reason", arguments.reason, "Why; kept with every message")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_ok : exit_usage;
  }
  if (*serve) return command_serve(arguments.config);
  if (*check) return command_check(arguments.config, arguments.output());
  if (*demo) return command_demo(argv[0], demo->remaining());
  if (*show) return command_dossier_show(arguments.config, arguments.code, arguments.output());
  if (*list) return command_queue_list(arguments.config, arguments.queue, arguments.output());
  if (*resend) return command_queue_resend(arguments.config, arguments.queue, arguments.reason, arguments.output());
  if (map.chosen()) return map.run();
  if (*peers) return command_peers(arguments.config, arguments.output());
  return command_conserve(arguments.config, arguments.output());
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv); }
