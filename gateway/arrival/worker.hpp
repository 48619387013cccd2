#pragma once

#include "base/result.hpp"
#include "runtime/callback.hpp"

#include <boost/asio/awaitable.hpp>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace lienthong::arrival {

/// One thread for calls that block, so that the event loop does not. Jobs run one after another, in order.
class Worker {
 public:
  Worker();
  ~Worker();  ///< stops
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Runs `job` on the thread and resumes on the caller's executor. `cancelled` "worker.stopped" when it never ran.
  template <class T>
  boost::asio::awaitable<base::Result<T>> run(std::function<base::Result<T>()> job);

  /// Runs `job` on the thread and tells nobody. One that never ran is destroyed.
  void post(std::function<void()> job);

  /// Asks the running job to end (through `stopping`), gives up the waiting ones and joins the thread.
  void stop();
  /// For the sources that this thread works for.
  [[nodiscard]] std::stop_token stopping() const { return stop_.get_token(); }

 private:
  struct Job {
    std::function<void()> run;
    std::function<void()> give_up;
  };
  void add(Job job);
  void work();

  std::stop_source stop_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::thread thread_;
};

template <class T>
boost::asio::awaitable<base::Result<T>> Worker::run(std::function<base::Result<T>()> job) {
  return runtime::await_callback<T>([this, job = std::move(job)](std::function<void(base::Result<T>)> done) {
    add({.run = [job, done] { done(job()); },
         .give_up =
             [done] { done(base::fail(base::ErrorKind::cancelled, "worker.stopped", "the worker was stopped")); }});
  });
}

}  // namespace lienthong::arrival
