#include "app/commands.hpp"
#include "app/exit_codes.hpp"
#include "app/standard_error.hpp"
#include "base/text.hpp"
#include "codec/json.hpp"
#include "codec/xml_gate.hpp"

#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <csignal>
#include <exception>
#include <optional>

namespace lienthong::app {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view unfinished = "codec.unfinished: the check could not be finished\n";
constexpr std::string_view no_time = "codec.time: the check took too long\n";

extern "C" void stop_for_time(int) {
  say(no_time);
  ::_exit(exit_general);
}

/// Ends the program with "codec.time" when it has computed for that long. Processor time, not wall time: a busy machine
/// must not make a document wrong.
class ProcessorTimeLimit {
 public:
  explicit ProcessorTimeLimit(double seconds) {
    std::signal(SIGPROF, &stop_for_time);
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(std::floor(seconds));
    timer.it_value.tv_usec = static_cast<suseconds_t>((seconds - std::floor(seconds)) * 1e6);
    ::setitimer(ITIMER_PROF, &timer, nullptr);
  }
  ProcessorTimeLimit(const ProcessorTimeLimit&) = delete;
  ProcessorTimeLimit& operator=(const ProcessorTimeLimit&) = delete;
  ~ProcessorTimeLimit() {
    const itimerval never{};
    ::setitimer(ITIMER_PROF, &never, nullptr);
  }
};

/// Standard input, up to one byte more than `limit`: enough to know that it is too large.
Result<std::string> read_input(std::size_t limit) {
  constexpr std::size_t piece = 64 * 1024;
  std::string bytes;
  while (bytes.size() <= limit) {
    const std::size_t had = bytes.size();
    const std::size_t wanted = limit - had < piece ? limit - had + 1 : piece;
    bytes.resize(had + wanted);
    const ssize_t got = ::read(STDIN_FILENO, bytes.data() + had, wanted);
    bytes.resize(had + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got == 0) return bytes;
    if (got < 0 && errno != EINTR) {
      return base::fail(ErrorKind::invalid, "codec.input", "standard input cannot be read");
    }
  }
  return bytes;
}

/// Where the first byte stands that is not part of a character.
std::size_t broken_at(std::string_view text) {
  constexpr std::size_t longest = 4;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t length = 1;
    while (length <= longest && !base::is_utf8(text.substr(at, length))) ++length;
    if (length > longest) return at;
    at += length;
  }
  return at;
}

std::optional<Error> refuse_utf8(std::string_view bytes, const codec::Limits& limits) {
  if (bytes.size() > limits.bytes) return Error(ErrorKind::too_large, "utf8.bytes", "the text is too large");
  if (base::is_utf8(bytes)) return std::nullopt;
  return Error(ErrorKind::invalid, "utf8.sequence", "not UTF-8").with("offset", std::to_string(broken_at(bytes)));
}

std::optional<Error> refuse_json(std::string_view bytes, const codec::Limits& limits) {
  codec::Arena arena;
  auto value = codec::read_json(bytes, arena, limits);
  return value ? std::nullopt : std::optional(std::move(value).error());
}

std::optional<Error> refuse(TextForm form, std::string_view bytes, const codec::Limits& limits) {
  switch (form) {
    case TextForm::json:
      return refuse_json(bytes, limits);
    case TextForm::xml:
      return codec::refuse_xml(bytes, limits);
    case TextForm::utf8:
      return refuse_utf8(bytes, limits);
  }
  return std::nullopt;
}

int check_input(const FormCheck& check) {
  const auto bytes = read_input(check.limits.bytes);
  if (!bytes) {
    say(bytes.error().describe() + "\n");
    return exit_general;
  }
  const ProcessorTimeLimit limit(check.seconds);
  const auto refused = refuse(check.form, *bytes, check.limits);
  if (!refused) return exit_ok;
  say(refused->describe() + "\n");
  return exit_general;
}

}  // namespace

int command_codec(const FormCheck& check) {
  std::signal(SIGPIPE, SIG_IGN);  // nobody has to read why
  try {
    return check_input(check);
  } catch (const std::exception&) {  // no memory, most likely; what is not known to be well formed is not accepted
    say(unfinished);
    return exit_general;
  }
}

}  // namespace lienthong::app
