#include "mapping/workbench/message_folder.hpp"

#include "mapping/toml_reader.hpp"

#include <algorithm>
#include <fstream>

namespace lienthong::mapping {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t deepest_folder = 16;
constexpr std::size_t largest_case_file = 64 * 1024;

std::optional<Format> format_of(const fs::path& file) {
  if (file.extension() == ".json") return Format::json;
  if (file.extension() == ".xml") return Format::xml;
  return std::nullopt;
}

bool is_plain_file(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored);
}

class FolderWalk {
 public:
  FolderWalk(fs::path root, std::string_view stem, Way plain) : root_(std::move(root)), stem_(stem), plain_(plain) {}

  std::vector<MessageFile> run() {
    walk(root_, 0);
    std::sort(out_.begin(), out_.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return std::move(out_);
  }

 private:
  void walk(const fs::path& folder, std::size_t depth) {
    if (depth == deepest_folder) return;
    if (is_plain_file(folder / "case.toml")) return golden_case(folder);
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
      std::error_code ignored;
      if (at->is_symlink(ignored)) continue;
      if (at->is_directory(ignored)) {
        walk(at->path(), depth + 1);
      } else if (const auto format = format_of(at->path()); format && at->is_regular_file(ignored)) {
        add(at->path(), plain_, *format);
      }
    }
  }

  void golden_case(const fs::path& folder) {
    if (mapping_of_case(folder / "case.toml") != stem_) return;
    if (is_plain_file(folder / "external.json")) add(folder / "external.json", Way::in, Format::json);
    if (is_plain_file(folder / "external.xml")) add(folder / "external.xml", Way::in, Format::xml);
    if (is_plain_file(folder / "canonical.json")) add(folder / "canonical.json", Way::out, Format::json);
  }

  static std::string mapping_of_case(const fs::path& file) {
    Diagnostics problems;
    TomlReader reader(file.string(), problems);
    const auto bytes = read_message_file(file, largest_case_file);
    const auto table = bytes ? reader.parse(*bytes) : std::nullopt;
    const auto mapping = table ? reader.optional_text(*table, "mapping") : std::nullopt;
    return mapping ? mapping->text : std::string();
  }

  void add(const fs::path& file, Way way, Format format) {
    out_.push_back({file, file.lexically_relative(root_).generic_string(), way, format});
  }

  fs::path root_;
  std::string_view stem_;
  Way plain_;
  std::vector<MessageFile> out_;
};

}  // namespace

base::Result<std::vector<MessageFile>> list_messages(const fs::path& folder, std::string_view stem, Way plain) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored))
    return base::fail(base::ErrorKind::not_found, "messages.folder", "there is no folder " + folder.string());
  return FolderWalk(folder, stem, plain).run();
}

base::Result<std::string> read_message_file(const fs::path& file, std::size_t limit) {
  std::error_code error;
  const bool plain = is_plain_file(file);
  const std::uintmax_t size = plain ? fs::file_size(file, error) : 0;
  if (!error && size > limit)
    return base::fail(base::ErrorKind::too_large, "messages.too_large", "the file is larger than a message may be");
  std::ifstream in(file, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (plain && !error && in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return bytes;
  return base::fail(base::ErrorKind::not_found, "messages.unreadable", "the file cannot be read");
}

}  // namespace lienthong::mapping
