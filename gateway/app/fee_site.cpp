#include "app/fee_site.hpp"

#include "app/site.hpp"
#include "ops/fee_schedule_loader.hpp"

#include <filesystem>

namespace lienthong::app {
namespace {

domain::ReversalDirection direction_of(ops::ReversalDirection configured) {
  switch (configured) {
    case ops::ReversalDirection::of_the_reversal:
      return domain::ReversalDirection::of_reversal;
    case ops::ReversalDirection::of_the_original:
      return domain::ReversalDirection::of_original;
  }
  return domain::ReversalDirection::of_reversal;
}

sync::StatementBank bank_of(const ops::BankConfig& config, mapping::Diagnostics& problems) {
  sync::StatementBank out;
  out.id = config.id;
  out.expectation.currency = domain::Currency::from_code(config.currency);
  out.expectation.reversals = direction_of(config.reversal);
  if (!config.profile_file.empty()) out.profile = mapping::load_statement_profile(config.profile_file, problems);
  return out;
}

}  // namespace

sync::BookSources FeeSite::sources(const Site& site) const {
  sync::BookSources out{&site.world.authority, &schedule, {}};
  for (const sync::StatementBank& bank : banks) {
    if (bank.expectation.reversals == domain::ReversalDirection::of_original) out.reversals_of_original.insert(bank.id);
  }
  return out;
}

sync::MonthSettings FeeSite::month_settings(const Site& site, base::Instant now) const {
  sync::MonthSettings out;
  out.calendar = &site.calendar;
  out.schedule = &schedule;
  out.limits.agree_by = static_cast<unsigned>(site.config.fees.agree_by_day);
  out.now = now;
  return out;
}

std::optional<FeeSite> load_fee_site(const ops::Config& config, mapping::Diagnostics& problems) {
  const auto before = problems.size();
  const auto file = std::filesystem::path(config.data.config) / "regulation" / "fees.toml";
  auto schedule = ops::load_fee_schedule(file, problems);
  std::vector<sync::StatementBank> banks;
  for (const ops::BankConfig& bank : config.banks) banks.push_back(bank_of(bank, problems));
  if (!schedule || problems.size() != before) return std::nullopt;
  return FeeSite{std::move(*schedule), std::move(banks)};
}

}  // namespace lienthong::app
