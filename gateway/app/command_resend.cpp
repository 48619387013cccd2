#include "app/commands.hpp"
#include "app/exit_codes.hpp"
#include "app/resend_request.hpp"
#include "app/site.hpp"
#include "base/secret.hpp"
#include "transport/beast_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <fstream>
#include <iostream>

namespace lienthong::app {
namespace {

using base::Result;

constexpr std::chrono::seconds patience{15};

int failed(const base::Error& error, ExitCode code) {
  std::cerr << "lienthong: " << error.describe() << "\n";
  return code;
}

/// Where the running gateway listens: its port file when it has one, else the configured port.
std::string gateway_url(const ops::Config::Server& server) {
  std::uint16_t port = server.port;
  if (std::ifstream file(server.port_file); file) file >> port;
  const bool tls = !server.tls_certificate_file.empty();
  return std::string(tls ? "https://" : "http://") + server.address + ":" + std::to_string(port);
}

Result<transport::HttpResponse> post(const ops::Config& config, const base::Secret& token, std::string body) {
  boost::asio::io_context io;
  transport::ClientSettings settings;
  settings.plain_http_hosts = {config.server.address};
  settings.site_hosts = {config.server.address};
  auto client = transport::make_http_client(io.get_executor(), std::move(settings));
  if (!client) return base::fail(std::move(client).error());
  transport::HttpRequest request;
  request.url = gateway_url(config.server) + "/api/v1/queue/resend";
  request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + std::string(token.reveal())}};
  request.body = std::move(body);
  Result<transport::HttpResponse> answer =
      base::fail(base::ErrorKind::internal, "resend.not_run", "the call did not run");
  const auto deadline = base::Deadline::after(std::chrono::steady_clock::now(), patience);
  boost::asio::co_spawn(io, (*client)->send(std::move(request), deadline),
                        [&](std::exception_ptr thrown, Result<transport::HttpResponse> result) {
                          if (!thrown) answer = std::move(result);
                        });
  io.run();
  return answer;
}

}  // namespace

int command_queue_resend(const std::string& config_file, const QueueQuery& query, const std::string& reason,
                         Output output) {
  mapping::Diagnostics problems;
  const auto site = load_site(config_file, problems);
  if (!site) {
    for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
    return exit_config;
  }
  ResendRequest request;
  request.reason = reason;
  if (!query.peer.empty()) request.filter.peer = domain::SystemId(query.peer);
  if (!query.dossier.empty()) request.filter.dossier = domain::DossierCode(query.dossier);
  auto states = read_states(query.states);
  if (!states) return failed(states.error(), exit_usage);
  request.filter.states = std::move(*states);
  const auto token = base::Secret::from_file(site->config.gateway.admin_token_file);
  if (!token) return failed(token.error(), exit_config);
  const auto answer = post(site->config, *token, write_resend_request(request));
  if (!answer) return failed(answer.error(), exit_unreachable);
  if (output == Output::json || answer->status != 200) {
    std::cout << answer->body;
  } else {
    std::cout << "Đã xếp gửi lại / sent again: " << answer->body;
  }
  return answer->status == 200 ? exit_ok : exit_general;
}

}  // namespace lienthong::app
