#pragma once

#include "mapping/proof/draft.hpp"
#include "mapping/proof/sample_store.hpp"

namespace lienthong::mapping::proof {

/// Makes no moment of this scope earlier than one that the schema says comes first ("x-not-before"), by another sample
/// or by leaving one of the two out.
void respect_orders(ScopeDraft& draft, const SampleStore& store, Side side);

}  // namespace lienthong::mapping::proof
