#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::mapping {

/// Codes and their partners, found without a walk through a tree: a code table answers for several fields of every
/// message.
class CodeIndex {
 public:
  CodeIndex() = default;
  explicit CodeIndex(const std::map<std::string, std::string, std::less<>>& codes);

  /// nullptr when there is no such code.
  [[nodiscard]] const std::string* find(std::string_view code) const;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
  std::vector<std::uint32_t> slots_;  ///< a power of two, at most half of them used; index into entries_ plus one
};

}  // namespace lienthong::mapping
