#pragma once

#include "base/clock.hpp"
#include "storage/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <vector>

namespace lienthong::sync {

/// Walks over all dossiers again and again, a page at a time. The change feed tells of statuses only; that a dossier
/// has got another fact shows in its version. Nothing is kept: after a restart the first round sees them all anew.
/// Single executor.
class DossierRounds {
 public:
  DossierRounds(storage::Store& store, const base::Clock& clock) : store_(store), clock_(clock) {}

  /// Empty between two rounds. What the store returned otherwise; the next call asks for the same page.
  boost::asio::awaitable<base::Result<std::vector<storage::DossierSummary>>> next_page();

 private:
  storage::Store& store_;
  const base::Clock& clock_;
  std::string after_;
  base::Instant next_round_{};
};

}  // namespace lienthong::sync
