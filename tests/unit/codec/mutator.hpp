#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// Makes broken and nearly broken documents out of good ones: the same from the same seed.
class Mutator {
 public:
  /// `tokens`: pieces of the language, put in beside arbitrary bytes.
  Mutator(std::uint64_t seed, std::span<const std::string_view> tokens) : random_(seed), tokens_(tokens) {}

  std::size_t pick(std::size_t among) { return random_() % among; }

  /// `text` with one change, or a few.
  std::string mutated(std::string text) {
    do mutate(text);
    while (pick(3) == 0);
    return text;
  }

 private:
  void mutate(std::string& text) {
    const auto at = pick(text.size() + 1);
    const auto length = std::min(pick(pick(4) == 0 ? 40 : 4) + 1, text.size() - at);
    switch (pick(6)) {
      case 0:
        text.erase(at, length);
        return;
      case 1:
        text.insert(at, 1, static_cast<char>(pick(256)));
        return;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(pick(256));
        return;
      case 3:
        text.insert(pick(text.size() + 1), text.substr(at, length));
        return;
      case 4:
        text.replace(at, length, tokens_[pick(tokens_.size())]);
        return;
      default:
        text.insert(at, tokens_[pick(tokens_.size())]);
        return;
    }
  }

  std::mt19937_64 random_;
  std::span<const std::string_view> tokens_;
};

}  // namespace lienthong::codec
