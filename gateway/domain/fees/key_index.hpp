#pragma once

#include "domain/fees/text_key.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lienthong::domain {

/// How a key stands in a text.
enum class KeyFit : std::uint8_t {
  whole,  ///< from its first character to its last, and no digit goes on behind it
  glued,  ///< whole, but digits go on behind it: it may be the beginning of a longer one
  cut     ///< the text ends inside it
};

struct KeyHit {
  std::size_t key = 0;  ///< as `add` numbered it
  KeyFit fit = KeyFit::whole;
  std::size_t begin = 0;
  std::size_t length = 0;  ///< characters of the text that it covers
};

/// Finds every one of many keys inside a text, in time that does not grow with their number.
class KeyIndex {
 public:
  static constexpr std::size_t shortest_key = 8;   ///< shorter ones are found nowhere
  static constexpr std::size_t shortest_cut = 12;  ///< less than this of a key says too little
  static constexpr std::size_t most_cut = 8;       ///< a cut that fits more keys fits none

  /// `key` is compact. The same key again has the same number.
  std::size_t add(std::string_view key);
  /// To be called once, after the last `add` and before the first `find`.
  void seal();
  /// Nothing for a key that was not added; a short one is found too.
  [[nodiscard]] std::optional<std::size_t> number_of(const std::string& key) const;
  /// By place; a hit inside a longer one is left out.
  [[nodiscard]] std::vector<KeyHit> find(const CompactText& text) const;

 private:
  /// Keys with the same first eight characters lie side by side.
  struct Bucket {
    std::size_t first = 0;
    std::size_t last = 0;
    std::vector<std::size_t> lengths;  ///< longest first
  };
  struct Sorted {
    std::string key;
    std::size_t number = 0;
  };
  void find_at(const CompactText& text, std::size_t at, std::vector<KeyHit>& out) const;
  void find_cut(const Bucket& bucket, std::string_view rest, std::size_t at, std::vector<KeyHit>& out) const;

  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<Sorted> sorted_;
  std::unordered_map<std::uint64_t, Bucket> buckets_;
};

}  // namespace lienthong::domain
