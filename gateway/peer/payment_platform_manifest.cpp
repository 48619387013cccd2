#include "peer/payment_platform_manifest.hpp"

#include "peer/manifest_reader.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace lienthong::peer {
namespace {

using Exchange = PaymentManifest::Exchange;
using std::filesystem::path;

constexpr std::array<std::pair<PaymentVerdict, std::string_view>, 9> verdict_words{
    {{PaymentVerdict::taken, "taken"},
     {PaymentVerdict::wrong_checksum, "wrong_checksum"},
     {PaymentVerdict::unknown_reference, "unknown_reference"},
     {PaymentVerdict::ambiguous_reference, "ambiguous_reference"},
     {PaymentVerdict::wrong_partner, "wrong_partner"},
     {PaymentVerdict::wrong_currency, "wrong_currency"},
     {PaymentVerdict::wrong_amount, "wrong_amount"},
     {PaymentVerdict::malformed, "malformed"},
     {PaymentVerdict::try_again, "try_again"}}};

std::optional<PaymentProfile> profile_from(std::string_view word) {
  if (word == "digest") return PaymentProfile::digest;
  if (word == "hmac") return PaymentProfile::hmac;
  return std::nullopt;
}

std::optional<ReferenceForm> reference_from(std::string_view word) {
  if (word == "dossier_and_time") return ReferenceForm::dossier_and_time;
  if (word == "short_random") return ReferenceForm::short_random;
  return std::nullopt;
}

/// A stem that names a mapping file of the folder.
std::string mapping_of(const toml::table& table, std::string_view key, const path& folder, ManifestReader& reader) {
  std::string stem = reader.required_text(table, key);
  if (stem.empty()) return stem;
  if (stem.find('/') != std::string::npos || !std::filesystem::is_regular_file(folder / "mappings" / (stem + ".toml")))
    reader.report(*table.get(key), "mapping.missing", "there is no mappings/" + stem + ".toml in this folder");
  return stem;
}

/// `members`: which mappings the exchange has.
std::optional<Exchange> read_exchange(const toml::table& manifest, std::string_view section,
                                      std::initializer_list<std::string Exchange::*> members, const path& folder,
                                      ManifestReader& reader) {
  const toml::table* table = reader.toml().optional_table(manifest, section);
  if (table == nullptr) return std::nullopt;
  reader.only_keys(*table, {"path", "message", "answer", "refusal"});
  Exchange out;
  out.path = reader.required_text(*table, "path");
  if (!out.path.empty() && out.path.front() != '/')
    reader.report(*table->get("path"), "key.value", "'path' must begin with '/'");
  constexpr std::array<std::pair<std::string Exchange::*, std::string_view>, 3> keys{
      {{&Exchange::message, "message"}, {&Exchange::answer, "answer"}, {&Exchange::refusal, "refusal"}}};
  for (const auto& [member, key] : keys) {
    const bool wanted = std::ranges::find(members, member) != members.end();
    if (wanted) out.*member = mapping_of(*table, key, folder, reader);
    if (!wanted && table->contains(key))
      reader.report(*table->get(key), "key.unknown", "this section has no '" + std::string(key) + "'");
  }
  return out;
}

Exchange required_exchange(const toml::table& manifest, std::string_view section,
                           std::initializer_list<std::string Exchange::*> members, const path& folder,
                           ManifestReader& reader) {
  auto out = read_exchange(manifest, section, members, folder, reader);
  if (!out) reader.report(manifest, "key.missing", "'[" + std::string(section) + "]' is missing");
  return out.value_or(Exchange{});
}

std::map<PaymentVerdict, PaymentManifest::Word> read_verdicts(const toml::table& manifest, ManifestReader& reader) {
  std::map<PaymentVerdict, PaymentManifest::Word> out;
  const toml::table* table = reader.toml().optional_table(manifest, "verdicts");
  if (table == nullptr) {
    reader.report(manifest, "key.missing", "'[verdicts]' is missing");
    return out;
  }
  std::vector<std::string> known;
  for (const auto& [verdict, word] : verdict_words) {
    known.emplace_back(word);
    const toml::table* said = reader.toml().optional_table(*table, word);
    if (said == nullptr) {
      reader.report(*table, "key.missing", "'" + std::string(word) + "' is missing");
      continue;
    }
    reader.only_keys(*said, {"code", "text"});
    out[verdict] = {reader.required_text(*said, "code"), reader.required_text(*said, "text")};
  }
  reader.toml().only_keys(*table, known);
  return out;
}

void read_limits(const toml::table& table, PaymentManifest& manifest, ManifestReader& reader) {
  const toml::table* limits = reader.toml().optional_table(table, "limits");
  if (limits == nullptr) return;
  reader.only_keys(*limits, {"timeout_ms", "concurrency", "rate_per_second", "burst"});
  manifest.timeout =
      std::chrono::milliseconds(reader.integer_or(*limits, "timeout_ms", {100, 600'000}, manifest.timeout.count()));
  manifest.concurrency = static_cast<int>(reader.integer_or(*limits, "concurrency", {1, 256}, manifest.concurrency));
  manifest.rate_per_second = reader.rate_or(*limits, "rate_per_second", manifest.rate_per_second);
  manifest.burst = static_cast<int>(reader.integer_or(*limits, "burst", {1, 100'000}, manifest.burst));
}

PaymentManifest read_manifest(const toml::table& table, const path& folder, ManifestReader& reader) {
  reader.only_keys(table, {"id", "title_vi", "title_en", "profile", "reference", "limits", "open", "query", "bill",
                           "report", "lookup", "verdicts"});
  PaymentManifest out;
  out.id = domain::SystemId(reader.required_text(table, "id"));
  if (!out.id.value().empty() && out.id.value() != folder.filename().string())
    reader.report(*table.get("id"), "manifest.id", "the id must be the folder's name");
  out.title_vi = reader.required_text(table, "title_vi");
  out.title_en = reader.required_text(table, "title_en");
  for (const std::string_view key : {"profile", "reference"}) {
    if (!table.contains(key)) reader.report(table, "key.missing", "'" + std::string(key) + "' is missing");
  }
  out.profile = reader.word<PaymentProfile>(table, "profile", profile_from).value_or(out.profile);
  out.reference = reader.word<ReferenceForm>(table, "reference", reference_from).value_or(out.reference);
  read_limits(table, out, reader);
  out.open =
      required_exchange(table, "open", {&Exchange::message, &Exchange::answer, &Exchange::refusal}, folder, reader);
  out.query = required_exchange(table, "query", {&Exchange::message, &Exchange::answer}, folder, reader);
  out.bill = read_exchange(table, "bill", {&Exchange::message}, folder, reader);
  out.report = required_exchange(table, "report", {&Exchange::message, &Exchange::answer}, folder, reader);
  out.lookup = read_exchange(table, "lookup", {&Exchange::answer}, folder, reader);
  out.verdicts = read_verdicts(table, reader);
  return out;
}

/// Sorted, so that problems come in the same order on every machine.
std::vector<path> toml_files(const path& folder) {
  std::vector<path> out;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

std::string_view name(PaymentVerdict verdict) {
  return std::ranges::find(verdict_words, verdict, &decltype(verdict_words)::value_type::first)->second;
}

PaymentVerdict verdict_of(domain::ReportRefusal refusal) {
  switch (refusal) {
    case domain::ReportRefusal::wrong_checksum:
      return PaymentVerdict::wrong_checksum;
    case domain::ReportRefusal::unknown_reference:
      return PaymentVerdict::unknown_reference;
    case domain::ReportRefusal::ambiguous_reference:
      return PaymentVerdict::ambiguous_reference;
    case domain::ReportRefusal::wrong_partner:
      return PaymentVerdict::wrong_partner;
    case domain::ReportRefusal::wrong_currency:
      return PaymentVerdict::wrong_currency;
    case domain::ReportRefusal::wrong_amount:
      return PaymentVerdict::wrong_amount;
  }
  throw std::logic_error("no such refusal");
}

std::optional<PaymentAdapter> load_payment_adapter(const path& folder, const path& schemas,
                                                   mapping::Diagnostics& problems) {
  const std::size_t before = problems.size();
  PaymentAdapter out;
  mapping::CodeTables tables;
  for (const path& file : toml_files(folder / "codes")) {
    auto table = mapping::CodeTable::load(file, problems);
    if (!table) continue;
    const std::string table_name = table->name();
    tables.emplace(table_name, std::move(*table));
  }
  for (const path& file : toml_files(folder / "mappings")) {
    if (auto plan = mapping::compile(file, {schemas, &tables}, problems))
      out.plans.emplace(file.stem().string(), std::move(*plan));
  }
  const path file = folder / "payments.toml";
  mapping::TomlReader toml(file.string(), problems);
  const auto bytes = mapping::read_bytes(file);
  if (!bytes) toml.report({1, 1}, "toml.unreadable", "the file cannot be read");
  const auto table = bytes ? toml.parse(*bytes) : std::nullopt;
  if (!table) return std::nullopt;
  ManifestReader reader(toml);
  out.manifest = read_manifest(*table, folder, reader);
  if (problems.size() != before) return std::nullopt;
  return out;
}

}  // namespace lienthong::peer
