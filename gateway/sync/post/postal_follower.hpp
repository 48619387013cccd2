#pragma once

#include "base/clock.hpp"
#include "storage/store.hpp"
#include "sync/intake.hpp"
#include "sync/post/postal_book.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>

namespace lienthong::sync {

/// Tells a dossier that the post has delivered its result (status 10), stated by the carrier at the carrier's time.
/// Only for a dossier whose citizen asked for the post; until that is known the delivery waits. What has been told is
/// marked in the journal: a crash in between tells it once more, which is the same event. Single executor.
class PostalFollower {
 public:
  struct Parts {
    storage::Store& store;
    const base::Clock& clock;
    Intake& intake;
    PostalBook& book;
  };
  explicit PostalFollower(Parts parts) : parts_(parts) {}

  /// Looks at every delivery that no dossier has been told of; one that has to wait is looked at again a minute later.
  /// Gives how many were told. What the store or the intake returned otherwise; the rest is left to the next call.
  boost::asio::awaitable<base::Result<int>> follow();

  /// Marks deliveries among `dossiers` that turn out to have come after "result returned", which can be learned late.
  boost::asio::awaitable<base::Result<void>> look_back(std::vector<storage::DossierSummary> dossiers);

 private:
  boost::asio::awaitable<base::Result<int>> state_results(domain::OrderNumber order);
  boost::asio::awaitable<base::Result<bool>> state(const domain::PostalLeg& leg, const domain::Dossier& truth);

  [[nodiscard]] bool is_early(const domain::OrderNumber& order, base::Instant returned_at) const;
  boost::asio::awaitable<base::Result<void>> commit(storage::UnitOfWork work);

  Parts parts_;
  std::map<domain::OrderNumber, base::Instant> look_again_;
};

}  // namespace lienthong::sync
