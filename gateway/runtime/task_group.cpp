#include "runtime/task_group.hpp"

#include "base/log.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>

#include <utility>
#include <vector>

namespace lienthong::runtime {
namespace {

using boost::asio::awaitable;

struct Task {
  std::string name;
  boost::asio::cancellation_signal signal;
};

}  // namespace

struct TaskGroup::State {
  explicit State(boost::asio::any_io_executor on) : executor(std::move(on)) {}

  void ended(const std::shared_ptr<Task>& task) {
    tasks.remove(task);
    if (!tasks.empty()) return;
    for (auto* timer : joining) timer->cancel();
  }

  boost::asio::any_io_executor executor;
  std::list<std::shared_ptr<Task>> tasks;
  std::vector<boost::asio::steady_timer*> joining;

  static awaitable<void> run(std::shared_ptr<State> state, std::shared_ptr<Task> task, awaitable<void> work);
};

/// The frame's end is the task's end, however it comes: return, exception, or a destroyed executor.
awaitable<void> TaskGroup::State::run(std::shared_ptr<State> state, std::shared_ptr<Task> task, awaitable<void> work) {
  struct Leaving {
    std::shared_ptr<State> state;
    std::shared_ptr<Task> task;
    ~Leaving() { state->ended(task); }
  };
  const Leaving leaving{std::move(state), task};
  try {
    co_await std::move(work);
  } catch (const boost::system::system_error& error) {
    if (error.code() == boost::asio::error::operation_aborted) co_return;  // cancelled: how tasks are meant to stop
    base::log(base::LogLevel::error, "task ended by a system error",
              {{"task", task->name},
               {"category", error.code().category().name()},
               {"value", std::to_string(error.code().value())}});
  } catch (const std::exception& error) {
    // what() may quote data: the type is all that is safe to say.
    base::log(base::LogLevel::error, "task ended by an exception",
              {{"task", task->name}, {"type", typeid(error).name()}});
  }
}

TaskGroup::TaskGroup(boost::asio::any_io_executor executor) : state_(std::make_shared<State>(std::move(executor))) {}

TaskGroup::~TaskGroup() {
  if (state_->tasks.empty()) return;
  base::log(base::LogLevel::error, "task group destroyed with tasks running",
            {{"tasks", std::to_string(state_->tasks.size())}, {"first", state_->tasks.front()->name}});
  cancel();
}

void TaskGroup::spawn(std::string name, awaitable<void> task) {
  auto entry = std::make_shared<Task>();
  entry->name = std::move(name);
  state_->tasks.push_back(entry);
  auto slot = entry->signal.slot();
  auto executor = state_->executor;
  // The signal's memory holds the coroutine's cancellation state until its frame is gone, one turn after this handler.
  auto keep = [entry, executor](const std::exception_ptr&) { boost::asio::post(executor, [entry] {}); };
  auto running = State::run(state_, entry, std::move(task));
  boost::asio::co_spawn(executor, std::move(running), boost::asio::bind_cancellation_slot(slot, std::move(keep)));
}

void TaskGroup::cancel() {
  // A copy: a task that ends inside `emit` takes itself off the list.
  const auto tasks = state_->tasks;
  for (const auto& task : tasks) task->signal.emit(boost::asio::cancellation_type::terminal);
}

awaitable<bool> TaskGroup::join(base::Deadline deadline) {
  const auto state = state_;
  if (state->tasks.empty()) co_return true;
  boost::asio::steady_timer timer(state->executor);
  timer.expires_at(deadline.at());
  state->joining.push_back(&timer);
  co_await timer.async_wait(nothrow);
  std::erase(state->joining, &timer);
  co_return state->tasks.empty();
}

std::size_t TaskGroup::size() const { return state_->tasks.size(); }

}  // namespace lienthong::runtime
