#pragma once

#include "mapping/diagnostic.hpp"
#include "ops/config.hpp"
#include "sync/fees/fee_books.hpp"
#include "sync/fees/fee_month_view.hpp"
#include "sync/fees/statement_intake.hpp"

#include <optional>
#include <vector>

namespace lienthong::app {

struct Site;

/// What a site knows of fees and banks beyond its configuration: files that are loaded and checked together.
struct FeeSite {
  domain::FeeSchedule schedule;
  std::vector<sync::StatementBank> banks;  ///< in the order of [[banks]]

  /// Both refer to this and to `site`.
  [[nodiscard]] sync::BookSources sources(const Site& site) const;
  [[nodiscard]] sync::MonthSettings month_settings(const Site& site, base::Instant now) const;
};

/// The fee schedule and the profile of every bank; every problem of every file goes to `problems`. Nothing when there
/// was any.
[[nodiscard]] std::optional<FeeSite> load_fee_site(const ops::Config& config, mapping::Diagnostics& problems);

}  // namespace lienthong::app
