#include "app/commands.hpp"
#include "app/exit_codes.hpp"
#include "app/standard_error.hpp"
#include "app/standard_input.hpp"
#include "codec/statement.hpp"

#include <csignal>
#include <exception>
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

int check_statements(const domain::StatementExpectation& expectation, const codec::StatementLimits& limits) {
  Explanation explanation;
  domain::StatementFileCheck check(expectation,
                                   [&](const domain::CheckedStatement& statement) { explanation.add(statement); });
  const auto reader = codec::make_camt_reader(check, limits);
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

}  // namespace

int command_codec_camt(const domain::StatementExpectation& expectation, const codec::StatementLimits& limits) {
  std::signal(SIGPIPE, SIG_IGN);  // nobody has to read why
  try {
    return check_statements(expectation, limits);
  } catch (const std::exception&) {  // no memory, most likely; what is not known to add up is not accepted
    say("codec.unfinished: the check could not be finished\n");
    return exit_general;
  }
}

}  // namespace lienthong::app
