#pragma once

#include "mapping/diagnostic.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// What names of fields mean: schemas/mapping/glossary.toml. Names are compared without case, accents, prefixes and
/// separators: "h:MaHoSo", "maHoSo" and "MA_HO_SO" are one name.
class Glossary {
 public:
  struct Term {
    std::vector<std::string> canonical;  ///< paths in canonical documents, the likeliest first
    std::string means;                   ///< in Vietnamese
  };

  /// Every problem goes to `problems`; nothing when there was any.
  static std::optional<Glossary> parse(std::string_view bytes, const std::filesystem::path& file,
                                       Diagnostics& problems);

  /// nullptr when no term has this name.
  [[nodiscard]] const Term* find(std::string_view name) const;
  /// The notions in a name: {"date", "received"} of "NgayTiepNhan". A part that is no word stands for itself.
  [[nodiscard]] std::set<std::string> notions(std::string_view name) const;

 private:
  std::map<std::string, Term, std::less<>> terms_;         ///< by plain name
  std::map<std::string, std::string, std::less<>> words_;  ///< plain word → notion
  std::size_t longest_word_ = 0;
};

/// Lower case without accents, and only letters and digits: "mahoso" of "h:MaHoSo". The prefix of a namespace goes.
[[nodiscard]] std::string plain_name(std::string_view name);

}  // namespace lienthong::mapping
