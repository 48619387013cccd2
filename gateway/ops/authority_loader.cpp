#include "ops/authority_loader.hpp"

#include "mapping/suggest.hpp"
#include "ops/procedure_code.hpp"
#include "ops/table_reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace lienthong::ops {
namespace {

using domain::Part;
using domain::Status;

constexpr std::array all_parts{Part::submission, Part::processing, Part::payment, Part::postal, Part::result};
constexpr std::array all_statuses{Status::registered,
                                  Status::accepted,
                                  Status::not_accepted,
                                  Status::processing,
                                  Status::supplement_requested,
                                  Status::payment_requested,
                                  Status::withdrawn,
                                  Status::stopped,
                                  Status::completed,
                                  Status::returned};

template <class Values>
std::vector<std::string> names_of(const Values& values) {
  std::vector<std::string> names;
  for (const auto value : values) names.emplace_back(name(value));
  return names;
}

/// Midnight in Viet Nam.
base::Instant start_of(std::chrono::year_month_day day) {
  return base::Instant{std::chrono::sys_days{day}} - base::vietnam_offset;
}

class Loader {
 public:
  Loader(std::span<const std::string> known_fields, mapping::Diagnostics& problems)
      : known_fields_(known_fields), problems_(problems) {}

  void read(const toml::table& root, const std::string& file) {
    TableReader table(root, file, problems_);
    for (TableReader& entry : table.tables("owner")) read_owner(entry);
    for (TableReader& entry : table.tables("status")) read_statuses(entry);
    for (TableReader& entry : table.tables("fields")) read_fields(entry);
    for (TableReader& entry : table.tables("exception")) read_exception(entry);
    for (TableReader& entry : table.tables("delegate")) read_delegate(entry);
    table.finish();
    for (const Part part : all_parts) {
      if (!owners_.contains(part))
        table.complain("owner", "authority.part", "no [[owner]] for part '" + std::string(name(part)) + "'");
    }
    for (const Status status : all_statuses) {
      if (statuses_.contains(status)) continue;
      table.complain("status", "authority.status", "status '" + std::string(name(status)) + "' belongs to no part");
    }
  }

  domain::Authority authority() && {
    return domain::Authority(std::move(owners_), std::move(statuses_), std::move(fields_), std::move(exceptions_),
                             std::move(delegates_));
  }

 private:
  std::optional<Part> read_part(TableReader& entry) {
    const auto word = entry.text("part");
    if (!word) return std::nullopt;
    const auto part = domain::part_from_name(*word);
    if (!part) {
      entry.complain("part", "authority.part",
                     "there is no part '" + *word + "'" + mapping::suggestion(*word, names_of(all_parts)));
    }
    return part;
  }

  void read_owner(TableReader& entry) {
    const auto part = read_part(entry);
    const auto system = entry.text("system");
    (void)entry.text("source");
    entry.finish();
    if (!part || !system) return;
    if (!owners_.emplace(*part, domain::SystemId(*system)).second) {
      entry.complain("part", "authority.part", "this part has two owners; use [[exception]] for single procedures");
    }
  }

  void read_statuses(TableReader& entry) {
    const auto part = read_part(entry);
    for (const std::string& word : entry.texts("statuses")) {
      const auto status = domain::status_from_name(word);
      if (!status) {
        entry.complain("statuses", "authority.status",
                       "there is no status '" + word + "'" + mapping::suggestion(word, names_of(all_statuses)));
      } else if (part && !statuses_.emplace(*status, *part).second) {
        entry.complain("statuses", "authority.status", "status '" + word + "' belongs to two parts");
      }
    }
    (void)entry.text("source");
    entry.finish();
  }

  void read_fields(TableReader& entry) {
    const auto part = read_part(entry);
    for (const std::string& field : entry.texts("fields")) {
      if (std::ranges::find(known_fields_, field) == known_fields_.end()) {
        entry.complain(
            "fields", "authority.field",
            "the canonical dossier has no field '" + field + "'" + mapping::suggestion(field, known_fields_));
      } else if (part && !fields_.emplace(field, *part).second) {
        entry.complain("fields", "authority.field", "field '" + field + "' belongs to two parts");
      }
    }
    (void)entry.text("source");
    entry.finish();
  }

