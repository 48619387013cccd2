#include "mapping/binding.hpp"
#include "mapping/path.hpp"
#include "mapping/suggest.hpp"

namespace lienthong::mapping {

Losses::Losses(const std::vector<Loss>& losses) {
  for (const Loss& loss : losses) {
    if (loss.canonical) entries_.push_back({*loss.canonical, Side::canonical, false});
    if (loss.external) entries_.push_back({*loss.external, Side::external, false});
  }
}

const PlacedText* Losses::find(Side side, std::string_view path) const {
  for (const Entry& entry : entries_) {
    if (entry.side == side && entry.path.text == path) return &entry.path;
  }
  return nullptr;
}

void Losses::meet(Side side, const codec::SchemaNode& model) {
  for (Entry& entry : entries_) {
    if (entry.side == side && resolve(model, entry.path.text)) entry.known = true;
  }
}

void Losses::report_unknown(TomlReader& reader, Side side, const codec::SchemaNode& model) const {
  for (const Entry& entry : entries_) {
    if (entry.side != side || entry.known) continue;
    reader.report(entry.path.place, "path.unknown",
                  std::string(name(side)) + " path '" + entry.path.text + "' does not exist" +
                      suggestion(entry.path.text, all_paths(model)));
  }
}

}  // namespace lienthong::mapping
