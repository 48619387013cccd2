#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "storage/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace lienthong::app {

/// Sessions that were signed out, in the store: neither a restart nor another node of the gateway takes one for good
/// again. Single executor.
class EndedSessions {
 public:
  EndedSessions(storage::Store& store, const base::Clock& clock) : store_(store), clock_(clock) {}

  /// Durable when it returns; ending one twice is ending it once. What the store returned otherwise.
  boost::asio::awaitable<base::Result<void>> end(std::string session);
  boost::asio::awaitable<base::Result<bool>> has(std::string session);

 private:
  storage::Store& store_;
  const base::Clock& clock_;
};

}  // namespace lienthong::app
