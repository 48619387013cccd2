#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace lienthong::fuzz {

/// Ends the run when a property does not hold; libFuzzer then keeps the input.
inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property broken: %s\n", property);
  std::abort();
}

/// Every refusal of ours says under which family of rules it was made.
inline void require_rule(std::string_view code, std::string_view family, const char* property) {
  require(code.starts_with(family) && code.size() > family.size(), property);
}

/// Counts the inputs that passed the reader and reached the properties behind it. run_fuzz.py fails a target that lets
/// nothing pass: it would test nothing.
class Accepted {
 public:
  Accepted() = default;
  Accepted(const Accepted&) = delete;
  Accepted& operator=(const Accepted&) = delete;
  ~Accepted() { std::fprintf(stderr, "accepted inputs: %zu\n", count_); }
  void add() { ++count_; }

 private:
  std::size_t count_ = 0;
};

}  // namespace lienthong::fuzz
