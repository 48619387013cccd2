#include "arrival/worker.hpp"

namespace lienthong::arrival {

Worker::Worker() : thread_([this] { work(); }) {}

Worker::~Worker() { stop(); }

void Worker::post(std::function<void()> job) {
  add({.run = std::move(job), .give_up = [] {}});
}

void Worker::stop() {
  std::deque<Job> left;
  {
    const std::lock_guard lock(mutex_);
    stop_.request_stop();
    left.swap(jobs_);
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
  for (const Job& job : left) job.give_up();
}

void Worker::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (!stop_.stop_requested()) {
      jobs_.push_back(std::move(job));
      changed_.notify_one();
      return;
    }
  }
  job.give_up();
}

void Worker::work() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stop_.stop_requested() || !jobs_.empty(); });
      if (stop_.stop_requested()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job.run();
  }
}

}  // namespace lienthong::arrival
