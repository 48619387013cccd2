#include "mapping/workbench/glossary.hpp"

#include "base/text.hpp"
#include "mapping/toml_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace lienthong::mapping {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_lower(c) || is_upper(c) || is_digit(c); }

std::string_view local_part(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Folding lowers the case, and humps are needed where words may begin: a name of ASCII is split before it is folded.
std::vector<std::string> humps(std::string_view name) {
  const std::string_view local = local_part(name);
  const bool ascii =
      std::all_of(local.begin(), local.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  const std::string text = ascii ? std::string(local) : base::fold_vietnamese(local);
  std::vector<std::string> out;
  char before = ' ';
  for (const char c : text) {
    const bool hump = is_upper(c) && !is_upper(before);
    const bool begins = is_alphanumeric(c) && (!is_alphanumeric(before) || hump || is_digit(c) != is_digit(before));
    if (begins) out.emplace_back();
    if (is_alphanumeric(c)) out.back() += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  return out;
}

/// Cuts a name into words so that as little of it as possible is none. Words begin and end at humps; a name in one case
/// has no humps, so there they may begin anywhere, and each letter that is in no word counts.
class Segmentation {
 public:
  using Words = std::map<std::string, std::string, std::less<>>;

  Segmentation(const Words& words, std::size_t longest, const std::vector<std::string>& parts)
      : words_(&words), longest_(longest), one_case_(parts.size() == 1) {
    for (const std::string& part : parts) {
      begins_.push_back(true);
      begins_.insert(begins_.end(), part.size() - 1, false);
      text_ += part;
    }
    begins_.push_back(true);
    reached_.assign(text_.size() + 1, {});
    reached_[0].cost = 0;
  }

  std::vector<std::string> pieces() {
    for (std::size_t start = 0; start < text_.size(); ++start) {
      if (may_cut(start)) words_from(start);
    }
    std::vector<std::string> out;
    for (std::size_t end = text_.size(); end > 0; end = reached_[end].from) {
      out.push_back(text_.substr(reached_[end].from, end - reached_[end].from));
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

 private:
  struct Reached {
    int cost = std::numeric_limits<int>::max();
    std::size_t from = 0;
  };

  [[nodiscard]] bool may_cut(std::size_t at) const { return one_case_ || begins_[at]; }

  void words_from(std::size_t start) {
    constexpr int strange = 4;
    std::size_t next = start + 1;
    while (!may_cut(next)) ++next;
    reach(start, next, strange);
    const std::size_t last = std::min(text_.size(), start + longest_);
    for (std::size_t end = start + 1; end <= last; ++end) {
      if (may_cut(end) && words_->contains(std::string_view(text_).substr(start, end - start))) reach(start, end, 1);
    }
  }

  void reach(std::size_t start, std::size_t end, int price) {
    const int cost = reached_[start].cost + price;
    if (cost < reached_[end].cost) reached_[end] = {cost, start};
  }

  const Words* words_;
  std::size_t longest_;
  bool one_case_;
  std::string text_;
  std::vector<bool> begins_;
  std::vector<Reached> reached_;
};

std::vector<std::string> texts_of(const toml::table& table, std::string_view key, TomlReader& reader) {
  std::vector<std::string> out;
  const toml::array* items = table[key].as_array();
  if (items == nullptr) {
    reader.report(place_of(table), "glossary.shape", "'" + std::string(key) + "' must be an array of texts");
    return out;
  }
  for (const toml::node& item : *items) {
    if (const auto* text = item.as_string()) {
      out.push_back(text->get());
    } else {
      reader.report(place_of(item), "glossary.shape", "an item of '" + std::string(key) + "' must be a text");
    }
  }
  return out;
}

void read_term(const toml::table& one, TomlReader& reader, std::map<std::string, Glossary::Term, std::less<>>& terms) {
  static const std::array<std::string, 3> keys{"names", "canonical", "means"};
  reader.only_keys(one, keys);
  const auto means = reader.required_text(one, "means");
  const Glossary::Term term{texts_of(one, "canonical", reader), means ? means->text : std::string()};
  for (const std::string& name : texts_of(one, "names", reader)) {
    if (!terms.emplace(plain_name(name), term).second)
      reader.report(place_of(one), "glossary.twice", "the name '" + name + "' stands in two terms");
  }
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out;
  for (const std::string& part : humps(name)) out += part;
  return out;
}

std::optional<Glossary> Glossary::parse(std::string_view bytes, const std::filesystem::path& file,
                                        Diagnostics& problems) {
  static const std::array<std::string, 2> keys{"terms", "words"};
  const std::size_t before = problems.size();
  TomlReader reader(file.string(), problems);
  const auto table = reader.parse(bytes);
  if (!table) return std::nullopt;
  reader.only_keys(*table, keys);
  Glossary out;
  reader.each_table(*table, "terms", [&](const toml::table& one) { read_term(one, reader, out.terms_); });
  if (const toml::table* words = reader.optional_table(*table, "words")) {
    for (const auto& [word, notion] : *words) {
      const auto* text = notion.as_string();
      const std::string plain = plain_name(word.str());
      if (text == nullptr || plain.empty()) {
        reader.report(place_of(notion), "glossary.shape", "a word stands for a text");
        continue;
      }
      out.longest_word_ = std::max(out.longest_word_, plain.size());
      out.words_.emplace(plain, text->get());
    }
  }
  if (problems.size() != before) return std::nullopt;
  return out;
}

const Glossary::Term* Glossary::find(std::string_view name) const {
  const auto found = terms_.find(plain_name(name));
  return found == terms_.end() ? nullptr : &found->second;
}

std::set<std::string> Glossary::notions(std::string_view name) const {
  const std::vector<std::string> parts = humps(name);
  const bool one_case = parts.size() == 1;
  std::set<std::string> out;
  std::string strange;
  for (const std::string& piece : Segmentation(words_, longest_word_, parts).pieces()) {
    const auto word = words_.find(piece);
    if (word == words_.end()) {
      strange += piece;
      if (one_case) continue;  // letters of one strange word
    }
    if (!strange.empty()) out.insert(std::exchange(strange, {}));
    if (word != words_.end()) out.insert(word->second);
  }
  if (!strange.empty()) out.insert(strange);
  return out;
}

}  // namespace lienthong::mapping
