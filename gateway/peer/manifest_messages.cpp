#include "peer/manifest_sections.hpp"

#include <set>

namespace lienthong::peer {
namespace {

using domain::TellRule;

std::optional<TellRule::What> what_from(std::string_view word) {
  if (word == "document") return TellRule::What::document;
  if (word == "step") return TellRule::What::step;
  if (word == "message") return TellRule::What::message;
  return std::nullopt;
}

std::optional<domain::Collapse> collapse_from(std::string_view word) {
  if (word == "every") return domain::Collapse::every;
  if (word == "latest") return domain::Collapse::latest;
  return std::nullopt;
}

std::optional<Attachments> attachments_from(std::string_view word) {
  if (word == "none") return Attachments::none;
  if (word == "inline_base64") return Attachments::inline_base64;
  if (word == "url") return Attachments::url;
  return std::nullopt;
}

std::optional<Canonical> canonical_from(std::string_view word) {
  if (word == "dossier") return Canonical::dossier;
  if (word == "step") return Canonical::step;
  if (word == "tracking_event") return Canonical::tracking_event;
  return std::nullopt;
}

/// The stem of a mapping file of this adapter; "mapping.missing" when there is no such file.
std::string mapping_of(const toml::table& table, const std::filesystem::path& folder, ManifestReader& reader) {
  std::string stem = reader.required_text(table, "mapping");
  if (stem.empty()) return stem;
  if (stem.find('/') != std::string::npos ||
      !std::filesystem::is_regular_file(folder / "mappings" / (stem + ".toml"))) {
    reader.report(*table.get("mapping"), "mapping.missing", "there is no mappings/" + stem + ".toml in this folder");
  }
  return stem;
}

void check_once(std::set<std::string>& seen, const toml::table& table, std::string_view key, const std::string& value,
                ManifestReader& reader) {
  if (value.empty() || seen.insert(value).second) return;
  reader.report(*table.get(key), "key.twice", "'" + std::string(key) + "' has this value in an entry above too");
}

void check_path(const toml::table& table, const std::string& path, ManifestReader& reader) {
  if (!path.empty() && path.front() != '/')
    reader.report(*table.get("path"), "key.value", "'path' must begin with '/'");
}

/// A tracking event is known by a header, and only it is.
void check_key_header(const toml::table& table, const Hears& hears, ManifestReader& reader) {
  const bool tracks = hears.canonical == Canonical::tracking_event;
  if (tracks && hears.key_header.empty()) reader.report(table, "key.missing", "'key_header' is missing");
  if (!tracks && !hears.key_header.empty())
    reader.report(*table.get("key_header"), "key.value", "only a tracking_event has its key in a header");
  const bool lower = hears.key_header.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (!lower) reader.report(*table.get("key_header"), "key.value", "'key_header' is written in lower case");
}

/// What is told of dossiers, and to whom: nothing that concerns a message which a desk makes.
void read_rule(const toml::table& table, Tell& tell, ManifestReader& reader) {
  const bool steps = tell.rule.what == TellRule::What::step;
  tell.rule.collapse = reader.word<domain::Collapse>(table, "collapse", collapse_from)
                           .value_or(steps ? domain::Collapse::every : domain::Collapse::latest);
  tell.rule.parts = reader.words<domain::Part>(table, "parts", domain::part_from_name);
  if (!table.contains("parts")) reader.report(table, "key.missing", "'parts' is missing");
  tell.rule.not_own_words = reader.flag(table, "not_own_words").value_or(true);
  tell.rule.only_owned_elsewhere = reader.flag(table, "only_owned_elsewhere").value_or(false);
  tell.rule.only_where_owner_of = reader.word<domain::Part>(table, "only_where_owner_of", domain::part_from_name);
  tell.rule.from_status = reader.words<domain::Status>(table, "from_status", domain::status_from_name);
  tell.batch = static_cast<std::size_t>(reader.integer_or(table, "batch", {1, 1'000}, 1));
  tell.attachments = reader.word<Attachments>(table, "attachments", attachments_from).value_or(Attachments::none);
}

Tell read_tell(const toml::table& table, const std::filesystem::path& folder, ManifestReader& reader) {
  Tell tell;
  tell.rule.kind = reader.required_text(table, "kind");
  tell.rule.what = reader.word<TellRule::What>(table, "what", what_from).value_or(TellRule::What::document);
  if (!table.contains("what")) reader.report(table, "key.missing", "'what' is missing");
  tell.mapping = mapping_of(table, folder, reader);
  tell.operation = reader.required_text(table, "operation");
  if (tell.rule.what == TellRule::What::message) {
    reader.only_keys(table, {"kind", "what", "mapping", "operation", "method"});
    tell.rule.collapse = domain::Collapse::every;
    tell.method = reader.text_or(table, "method", "POST");
    if (tell.method != "POST" && tell.method != "GET")
      reader.report(*table.get("method"), "key.value", "'method' must be POST or GET");
    return tell;
  }
  reader.only_keys(table, {"kind", "what", "collapse", "parts", "not_own_words", "only_owned_elsewhere",
                           "only_where_owner_of", "from_status", "mapping", "operation", "batch", "attachments"});
  read_rule(table, tell, reader);
  return tell;
}

}  // namespace

std::vector<Tell> read_tells(const toml::table& manifest, const std::filesystem::path& folder, ManifestReader& reader) {
  std::vector<Tell> out;
  std::set<std::string> kinds;
  reader.toml().each_table(manifest, "tells", [&](const toml::table& table) {
    out.push_back(read_tell(table, folder, reader));
    check_once(kinds, table, "kind", out.back().rule.kind, reader);
  });
  return out;
}

std::vector<Hears> read_hears(const toml::table& manifest, const std::filesystem::path& folder,
                              ManifestReader& reader) {
  std::vector<Hears> out;
  std::set<std::string> kinds;
  reader.toml().each_table(manifest, "hears", [&](const toml::table& table) {
    reader.only_keys(table, {"kind", "method", "path", "canonical", "mapping", "key", "key_header", "operation"});
    Hears hears;
    hears.kind = reader.required_text(table, "kind");
    check_once(kinds, table, "kind", hears.kind, reader);
    hears.method = reader.text_or(table, "method", "POST");
    if (hears.method != "POST" && hears.method != "PUT") {
      reader.report(*table.get("method"), "key.value", "'method' must be POST or PUT");
    }
    hears.path = reader.required_text(table, "path");
    check_path(table, hears.path, reader);
    hears.canonical = reader.word<Canonical>(table, "canonical", canonical_from).value_or(Canonical::dossier);
    if (!table.contains("canonical")) reader.report(table, "key.missing", "'canonical' is missing");
    hears.mapping = mapping_of(table, folder, reader);
    hears.key = reader.texts(table, "key");
    hears.key_header = reader.text_or(table, "key_header", "");
    check_key_header(table, hears, reader);
    hears.operation = reader.text_or(table, "operation", "");
    out.push_back(std::move(hears));
  });
  return out;
}

std::vector<Poll> read_polls(const toml::table& manifest, const std::filesystem::path& folder, ManifestReader& reader) {
  std::vector<Poll> out;
  std::set<std::string> streams;
  reader.toml().each_table(manifest, "polls", [&](const toml::table& table) {
    reader.only_keys(table, {"stream", "path", "canonical", "mapping", "items", "next", "row_cursor", "first_cursor",
                             "limit", "every_ms"});
    Poll poll;
    poll.stream = reader.required_text(table, "stream");
    check_once(streams, table, "stream", poll.stream, reader);
    poll.path = reader.required_text(table, "path");
    check_path(table, poll.path, reader);
    if (!poll.path.empty() && poll.path.find("{cursor}") == std::string::npos) {
      reader.report(*table.get("path"), "key.value",
                    "'path' must hold {cursor}: without it the feed starts anew each time");
    }
    poll.canonical = reader.word<Canonical>(table, "canonical", canonical_from).value_or(Canonical::step);
    poll.mapping = mapping_of(table, folder, reader);
    poll.items = reader.text_or(table, "items", "items");
    poll.next = reader.text_or(table, "next", "next");
    poll.row_cursor = reader.text_or(table, "row_cursor", "");
    if (!poll.row_cursor.empty() && table.contains("next"))
      reader.report(*table.get("next"), "key.value",
                    "the cursor comes from the page or from its last row, not from both");
    poll.first_cursor = reader.text_or(table, "first_cursor", "");
    poll.limit = static_cast<int>(reader.integer_or(table, "limit", {1, 1'000}, 100));
    poll.every = std::chrono::milliseconds(reader.integer_or(table, "every_ms", {100, 86'400'000}, 5'000));
    out.push_back(std::move(poll));
  });
  return out;
}

}  // namespace lienthong::peer
