#include "app/commands.hpp"
#include "app/dossier_loader.hpp"
#include "app/exit_codes.hpp"
#include "app/resend_request.hpp"
#include "app/store_reader.hpp"
#include "base/text.hpp"
#include "console/queue_view.hpp"
#include "runtime/wait_for.hpp"

#include <iostream>

namespace lienthong::app {
namespace {

using domain::DeliveryState;

/// What one asks a queue for when one asks for nothing in particular: what has not arrived.
const std::vector<DeliveryState> not_arrived{DeliveryState::waiting, DeliveryState::in_flight, DeliveryState::unknown,
                                             DeliveryState::refused, DeliveryState::parked};

int list_refused(storage::Store& store, Output output) {
  auto rows = runtime::wait_for<std::vector<storage::RefusedRecord>>(
      [&](auto done) { store.list_refused(1'000, std::move(done)); });
  if (!rows) return store_failed(rows.error());
  std::cout << (output == Output::json ? console::refused_json(*rows) : console::refused_text(*rows));
  return exit_ok;
}

int list_contract_drift(storage::Store& store) {
  auto rows = runtime::wait_for<std::vector<storage::ContractDrift>>(
      [&](auto done) { store.list_contract_drift(std::move(done)); });
  if (!rows) return store_failed(rows.error());
  std::cout << console::contract_drift_json(*rows);
  return exit_ok;
}

base::Result<std::vector<storage::Conservation>> conservation(storage::Store& store) {
  return runtime::wait_for<std::vector<storage::Conservation>>([&](auto done) { store.conservation(std::move(done)); });
}

}  // namespace

int command_dossier_show(const std::string& config_file, const std::string& code, Output output) {
  std::optional<SiteReader> reader;
  if (const int failed = open_site_reader(config_file, reader); failed != exit_ok) return failed;
  const domain::DossierCode dossier{std::string(base::trim(code))};
  auto record =
      runtime::wait_for<storage::DossierRecord>([&](auto done) { reader->store->load(dossier, std::move(done)); });
  if (!record) return store_failed(record.error());
  if (record->version == 0) {
    std::cerr << "lienthong: không có hồ sơ mã này / no dossier of that code\n";
    return exit_general;
  }
  auto attempts = runtime::wait_for<std::vector<storage::AttemptRecord>>(
      [&](auto done) { reader->store->load_attempts(dossier, std::move(done)); });
  if (!attempts) return store_failed(attempts.error());
  const auto view = dossier_view(dossier, std::move(*record), std::move(*attempts), reader->site);
  std::cout << (output == Output::json ? console::to_json(view) : console::to_text(view));
  return exit_ok;
}

int command_queue_list(const std::string& config_file, const QueueQuery& query, Output output) {
  std::optional<SiteReader> reader;
  if (const int failed = open_site_reader(config_file, reader); failed != exit_ok) return failed;
  if (query.refused) return list_refused(*reader->store, output);
  if (query.contract_drift) return list_contract_drift(*reader->store);
  storage::QueueFilter filter;
  filter.limit = 1'000;
  if (!query.peer.empty()) filter.peer = domain::SystemId(query.peer);
  if (!query.dossier.empty()) filter.dossier = domain::DossierCode(query.dossier);
  auto states = read_states(query.states);
  if (!states) {
    std::cerr << "lienthong: " << states.error().describe() << "\n";
    return exit_usage;
  }
  filter.states = states->empty() ? not_arrived : std::move(*states);
  auto rows = runtime::wait_for<std::vector<storage::QueueRow>>(
      [&](auto done) { reader->store->list_queue(filter, std::move(done)); });
  if (!rows) return store_failed(rows.error());
  std::cout << (output == Output::json ? console::queue_json(*rows) : console::queue_text(*rows));
  return exit_ok;
}

int command_peers(const std::string& config_file, Output output) {
  std::optional<SiteReader> reader;
  if (const int failed = open_site_reader(config_file, reader); failed != exit_ok) return failed;
  auto peers = conservation(*reader->store);
  if (!peers) return store_failed(peers.error());
  const auto links = link_views(reader->site, *peers, {});
  std::cout << (output == Output::json ? console::links_json(links) : console::links_text(links));
  return exit_ok;
}

int command_conserve(const std::string& config_file, Output output) {
  std::optional<SiteReader> reader;
  if (const int failed = open_site_reader(config_file, reader); failed != exit_ok) return failed;
  auto peers = conservation(*reader->store);
  if (!peers) return store_failed(peers.error());
  std::cout << (output == Output::json ? console::conservation_json(*peers) : console::conservation_text(*peers));
  return console::all_hold(*peers) ? exit_ok : exit_problems;
}

}  // namespace lienthong::app
