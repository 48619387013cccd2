#include "mapping/proof/witness_files.hpp"

#include "codec/json.hpp"
#include "codec/limits.hpp"
#include "mapping/toml_reader.hpp"
#include "mapping/workbench/message_folder.hpp"

namespace lienthong::mapping {
namespace {

constexpr std::size_t largest_case_file = 64 * 1024;

std::set<std::string> notes_of(const std::filesystem::path& file) {
  Diagnostics problems;
  TomlReader reader(file.string(), problems);
  const auto bytes = read_message_file(file, largest_case_file);
  const auto table = bytes ? reader.parse(*bytes) : std::nullopt;
  std::set<std::string> out;
  if (!table) return out;
  for (const PlacedText& note : reader.texts(*table, "notes")) out.insert(note.text);
  return out;
}

}  // namespace

std::vector<Witness> load_witnesses(const Plan& plan, const std::filesystem::path& cases, std::string_view stem,
                                    codec::Arena& arena) {
  std::vector<Witness> out;
  const auto messages = list_messages(cases, stem, Way::in);
  if (!messages) return out;
  const std::size_t limit = codec::Limits{}.bytes;
  for (const MessageFile& message : *messages) {
    if (message.way != Way::in || message.format != plan.format()) continue;
    const auto theirs = read_message_file(message.file, limit);
    const std::filesystem::path folder = message.file.parent_path();
    const auto ours = read_message_file(folder / "canonical.json", limit);
    if (!theirs || !ours) continue;  // a case that is refused has no canonical document
    const auto external = read_external(plan, arena.copy(*theirs), arena);
    const auto canonical = codec::read_json(arena.copy(*ours), arena);
    if (external && canonical) out.push_back({message.name, *external, *canonical, notes_of(folder / "case.toml")});
  }
  return out;
}

}  // namespace lienthong::mapping
