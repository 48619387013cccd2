#pragma once

#include "base/deadline.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include <list>
#include <memory>
#include <string>

namespace lienthong::runtime {

/// Named coroutines that belong together: spawned, cancelled and joined as one. Single executor, no locks.
class TaskGroup {
 public:
  explicit TaskGroup(boost::asio::any_io_executor executor);
  ~TaskGroup();  ///< must be empty: a coroutine never outlives what it refers to
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  /// Runs `task` to its end. An exception that escapes it is logged with `name` and ends only this task.
  void spawn(std::string name, boost::asio::awaitable<void> task);
  /// Asks every task to stop (terminal cancellation); each ends at its next suspension.
  void cancel();
  /// Waits until all have ended; false when `deadline` passed first.
  boost::asio::awaitable<bool> join(base::Deadline deadline);
  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace lienthong::runtime
