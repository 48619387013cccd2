#pragma once

#include "storage/store.hpp"

#include <memory>

namespace lienthong::storage {

/// The reference engine: everything in memory, gone with the object. What the contract says is what it does, in the
/// plainest way; the durable engines are compared with it, and every other module's tests use it as their fake.
/// `done` runs on the calling thread before the call returns, outside the store's lock: it may call the store again.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace lienthong::storage
