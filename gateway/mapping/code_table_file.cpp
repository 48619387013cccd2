#include "mapping/code_table_file.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using Kind = CodeEntry::Kind;
using Day = CodeTable::Day;

std::optional<Day> read_day(const toml::table& table, std::string_view key, TomlReader& reader) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto* written = node->as_date();
  if (written == nullptr) {
    reader.report(place_of(*node), "key.type", "'" + std::string(key) + "' must be a date");
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{written->get().year},
                                         std::chrono::month{written->get().month},
                                         std::chrono::day{written->get().day}};
  if (!date.ok()) {
    reader.report(place_of(*node), "code.days", "'" + std::string(key) + "' is no day of the calendar");
    return std::nullopt;
  }
  return Day{date};
}

class EntryReader {
 public:
  EntryReader(const toml::table& file, Day valid_from, TomlReader& reader)
      : file_(&file), valid_from_(valid_from), reader_(&reader) {}

  std::vector<CodeEntry> read() {
    read_pairs("pairs", Kind::pair);
    read_pairs("to_canonical_only", Kind::to_canonical_only);
    read_pairs("to_external_only", Kind::to_external_only);
    read_refusals();
    return std::move(entries_);
  }

 private:
  void read_pairs(std::string_view key, Kind kind) {
    static const std::array<std::string, 5> known{"canonical", "external", "from", "until", "why"};
    const std::size_t known_here = kind == Kind::pair ? 4 : 5;
    reader_->each_table(*file_, key, [&](const toml::table& one) {
      reader_->only_keys(one, std::span(known).first(known_here));
      CodeEntry entry;
      entry.kind = kind;
      entry.canonical = reader_->required_text(one, "canonical");
      entry.external = reader_->required_text(one, "external");
      if (kind != Kind::pair) entry.why = read_why(one);
      if (entry.canonical && entry.external) add(std::move(entry), one);
    });
  }

  void read_refusals() {
    static const std::array<std::string, 5> known{"canonical", "external", "from", "until", "why"};
    reader_->each_table(*file_, "refused", [&](const toml::table& one) {
      reader_->only_keys(one, known);
      CodeEntry entry;
      entry.why = read_why(one);
      entry.canonical = reader_->optional_text(one, "canonical");
      entry.external = reader_->optional_text(one, "external");
      if (entry.canonical.has_value() == entry.external.has_value()) {
        reader_->report(place_of(one), "code.refusal", "a refusal names either a canonical or an external code");
        return;
      }
      entry.kind = entry.canonical ? Kind::refused_canonical : Kind::refused_external;
      add(std::move(entry), one);
    });
  }

  std::string read_why(const toml::table& one) {
    const auto why = reader_->required_text(one, "why");
    if (why && why->text.empty()) reader_->report(why->place, "code.why", "'why' must give a reason");
    return why ? why->text : std::string{};
  }

  void add(CodeEntry entry, const toml::table& one) {
    const auto from = read_day(one, "from", *reader_);
    entry.last = read_day(one, "until", *reader_);
    entry.first = from.value_or(valid_from_);
    entry.place = place_of(one);
    if (from && *from <= valid_from_) {
      reader_->report(place_of(*one.get("from")), "code.days", "'from' must be later than the table's 'valid_from'");
    } else if (entry.last && *entry.last < entry.first) {
      reader_->report(place_of(*one.get("until")), "code.days", "'until' is before the first day");
    } else {
      entries_.push_back(std::move(entry));
    }
  }

  const toml::table* file_;
  Day valid_from_;
  TomlReader* reader_;
  std::vector<CodeEntry> entries_;
};

std::string read_name(const toml::table& file, const std::string& stem, TomlReader& reader) {
  const auto name = reader.required_text(file, "table");
  if (!name) return {};
  if (name->text.substr(name->text.rfind('/') + 1) != stem) {
    reader.report(name->place, "code.name", "table '" + name->text + "' must end in the name of its file");
  }
  return name->text;
}

}  // namespace

CodeTableFile read_code_table(const toml::table& file, const std::string& stem, TomlReader& reader) {
  static const std::array<std::string, 6> known{
      "table", "valid_from", "pairs", "to_canonical_only", "to_external_only", "refused"};
  reader.only_keys(file, known);
  CodeTableFile out;
  out.name = read_name(file, stem, reader);
  if (!file.contains("valid_from")) reader.report({1, 1}, "key.missing", "'valid_from' is missing");
  const auto valid_from = read_day(file, "valid_from", reader);
  out.valid_from = valid_from.value_or(Day{});
  out.entries = EntryReader(file, out.valid_from, reader).read();
  return out;
}

}  // namespace lienthong::mapping
