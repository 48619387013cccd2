#include "app/store_reader.hpp"

#include "app/exit_codes.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <iostream>

namespace lienthong::app {

int store_failed(const base::Error& error) {
  std::cerr << "lienthong: " << error.describe() << "\n";
  return exit_store;
}

int open_site_reader(const std::string& config_file, std::optional<SiteReader>& reader) {
  mapping::Diagnostics problems;
  auto site = load_site(config_file, problems);
  if (!site) {
    for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
    return exit_config;
  }
  if (site->config.store.engine == ops::StoreEngine::memory) {
    std::cerr << "lienthong: a memory store can only be seen by the gateway that has it; ask it at /api/v1\n";
    return exit_store;
  }
  auto store = storage::open_sqlite_reader(site->config.store.path);
  if (!store) return store_failed(store.error());
  reader = SiteReader{std::move(*site), std::move(*store)};
  return exit_ok;
}

}  // namespace lienthong::app
