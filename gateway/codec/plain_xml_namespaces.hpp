#pragma once

#include "codec/plain_xml_cursor.hpp"
#include "codec/xml.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace lienthong::codec {

/// Which prefix stands for which namespace at one place of a document, and what values call it (XmlNames).
class PlainXmlNamespaces {
 public:
  struct Binding {
    std::string_view prefix;    ///< empty: the namespace of elements without a prefix
    std::string_view uri;       ///< empty: none
    const std::string* listed;  ///< the prefix that values carry; null: not listed
  };

  explicit PlainXmlNamespaces(const XmlNames& names);

  /// `prefix` stands for `uri` until release(); false: not a plain declaration. Both must outlive this.
  [[nodiscard]] bool declare(std::string_view prefix, std::string_view uri);
  [[nodiscard]] std::size_t declared() const { return count_; }
  /// Forgets all but the first `count` declarations.
  void release(std::size_t count) { count_ = count; }
  /// Whether one of the declarations from `first` on is of this prefix.
  [[nodiscard]] bool is_declared_since(std::size_t first, std::string_view prefix) const;
  /// Null: nothing declares the prefix.
  [[nodiscard]] const Binding* find(std::string_view prefix) const;

 private:
  /// More in one place are no plain document: looking them up costs time for every name.
  static constexpr std::size_t most_bindings = 16;

  const XmlNames* names_;
  std::array<Binding, most_bindings> bindings_{};
  std::size_t count_ = 0;
};

}  // namespace lienthong::codec
