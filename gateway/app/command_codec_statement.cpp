#include "app/command_codec_statement.hpp"

#include "app/exit_codes.hpp"
#include "app/standard_error.hpp"
#include "app/standard_input.hpp"
#include "mapping/statement_profile_file.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace lienthong::app {
namespace {

constexpr std::size_t most_lines = 1000;

/// Says each problem of each statement, up to a number of lines that a person can still read.
class Explanation {
 public:
  void add(const domain::CheckedStatement& statement) {
    ++statements_;
    for (const auto& problem : statement.findings.problems) say_problem(problem);
    unsaid_ += statement.findings.unlisted;
  }

  void finish() const {
    if (unsaid_ != 0) say("statement.more: problems that are not listed: " + std::to_string(unsaid_) + "\n");
  }

  [[nodiscard]] bool accepted() const { return lines_ == 0; }

 private:
  void say_problem(const domain::StatementProblem& problem) {
    if (lines_ == most_lines) {
      ++unsaid_;
      return;
    }
    ++lines_;
    say("statement " + std::to_string(statements_) + ": " + describe(problem) + "\n");
  }

  std::size_t statements_ = 0;
  std::size_t lines_ = 0;
  std::size_t unsaid_ = 0;
};

using MakeReader = std::function<std::unique_ptr<codec::StatementReader>(domain::StatementSink&)>;

int check_statements(const domain::StatementExpectation& expectation, const MakeReader& make_reader) {
  Explanation explanation;
  domain::StatementFileCheck check(expectation,
                                   [&](const domain::CheckedStatement& statement) { explanation.add(statement); });
  const auto reader = make_reader(check);
  auto error = each_input_piece([&](std::string_view piece) { return reader->feed(piece); });
  if (!error) error = reader->finish();
  if (error) {
    say(error->describe() + "\n");
    return exit_general;
  }
  check.finish();
  explanation.finish();
  return explanation.accepted() ? exit_ok : exit_general;
}

CLI::App* add(CLI::App& codec, const char* name, const char* what, StatementRequest& request) {
  constexpr std::size_t most = std::size_t{1} << 30U;
  auto* command = codec.add_subcommand(name, what);
  command->add_option("--bytes", request.limits.bytes, "Bytes")
      ->check(CLI::Range(std::size_t{1}, most))
      ->capture_default_str();
  command->add_option("--currency", request.currency, "The account must be held in it, e.g. VND")
      ->check([](const std::string& code) {
        return domain::Currency::from_code(code) ? "" : "must be three capital letters";
      });
  command->add_flag("--reversals-of-original", request.reversals_of_original,
                    "A reversal entry states the direction of the entry that it reverses");
  return command;
}

domain::StatementExpectation expectation_of(const StatementRequest& request) {
  domain::StatementExpectation out;
  out.currency = domain::Currency::from_code(request.currency);
  if (request.reversals_of_original) out.reversals = domain::ReversalDirection::of_original;
  return out;
}

int check_camt(const StatementRequest& request) {
  return check_statements(expectation_of(request),
                          [&](domain::StatementSink& sink) { return codec::make_camt_reader(sink, request.limits); });
}

int check_by_profile(const StatementRequest& request) {
  mapping::Diagnostics problems;
  const auto profile = mapping::load_statement_profile(request.profile, problems);
  for (const auto& problem : problems) say(to_line(problem) + "\n");
  if (!profile) return exit_usage;
  return check_statements(expectation_of(request), [&](domain::StatementSink& sink) {
    return mapping::make_statement_reader(*profile, sink, request.limits);
  });
}

}  // namespace

StatementCommands::StatementCommands(CLI::App& codec)
    : camt_(add(codec, "camt", "An account statement (camt.052, 053, 054, versions 02-08) that adds up", request_)),
      by_profile_(add(codec, "statement", "An account statement in MT940 or CSV that adds up", request_)) {
  by_profile_->add_option("--profile", request_.profile, "How the bank writes it (TOML)")->required();
}

bool StatementCommands::chosen() const { return camt_->parsed() || by_profile_->parsed(); }

int StatementCommands::run() const {
  std::signal(SIGPIPE, SIG_IGN);  // nobody has to read why
  try {
    return camt_->parsed() ? check_camt(request_) : check_by_profile(request_);
  } catch (const std::exception&) {  // no memory, most likely; what is not known to add up is not accepted
    say("codec.unfinished: the check could not be finished\n");
    return exit_general;
  }
}

}  // namespace lienthong::app
