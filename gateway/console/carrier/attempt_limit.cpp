#include "console/carrier/attempt_limit.hpp"

namespace lienthong::console {

bool AttemptLimit::locked(std::string_view name, Moment now) const {
  const auto row = rows_.find(name);
  return row != rows_.end() && row->second.in_a_row >= settings_.most && now < row->second.last + settings_.pause;
}

void AttemptLimit::wrong(std::string_view name, Moment now) {
  Row& row = rows_[std::string(name)];
  if (now >= row.last + settings_.pause) row.in_a_row = 0;
  ++row.in_a_row;
  row.last = now;
}

void AttemptLimit::right(std::string_view name) {
  if (const auto row = rows_.find(name); row != rows_.end()) rows_.erase(row);
}

}  // namespace lienthong::console
