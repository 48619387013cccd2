#pragma once

#include "base/result.hpp"
#include "storage/rules.hpp"
#include "storage/sqlite/connection.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace lienthong::storage::sqlite {

/// A call on its way: the work, its result once there is one, and whom to tell.
class Job {
 public:
  virtual ~Job() = default;
  /// False when the work was refused (a conflict) or the connection failed: what it wrote must be undone.
  virtual bool run(Connection& connection) = 0;
  /// Tells the caller what `run` gave.
  virtual void finish() = 0;
  /// Tells the caller that nothing was done.
  virtual void abandon(const base::Error& why) = 0;
};

template <class T, class Op>
class JobOf final : public Job {
 public:
  JobOf(Op op, Done<T> done) : op_(std::move(op)), done_(std::move(done)) {}
  bool run(Connection& connection) override {
    result_.emplace(op_(connection));
    if (!connection.failed()) return result_->has_value();
    // A fault of this unit alone is its answer; any other is the whole transaction's, which abandons its units.
    if (reach_of(connection.fault()->code) == Reach::unit)
      result_.emplace(base::fail(to_error(*connection.take_fault())));
    return false;
  }
  void finish() override { done_(std::move(*result_)); }
  void abandon(const base::Error& why) override { done_(base::fail(why)); }

 private:
  Op op_;
  Done<T> done_;
  std::optional<base::Result<T>> result_;
};

template <class T, class Op>
std::unique_ptr<Job> make_job(Op op, Done<T> done) {
  return std::make_unique<JobOf<T, Op>>(std::move(op), std::move(done));
}

/// Work handed from any thread to the store's own. How much may wait in it is the callers' business: the edge admits
/// only so many messages at once.
class JobQueue {
 public:
  /// Abandoned at once, on the calling thread, when the queue is closed.
  void push(std::unique_ptr<Job> job) {
    {
      const std::lock_guard lock(mutex_);
      if (!closed_) {
        waiting_.push_back(std::move(job));
        changed_.notify_one();
        return;
      }
    }
    job->abandon(storage::closed().value());
  }

  /// Waits for work and takes up to `limit` of it; nothing when closed and drained, or when `patience` ran out.
  std::vector<std::unique_ptr<Job>> take(std::size_t limit, std::optional<std::chrono::milliseconds> patience) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return closed_ || !waiting_.empty(); };
    if (patience) {
      changed_.wait_for(lock, *patience, ready);
    } else {
      changed_.wait(lock, ready);
    }
    std::vector<std::unique_ptr<Job>> taken;
    for (auto left = std::min(limit, waiting_.size()); left > 0; --left) {
      taken.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    return taken;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  [[nodiscard]] bool drained() const {
    const std::lock_guard lock(mutex_);
    return closed_ && waiting_.empty();
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Job>> waiting_;
  bool closed_ = false;
};

}  // namespace lienthong::storage::sqlite
