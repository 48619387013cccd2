#include "app/application.hpp"
#include "app/commands.hpp"
#include "app/exit_codes.hpp"
#include "base/log.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <unistd.h>

#include <csignal>
#include <iostream>

namespace lienthong::app {
namespace {

/// The first signal drains; the second ends the process at once, as a crash would.
boost::asio::awaitable<void> wait_for_stop(boost::asio::io_context& io, Application& application, int& exit_code) {
  boost::asio::signal_set signals(io, SIGTERM, SIGINT);
  co_await signals.async_wait(runtime::nothrow);
  base::log(base::LogLevel::info, "stopping");
  signals.async_wait([](const boost::system::error_code& error, int signal) {
    if (!error) ::_exit(128 + signal);
  });
  const bool clean = co_await application.stop();
  base::log(base::LogLevel::info, "stopped", {{"clean", clean ? "yes" : "no"}});
  exit_code = exit_ok;
  io.stop();
}

int exit_code_of(const base::Error& error) { return error.code().starts_with("store.") ? exit_store : exit_general; }

}  // namespace

int command_serve(const std::string& config_file) {
  mapping::Diagnostics problems;
  auto site = load_site(config_file, problems);
  if (!site) {
    for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
    return exit_config;
  }
  base::set_log_level(site->config.log.level);
  if (!base::set_log_file(site->config.log.file)) {
    std::cerr << "lienthong: the log file cannot be opened\n";
    return exit_config;
  }
  std::signal(SIGPIPE, SIG_IGN);
  boost::asio::io_context io(1);
  Application application(io, std::move(*site));
  auto started = application.start();
  if (!started) {
    std::cerr << "lienthong: " << started.error().describe() << "\n";
    return exit_code_of(started.error());
  }
  base::log(base::LogLevel::info, "serving", {{"port", std::to_string(application.port())}});
  int exit_code = exit_general;
  boost::asio::co_spawn(io, wait_for_stop(io, application, exit_code), boost::asio::detached);
  io.run();
  application.close();
  return exit_code;
}

}  // namespace lienthong::app
