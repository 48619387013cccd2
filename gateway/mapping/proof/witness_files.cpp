#include "mapping/proof/witness_files.hpp"

#include "codec/json.hpp"
#include "codec/limits.hpp"
#include "mapping/workbench/message_folder.hpp"

namespace lienthong::mapping {

std::vector<Witness> load_witnesses(const Plan& plan, const std::filesystem::path& cases, std::string_view stem,
                                    codec::Arena& arena) {
  std::vector<Witness> out;
  const auto messages = list_messages(cases, stem, Way::in);
  if (!messages) return out;
  const std::size_t limit = codec::Limits{}.bytes;
  for (const MessageFile& message : *messages) {
    if (message.way != Way::in || message.format != plan.format()) continue;
    const auto theirs = read_message_file(message.file, limit);
    const auto ours = read_message_file(message.file.parent_path() / "canonical.json", limit);
    if (!theirs || !ours) continue;  // a case that is refused has no canonical document
    const auto external = read_external(plan, arena.copy(*theirs), arena);
    const auto canonical = codec::read_json(arena.copy(*ours), arena);
    if (external && canonical) out.push_back({message.name, *external, *canonical});
  }
  return out;
}

}  // namespace lienthong::mapping
