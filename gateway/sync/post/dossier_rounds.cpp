#include "sync/post/dossier_rounds.hpp"

#include "runtime/callback.hpp"

namespace lienthong::sync {
namespace {

constexpr int dossiers_at_once = 500;
constexpr std::chrono::seconds pause_between_rounds{5};

}  // namespace

boost::asio::awaitable<base::Result<std::vector<storage::DossierSummary>>> DossierRounds::next_page() {
  if (after_.empty() && clock_.now() < next_round_) co_return std::vector<storage::DossierSummary>();
  auto page = co_await runtime::await_callback<std::vector<storage::DossierSummary>>(
      [&](auto done) { store_.list_dossiers(after_, dossiers_at_once, std::move(done)); });
  if (!page) co_return page;
  const bool last = page->size() < static_cast<std::size_t>(dossiers_at_once);
  after_ = last ? std::string() : page->back().code.value();
  if (last) next_round_ = clock_.now() + pause_between_rounds;
  co_return page;
}

}  // namespace lienthong::sync
