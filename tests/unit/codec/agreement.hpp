#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace lienthong::codec {

/// Holds a plain reader to its strict one. Counts how often the plain one answered, so that a reader which never does
/// cannot pass for a right one.
class Agreement {
 public:
  /// `plain`: what the plain reader made of `bytes`, empty when it left them to the strict one, which is only then not
  /// asked.
  template <class StrictReader>
  void judge(std::string_view bytes, const std::string& plain, StrictReader strict) {
    ++tried_;
    if (plain.empty()) return;
    ++answered_;
    const std::string wanted = strict();
    if (plain == wanted) return;
    ++wrong_;
    ADD_FAILURE() << "plain:  " << plain << "\nstrict: " << wanted << "\nof:     " << bytes;
  }
  [[nodiscard]] int tried() const { return tried_; }
  [[nodiscard]] int answered() const { return answered_; }
  [[nodiscard]] bool holds() const { return wrong_ == 0; }

 private:
  int tried_ = 0;
  int answered_ = 0;
  int wrong_ = 0;
};

}  // namespace lienthong::codec
