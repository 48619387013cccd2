#include "app/command_codec_statement.hpp"
#include "app/command_fees.hpp"
#include "app/command_map.hpp"
#include "app/command_post.hpp"
#include "app/commands.hpp"
#include "app/exit_codes.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <iostream>

namespace {

using namespace lienthong::app;  // the program is this namespace

struct Arguments {
  std::string config = "/etc/lienthong/lienthong.toml";
  std::string code;
  std::string reason;
  QueueQuery queue;
  FormCheck form;
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

void add_limit(CLI::App* command, const char* option, std::size_t& limit, const char* what) {
  constexpr std::size_t most = std::size_t{1} << 30U;
  command->add_option(option, limit, what)->check(CLI::Range(std::size_t{1}, most))->capture_default_str();
}

std::string broken_seconds(const std::string& given) {
  const double seconds = std::strtod(given.c_str(), nullptr);
  return seconds > 0 && seconds <= 3600 ? "" : "must be above 0 and at most 3600";  // NaN is neither
}

/// `codec json|xml|utf8`: each has the limits that mean something to it.
CLI::App* add_codec(CLI::App& app, FormCheck& check) {
  auto* codec = app.add_subcommand("codec", "Is standard input well formed? 0 yes, 1 no")->require_subcommand(1);
  const auto add = [&](const char* name, TextForm form, const char* what) {
    auto* command = codec->add_subcommand(name, what)->callback([&check, form] { check.form = form; });
    add_limit(command, "--bytes", check.limits.bytes, "Bytes");
    command->add_option("--seconds", check.seconds, "Processor time for the check")
        ->check(broken_seconds)
        ->capture_default_str();
    return command;
  };
  auto* json = add("json", TextForm::json, "Strict JSON (RFC 8259)");
  auto* xml = add("xml", TextForm::xml, "XML 1.0 with namespaces, without DOCTYPE");
  add("utf8", TextForm::utf8, "UTF-8");
  for (auto* command : {json, xml}) {
    add_limit(command, "--depth", check.limits.depth, "Nested records, lists or elements");
    add_limit(command, "--nodes", check.limits.nodes, "Values or elements");
    add_limit(command, "--name-bytes", check.limits.name_bytes, "Bytes of one name");
  }
  add_limit(xml, "--attributes", check.limits.attributes, "Attributes of one element");
  return codec;
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
  FeesCommands fees(app);
  PostCommand post(app);
  auto* peers = app.add_subcommand("peers", "The links to other systems");
  auto* conserve = app.add_subcommand("conserve", "The conservation equation of every peer");
  auto* codec = add_codec(app, arguments.form);
  StatementCommands statement(*codec);
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
  if (statement.chosen()) return statement.run();
  if (*codec) return command_codec(arguments.form);
  if (map.chosen()) return map.run();
  if (fees.chosen()) return fees.run();
  if (post.chosen()) return post.run();
  if (*peers) return command_peers(arguments.config, arguments.output());
  return command_conserve(arguments.config, arguments.output());
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv); }
