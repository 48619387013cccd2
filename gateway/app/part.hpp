#pragma once

#include "app/site.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "console/status_page.hpp"
#include "http/identity.hpp"
#include "http/router.hpp"
#include "peer/external_system.hpp"
#include "runtime/task_group.hpp"
#include "storage/store.hpp"
#include "sync/intake.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace lienthong::app {

/// What a part may use of the gateway; all of it outlives the part. Single executor.
struct Services {
  boost::asio::io_context& io;
  storage::Store& store;
  const base::Clock& clock;
  base::Random& random;
  sync::Intake& intake;
  const Site& site;
  const http::Identity& identity;                     ///< of [[clients]]
  const base::Secret& signing_key;                    ///< of tokens that a part issues
  const base::Secret& admin_token;                    ///< acts of operators
  std::function<void(const domain::SystemId&)> wake;  ///< something new is to be told to that system
  /// A paced client for the [[systems]] entry of that id. `not_found` "system.not_configured"; `permanent` for TLS
  /// files.
  std::function<base::Result<std::shared_ptr<transport::HttpClient>>(const domain::SystemId&)> http_client;
  /// The system behind the [[systems]] entry of that id, with a session of its own. As `http_client`, or what its
  /// secret file says.
  std::function<base::Result<std::unique_ptr<peer::ExternalSystem>>(const domain::SystemId&)> external_system = {};
  codec::Limits message_limits = {};  ///< of what anybody may send us
};

/// One business of the gateway beside the dossiers: its routes, its loops, its end.
class Part {
 public:
  virtual ~Part() = default;
  /// Before the listener starts.
  virtual void add_routes(http::Router& router) = 0;
  /// After the listener and the links; loops go into `loops`.
  virtual void start(runtime::TaskGroup& loops) = 0;
  /// Adds its own line to the status page; most have none.
  virtual void show_on(console::StatusPage& /*page*/) const {}
  /// Begin nothing new. What is under way is cancelled with the group.
  virtual void stop() = 0;
};

/// Every part that the site has configured. An error says what of the configuration or its files does not hold.
[[nodiscard]] base::Result<std::vector<std::unique_ptr<Part>>> make_parts(const Services& services);

}  // namespace lienthong::app
