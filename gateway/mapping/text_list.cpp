#include "mapping/text_list.hpp"

#include "mapping/arena_text.hpp"

#include <memory>

namespace lienthong::mapping {
namespace {

tl::unexpected<Fault> refuse(std::string_view code, std::string_view text) { return tl::unexpected(Fault{code, text}); }

std::size_t count_items(std::string_view text, std::string_view separator) {
  if (text.empty()) return 0;
  std::size_t count = 1;
  for (std::size_t at = text.find(separator); at != std::string_view::npos;
       at = text.find(separator, at + separator.size())) {
    ++count;
  }
  return count;
}

/// Removes the first item of `rest` and the separator behind it.
std::string_view take_item(std::string_view& rest, std::string_view separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view item = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + separator.size());
  return item;
}

}  // namespace

tl::expected<codec::Value, Fault> split_texts(std::string_view text, std::string_view separator, codec::Arena& arena) {
  const std::size_t count = count_items(text, separator);
  if (count == 0) return codec::Value::list({});
  if (count > most_listed_texts) return refuse("mapping.list", "more items than a list of texts may have");
  auto* items =
      static_cast<codec::Value*>(arena.resource()->allocate(count * sizeof(codec::Value), alignof(codec::Value)));
  for (std::size_t i = 0; i < count; ++i) {
    std::construct_at(items + i, codec::Value::text(take_item(text, separator)));
  }
  return codec::Value::list({items, count});
}

tl::expected<std::string_view, Fault> join_texts(std::span<const codec::Value> items, std::string_view separator,
                                                 codec::Arena& arena) {
  if (items.size() > most_listed_texts) return refuse("mapping.list", "more items than a list of texts may have");
  std::size_t size = 0;
  for (const codec::Value& item : items) {
    if (!item.is_text()) return refuse("mapping.type", "an item of the list is no text");
    size += item.scalar().size() + separator.size();
  }
  ArenaText joined(arena, size);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) joined.append(separator);
    joined.append(items[i].scalar());
  }
  bool same = count_items(joined.text(), separator) == items.size();
  std::string_view rest = joined.text();
  for (std::size_t i = 0; same && i < items.size(); ++i) same = take_item(rest, separator) == items[i].scalar();
  if (!same) return refuse("mapping.list", "an item contains the separator, or is empty and alone");
  return joined.text();
}

}  // namespace lienthong::mapping
