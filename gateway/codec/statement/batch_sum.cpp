#include "codec/statement/batch_sum.hpp"

namespace lienthong::codec {

void BatchSum::Sum::add(const std::optional<domain::Batch>& group) {
  complete = complete && group;
  if (!any) {
    batch = group;
  } else if (batch && group) {
    const bool counted = batch->count && group->count;
    batch->count = counted ? std::optional(*batch->count + *group->count) : std::nullopt;
    const bool summed = batch->total && group->total;
    batch->total = summed ? domain::add(*batch->total, *group->total) : std::nullopt;
  }
  any = true;
}

void BatchSum::add_group(const std::optional<domain::Batch>& batch, std::size_t payments) {
  (payments == 0 ? bare_ : itemised_).add(batch);
}

std::optional<domain::Batch> BatchSum::whole() const {
  const auto& sum = itemised_.any ? itemised_ : bare_;
  return sum.complete ? sum.batch : std::nullopt;
}

}  // namespace lienthong::codec