  void read_delegated_statuses(TableReader& entry, std::optional<Part> part, domain::Authority::Delegate& delegate) {
    for (const std::string& word : entry.optional_texts("statuses")) {
      const auto status = domain::status_from_name(word);
      if (!status) {
        entry.complain("statuses", "authority.status",
                       "there is no status '" + word + "'" + mapping::suggestion(word, names_of(all_statuses)));
      } else if (part && !(statuses_.contains(*status) && statuses_.at(*status) == *part)) {
        entry.complain("statuses", "authority.status", "status '" + word + "' does not belong to this part");
      } else {
        delegate.statuses.push_back(*status);
      }
    }
  }

  void read_delegated_fields(TableReader& entry, std::optional<Part> part, domain::Authority::Delegate& delegate) {
    for (const std::string& field : entry.optional_texts("fields")) {
      const auto named = fields_.find(field);
      const Part part_of_field = named == fields_.end() ? Part::submission : named->second;
      if (std::ranges::find(known_fields_, field) == known_fields_.end()) {
        entry.complain(
            "fields", "authority.field",
            "the canonical dossier has no field '" + field + "'" + mapping::suggestion(field, known_fields_));
      } else if (part && part_of_field != *part) {
        entry.complain("fields", "authority.field", "field '" + field + "' does not belong to this part");
      } else {
        delegate.fields.push_back(field);
      }
    }
  }

  void read_delegate(TableReader& entry) {
    const auto part = read_part(entry);
    domain::Authority::Delegate delegate;
    read_delegated_statuses(entry, part, delegate);
    read_delegated_fields(entry, part, delegate);
    if (!entry.has("statuses") && !entry.has("fields")) {
      entry.complain("statuses", "authority.delegate", "a delegate needs 'statuses', 'fields' or both");
    }
    const auto system = entry.text("system");
    const auto from = entry.date("valid_from");
    const auto to = entry.optional_date("valid_to");
    (void)entry.text("source");
    entry.finish();
    if (!system || !from) return;
    if (to && *to <= *from) entry.complain("valid_to", "authority.dates", "'valid_to' must be after 'valid_from'");
    delegate.system = domain::SystemId(*system);
    delegate.valid_from = start_of(*from);
    if (to) delegate.valid_to = start_of(*to);
    delegates_.push_back(std::move(delegate));
  }

  void read_exception(TableReader& entry) {
    const auto part = read_part(entry);
    const auto procedures = entry.texts("procedures");
    const auto owner = entry.text("owner");
    const auto from = entry.date("valid_from");
    const auto to = entry.optional_date("valid_to");
    (void)entry.text("source");
    entry.finish();
    if (from && to && *to <= *from)
      entry.complain("valid_to", "authority.dates", "'valid_to' must be after 'valid_from'");
    for (const std::string& procedure : procedures) {
      if (!is_national_code(procedure)) {
        entry.complain("procedures", "authority.procedure", "a national procedure code has the form 1.004222");
      } else if (part && owner && from) {
        add_exception(entry, domain::ProcedureCode(procedure), *part, domain::SystemId(*owner), *from, to);
      }
    }
  }

  void add_exception(TableReader& entry, domain::ProcedureCode procedure, Part part, domain::SystemId owner,
                     std::chrono::year_month_day from, std::optional<std::chrono::year_month_day> to) {
    const base::Instant valid_from = start_of(from);
    const bool clash = std::ranges::any_of(exceptions_, [&](const domain::Authority::Exception& other) {
      return std::tie(other.procedure, other.part, other.valid_from) == std::tie(procedure, part, valid_from);
    });
    if (clash) {
      entry.complain("procedures", "authority.dates",
                     "two exceptions for '" + procedure.value() + "' begin on the same day: neither would win");
      return;
    }
    const auto valid_to = to ? std::optional(start_of(*to)) : std::nullopt;
    exceptions_.push_back({std::move(procedure), part, std::move(owner), valid_from, valid_to});
  }

  std::span<const std::string> known_fields_;
  mapping::Diagnostics& problems_;
  std::map<Part, domain::SystemId> owners_;
  std::map<Status, Part> statuses_;
  std::map<std::string, Part> fields_;
  std::vector<domain::Authority::Exception> exceptions_;
  std::vector<domain::Authority::Delegate> delegates_;
};

}  // namespace

std::optional<domain::Authority> load_authority(const std::filesystem::path& file,
                                                std::span<const std::string> known_fields,
                                                mapping::Diagnostics& problems) {
  mapping::Diagnostics found;
  const auto root = parse_toml_file(file, found);
  Loader loader(known_fields, found);
  if (root) loader.read(*root, file.string());
  const bool clean = found.empty();
  problems.insert(problems.end(), found.begin(), found.end());
  return clean ? std::optional(std::move(loader).authority()) : std::nullopt;
}

}  // namespace lienthong::ops
