#include "ops/fee_schedule_loader.hpp"

#include "mapping/suggest.hpp"
#include "ops/procedure_code.hpp"
#include "ops/table_reader.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::ops {
namespace {

using domain::BeneficiaryAccount;
using domain::FeeRate;

/// Where each entry of [[key]] begins.
std::vector<std::size_t> lines_of(const toml::table& root, std::string_view key) {
  std::vector<std::size_t> out;
  if (const toml::array* entries = root[key].as_array()) {
    for (const toml::node& entry : *entries) out.push_back(entry.source().begin.line);
  }
  return out;
}

/// One of two words, or a complaint.
template <class Enum>
std::optional<Enum> read_word(TableReader& entry, std::string_view key, Enum first, Enum second,
                              std::optional<Enum> (*from_name)(std::string_view)) {
  const auto word = entry.text(key);
  if (!word) return std::nullopt;
  const auto value = from_name(*word);
  if (!value) {
    const std::vector<std::string> names{std::string(name(first)), std::string(name(second))};
    entry.complain(key, "fees.word",
                   "there is no " + std::string(key) + " '" + *word + "'" + mapping::suggestion(*word, names));
  }
  return value;
}

std::optional<BeneficiaryAccount> read_account(TableReader& entry, std::size_t line) {
  const auto id = entry.text("id");
  const auto holder = read_word(entry, "holder", domain::AccountHolder::treasury, domain::AccountHolder::unit,
                                &domain::account_holder_from_name);
  const auto unit = entry.optional_text("unit");
  const auto number = entry.text("number");
  const auto bank = entry.text("bank");
  const auto holder_name = entry.text("name");
  const auto coding = entry.optional_text("budget_coding");
  (void)entry.text("source");
  entry.finish();
  if (!id || !holder || !number || !bank || !holder_name) return std::nullopt;
  const auto owner = unit ? std::optional(domain::UnitCode(*unit)) : std::nullopt;
  return BeneficiaryAccount{*id, *holder, owner, *number, *bank, *holder_name, coding.value_or(""), line};
}

std::optional<domain::ProcedureCode> read_procedure(TableReader& entry) {
  const auto code = entry.text("procedure");
  if (!code) return std::nullopt;
  if (is_national_code(*code)) return domain::ProcedureCode(*code);
  entry.complain("procedure", "fees.procedure", "a national procedure code has the form 1.004222");
  return std::nullopt;
}

std::optional<FeeRate> read_rate(TableReader& entry, std::size_t line) {
  const auto procedure = read_procedure(entry);
  const auto code = entry.text("code");
  const auto kind =
      read_word(entry, "kind", domain::FeeKind::fee, domain::FeeKind::charge, &domain::fee_kind_from_name);
  const auto basis =
      read_word(entry, "per", domain::FeeBasis::per_dossier, domain::FeeBasis::per_copy, &domain::fee_basis_from_name);
  const auto title = entry.text("title");
  const auto amount = entry.integer("amount");
  const auto legal_basis = entry.text("legal_basis");
  const auto notice = entry.text("notice");
  const auto unit = entry.text("unit");
  const auto account = entry.text("account");
  const auto from = entry.date("valid_from");
  const auto to = entry.optional_date("valid_to");
  entry.finish();
  if (!procedure || !code || !kind || !basis || !title || !amount || !legal_basis || !notice || !unit || !account ||
      !from)
    return std::nullopt;
  const auto valid_to = to ? std::optional(domain::Day{*to}) : std::nullopt;
  return FeeRate{*procedure,
                 *code,
                 *kind,
                 *basis,
                 *title,
                 *amount,
                 *legal_basis,
                 *notice,
                 domain::UnitCode(*unit),
                 *account,
                 domain::Day{*from},
                 valid_to,
                 line};
}

template <class Entry>
std::vector<Entry> read_entries(TableReader& table, const toml::table& root, std::string_view key,
                                std::optional<Entry> (*read)(TableReader&, std::size_t)) {
  const auto lines = lines_of(root, key);
  std::vector<Entry> out;
  std::size_t number = 0;
  for (TableReader& entry : table.tables(key)) {
    if (auto one = read(entry, lines[number++])) out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace

std::optional<domain::FeeSchedule> load_fee_schedule(const std::filesystem::path& file,
                                                     mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  std::optional<domain::FeeSchedule> out;
  if (const auto root = parse_toml_file(file, found)) {
    TableReader table(*root, file.string(), found);
    auto accounts = read_entries<BeneficiaryAccount>(table, *root, "account", &read_account);
    auto rates = read_entries<FeeRate>(table, *root, "fee", &read_rate);
    if (rates.empty()) table.complain("fee", "fees.none", "there is no [[fee]]");
    table.finish();
    auto made = domain::FeeSchedule::from_rates(std::move(accounts), std::move(rates));
    if (made && found.empty()) out = std::move(*made);
    if (!made) {
      for (const domain::FeeScheduleProblem& problem : made.error())
        found.push_back(
            {file.string(), static_cast<std::uint32_t>(problem.line), 1, "FEE_SCHEDULE_INVALID", problem.text});
    }
  }
  problems.insert(problems.end(), found.begin(), found.end());
  return out;
}

}  // namespace lienthong::ops
