#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace lienthong::base {

/// A password, token or key: cannot be printed, is wiped when it dies, is compared in constant time.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.wipe(); }
  Secret& operator=(Secret&& other) noexcept;
  ~Secret() { wipe(); }

  /// For the one place that puts it on the wire.
  [[nodiscard]] std::string_view reveal() const { return value_; }
  [[nodiscard]] bool equals(std::string_view candidate) const;
  [[nodiscard]] bool empty() const { return value_.empty(); }

  /// First line of a file that only its owner may read.
  /// `permanent` when the file is missing, unreadable, empty, or readable by others.
  static Result<Secret> from_file(const std::string& path);

 private:
  void wipe() noexcept;
  std::string value_;
};

}  // namespace lienthong::base
