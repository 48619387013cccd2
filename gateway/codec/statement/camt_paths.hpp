#pragma once

#include "codec/statement/camt_draft.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// Where in a message what is read stands. One node for each element on the way; what is done when it opens and when it
/// closes, where there is anything to do.
class CamtPaths {
 public:
  using Opened = Refused (*)(CamtDraft& draft);
  using Closed = Refused (*)(CamtDraft& draft, std::string_view text);

  struct Node {
    std::string_view name;
    Opened opened = nullptr;
    Closed closed = nullptr;
    std::vector<Node> children;

    /// nullptr when nothing below that element is read.
    [[nodiscard]] const Node* child(std::string_view element) const;
  };

  /// The same for every kind and version: they differ in names that no other one uses otherwise.
  [[nodiscard]] static const Node& root();
};

}  // namespace lienthong::codec
