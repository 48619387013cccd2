#pragma once

#include "mapping/plan.hpp"
#include "mapping/program.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lienthong::mapping::proof {

/// One correspondence of a mapping, at whatever depth, with its places from the documents' roots: dotted, through lists
/// and embedded documents, without indices and without a last "#text".
struct Field {
  const Scope* scope = nullptr;
  const Step* step = nullptr;  ///< one of these three
  const Each* each = nullptr;
  const Embedded* embedded = nullptr;
  std::vector<std::string> canonical;  ///< places; several where the side is parted, none where it has no end
  std::vector<std::string> external;

  [[nodiscard]] const std::vector<std::string>& places(Side side) const {
    return side == Side::canonical ? canonical : external;
  }
  /// Whichever of the three it is.
  [[nodiscard]] const void* correspondence() const;
  /// For people: "applicant.name ↔ ChuHoSo".
  [[nodiscard]] std::string title() const;
};

/// All correspondences of a plan and what it declares as lost.
class Inventory {
 public:
  explicit Inventory(const Plan& plan);

  [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }
  /// Of a step, each or embedded document of the plan's program.
  [[nodiscard]] std::size_t index_of(const void* correspondence) const { return indices_.at(correspondence); }
  /// What has an end at a place; several under conditions.
  [[nodiscard]] std::vector<const Field*> at(Side side, std::string_view place) const;
  [[nodiscard]] bool is_lost(Side side, std::string_view place) const;
  /// Whether something has an end below a place.
  [[nodiscard]] bool is_above(Side side, std::string_view place) const;

 private:
  using Places = std::multimap<std::string, std::size_t, std::less<>>;

  void add_scope(const Scope& scope, const std::string& canonical, const std::string& external);
  void add(Field field, const void* correspondence);
  void add_lost(const std::vector<TreeNode>& nodes, Side side, const std::string& prefix);
  [[nodiscard]] const Places& places(Side side) const { return side == Side::canonical ? canonical_ : external_; }

  std::vector<Field> fields_;
  std::unordered_map<const void*, std::size_t> indices_;
  Places canonical_;
  Places external_;
  std::vector<std::string> lost_canonical_;
  std::vector<std::string> lost_external_;
};

/// "documents.name" of a prefix and a relative path; a last "#text" is the element itself.
[[nodiscard]] std::string place_below(std::string_view prefix, std::string_view path);

}  // namespace lienthong::mapping::proof
