#include "mapping/code_table.hpp"

#include "mapping/toml_reader.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using Side = std::map<std::string, std::string, std::less<>>;
using Refusals = std::vector<CodeTable::Refusal>;

const CodeTable::Refusal* refusal_of(const Refusals& refusals, std::string_view code) {
  const auto found = std::find_if(refusals.begin(), refusals.end(), [&](const auto& one) { return one.code == code; });
  return found == refusals.end() ? nullptr : &*found;
}

/// An unknown code may be anything a peer put there, so it is not named; a refused one stands in our own table.
base::Result<std::string_view> look_up(const CodeTable& table, const Side& side, const Refusals& refusals,
                                       std::string_view code) {
  const auto found = side.find(code);
  if (found != side.end()) return std::string_view(found->second);
  if (const CodeTable::Refusal* refusal = refusal_of(refusals, code)) {
    return base::fail(base::ErrorKind::invalid, "mapping.code_refused",
                      "code table " + table.name() + " refuses '" + refusal->code + "': " + refusal->why);
  }
  return base::fail(base::ErrorKind::invalid, "mapping.code_unmapped",
                    "a code that table " + table.name() + " does not know");
}

/// Fills one table from its file.
class TableFile {
 public:
  TableFile(const toml::table& file, TomlReader& reader) : file_(&file), reader_(&reader) {}

  void read(Side& outward, Side& inward, Refusals& canonical, Refusals& external) {
    read_pairs("pairs", outward, inward);
    read_pairs("to_canonical_only", outward, inward);
    read_pairs("to_external_only", outward, inward);
    read_refusals(outward, inward, canonical, external);
    check_partners(outward, canonical, canonical_seen_, "canonical");
    check_partners(inward, external, external_seen_, "external");
  }

 private:
  struct Seen {
    std::string code;
    Place place;
  };

  void read_pairs(std::string_view key, Side& outward, Side& inward) {
    static const std::array<std::string, 2> pair_keys{"canonical", "external"};
    static const std::array<std::string, 3> one_way_keys{"canonical", "external", "why"};
    const bool both = key == "pairs";
    reader_->each_table(*file_, key, [&](const toml::table& one) {
      reader_->only_keys(one,
                         both ? std::span<const std::string>(pair_keys) : std::span<const std::string>(one_way_keys));
      const auto canonical = reader_->required_text(one, "canonical");
      const auto external = reader_->required_text(one, "external");
      if (!both) require_why(one);
      if (!canonical || !external) return;
      canonical_seen_.push_back({canonical->text, canonical->place});
      external_seen_.push_back({external->text, external->place});
      if (key != "to_canonical_only") add(outward, *canonical, external->text, "canonical");
      if (key != "to_external_only") add(inward, *external, canonical->text, "external");
    });
  }

  void read_refusals(const Side& outward, const Side& inward, Refusals& canonical, Refusals& external) {
    static const std::array<std::string, 3> keys{"canonical", "external", "why"};
    reader_->each_table(*file_, "refused", [&](const toml::table& one) {
      reader_->only_keys(one, keys);
      const std::string why = require_why(one);
      const auto ours = reader_->optional_text(one, "canonical");
      const auto theirs = reader_->optional_text(one, "external");
      if (ours.has_value() == theirs.has_value()) {
        reader_->report(place_of(one), "code.refusal", "a refusal names either a canonical or an external code");
        return;
      }
      if (ours) refuse(canonical, outward, *ours, why, "canonical");
      if (theirs) refuse(external, inward, *theirs, why, "external");
    });
  }

  std::string require_why(const toml::table& one) {
    const auto why = reader_->required_text(one, "why");
    if (why && why->text.empty()) reader_->report(why->place, "code.why", "'why' must give a reason");
    return why ? why->text : std::string{};
  }

  void add(Side& side, const PlacedText& code, const std::string& partner, const std::string& side_name) {
    if (!side.emplace(code.text, partner).second) twice(code, side_name);
  }

  void refuse(Refusals& refusals, const Side& side, const PlacedText& code, const std::string& why,
              const std::string& side_name) {
    if (side.contains(code.text) || refusal_of(refusals, code.text) != nullptr) return twice(code, side_name);
    refusals.push_back({code.text, why});
  }

  void twice(const PlacedText& code, const std::string& side_name) {
    reader_->report(code.place, "code.twice", side_name + " code '" + code.text + "' has two meanings");
  }

  /// A code that only one direction knows would be accepted on one way and stop the message on the way back.
  void check_partners(const Side& side, const Refusals& refusals, const std::vector<Seen>& seen,
                      const std::string& name) {
    for (const Seen& one : seen) {
      if (side.contains(one.code) || refusal_of(refusals, one.code) != nullptr) continue;
      reader_->report(one.place, "code.no_partner",
                      name + " code '" + one.code + "' has neither a partner nor a refusal");
    }
  }

  const toml::table* file_;
  TomlReader* reader_;
  std::vector<Seen> canonical_seen_;
  std::vector<Seen> external_seen_;
};

std::string check_head(const toml::table& file, const std::filesystem::path& path, TomlReader& reader) {
  static const std::array<std::string, 6> keys{"table",  "valid_from", "pairs", "to_canonical_only", "to_external_only",
                                               "refused"};
  reader.only_keys(file, keys);
  const toml::node* from = file.get("valid_from");
  if (from == nullptr) {
    reader.report({1, 1}, "key.missing", "'valid_from' is missing");
  } else if (!from->is_date()) {
    reader.report(place_of(*from), "key.type", "'valid_from' must be a date");
  }
  const auto name = reader.required_text(file, "table");
  if (!name) return {};
  if (name->text.substr(name->text.rfind('/') + 1) != path.stem().string()) {
    reader.report(name->place, "code.name", "table '" + name->text + "' must end in the name of its file");
  }
  return name->text;
}

}  // namespace

base::Result<std::string_view> CodeTable::to_external(std::string_view canonical) const {
  return look_up(*this, outward_, refused_canonical_, canonical);
}

base::Result<std::string_view> CodeTable::to_canonical(std::string_view external) const {
  return look_up(*this, inward_, refused_external_, external);
}

std::optional<CodeTable> CodeTable::load(const std::filesystem::path& file, Diagnostics& problems) {
  const std::size_t before = problems.size();
  TomlReader reader(file.string(), problems);
  const auto bytes = read_bytes(file);
  if (!bytes) {
    reader.report({}, "toml.unreadable", "the file cannot be read");
    return std::nullopt;
  }
  const auto table = reader.parse(*bytes);
  if (!table) return std::nullopt;
  CodeTable out;
  out.name_ = check_head(*table, file, reader);
  TableFile(*table, reader).read(out.outward_, out.inward_, out.refused_canonical_, out.refused_external_);
  if (problems.size() != before) return std::nullopt;
  return out;
}

}  // namespace lienthong::mapping
