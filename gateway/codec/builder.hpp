#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"

#include <string_view>
#include <vector>

namespace lienthong::codec {

/// Collects members of one record, then hands over a Value that lives in the arena.
class RecordBuilder {
 public:
  explicit RecordBuilder(Arena& arena) : arena_(&arena) {}
  /// `name` must outlive the arena (a literal or a plan's string); the value's views must live in the arena or longer.
  void add(std::string_view name, Value value) { members_.push_back({name, value}); }
  void add_text(std::string_view name, std::string_view text) { add(name, Value::text(arena_->copy(text))); }
  [[nodiscard]] bool empty() const { return members_.empty(); }
  [[nodiscard]] Value build() const { return Value::record(arena_->copy(std::span<const Member>(members_))); }

 private:
  Arena* arena_;
  std::vector<Member> members_;
};

class ListBuilder {
 public:
  explicit ListBuilder(Arena& arena) : arena_(&arena) {}
  void add(Value value) { items_.push_back(value); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] Value build() const { return Value::list(arena_->copy(std::span<const Value>(items_))); }

 private:
  Arena* arena_;
  std::vector<Value> items_;
};

}  // namespace lienthong::codec
