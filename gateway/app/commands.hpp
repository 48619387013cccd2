#pragma once

#include "codec/limits.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace lienthong::app {

enum class Output { text, json };

/// Each command prints to standard output, its errors to standard error, and returns an ExitCode.

/// Runs the gateway until SIGTERM or SIGINT; the first drains and returns 0, a second one exits at once.
int command_serve(const std::string& config_file);

/// Loads everything there is to load and names every problem as file:line:col. 6 when there is any.
int command_check(const std::string& config_file, Output output);

/// Starts a gateway and simulated peers, runs a morning, compares. Arguments are passed on to tools/peer_sim/demo.py.
int command_demo(const std::string& own_path, const std::vector<std::string>& arguments);

/// One dossier across all systems. 1 when no dossier has that code.
int command_dossier_show(const std::string& config_file, const std::string& code, Output output);

struct QueueQuery {
  std::string peer;
  std::string dossier;
  std::string states;  ///< comma-separated names; empty: all that have not left their lane
  bool refused = false;
  bool contract_drift = false;
};
int command_queue_list(const std::string& config_file, const QueueQuery& query, Output output);

/// Asks the running gateway to send again; 5 when it does not answer. The reason is kept with every message.
int command_queue_resend(const std::string& config_file, const QueueQuery& query, const std::string& reason,
                         Output output);

enum class TextForm : std::uint8_t { json, xml, utf8 };

struct FormCheck {
  TextForm form = TextForm::json;
  codec::Limits limits;
  double seconds = 1;  ///< processor time the check may take
};
/// Whether standard input is well formed and within the limits, as the edge would judge it before it knows whose
/// message it is. 0: yes. 1: no; one line on standard error names the rule and the place, never the content.
int command_codec(const FormCheck& check);

int command_peers(const std::string& config_file, Output output);

/// Prints the conservation equation of every peer; 6 when one does not hold.
int command_conserve(const std::string& config_file, Output output);

}  // namespace lienthong::app
