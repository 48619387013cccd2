#include "codec/record_order.hpp"

#include "base/rfc3339.hpp"
#include "codec/lexical_form.hpp"

namespace lienthong::codec {
namespace {

std::string_view text_at(const Value& record, std::string_view path) {
  const Value* here = &record;
  while (here != nullptr) {
    const auto step = path.substr(0, path.find('.'));
    here = here->find(step);
    if (step.size() == path.size()) break;
    path.remove_prefix(step.size() + 1);
  }
  return here != nullptr && here->is_text() ? here->scalar() : std::string_view{};
}

}  // namespace

bool keeps_order(const Value& record, const SchemaNode::Order& order) {
  const auto earlier = text_at(record, order.earlier);
  const auto later = text_at(record, order.later);
  if (is_full_date(earlier) && is_full_date(later)) return later >= earlier;
  const auto first = base::read_instant(earlier);
  const auto second = base::read_instant(later);
  return !first || !second || *second >= *first;
}

}  // namespace lienthong::codec
