#include "contract/storage/support.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <random>
#include <thread>

namespace lienthong::storage {
namespace {

/// A dossier per commit: "<round>-<n>". The id is written to the pipe only in the callback, that is: when acknowledged.
[[noreturn]] void commit_until_killed(const std::string& path, int round, int pipe) {
  auto store = open_or_fail({.path = path, .checkpoint_pages = 20});
  std::atomic<int> under_way = 0;
  for (int n = 0;; ++n) {
    while (under_way.load() >= 8) std::this_thread::yield();
    ++under_way;
    auto work = one_delivery(std::to_string(round) + "-" + std::to_string(n), "portal");
    work.events = {event("e", n)};
    work.inbox = message("province", std::to_string(n));
    store->commit(std::move(work), [&under_way, n, pipe](const base::Result<CommitReceipt>& result) {
      if (result && ::write(pipe, &n, sizeof n) != sizeof n) ::_exit(3);
      --under_way;
    });
  }
}

/// Numbers acknowledged before the child died, which is after about `acks` of them.
std::vector<int> run_and_kill(const std::string& path, int round, std::size_t acks) {
  int ends[2];
  if (::pipe(ends) != 0) return {};
  const auto child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    commit_until_killed(path, round, ends[1]);
  }
  ::close(ends[1]);
  std::vector<int> acknowledged;
  int n = 0;
  bool killed = false;
  while (::read(ends[0], &n, sizeof n) == sizeof n) {
    acknowledged.push_back(n);
    if (acknowledged.size() < acks || killed) continue;
    ::kill(child, SIGKILL);
    killed = true;
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child ended by itself";
  return acknowledged;
}

TEST(Kill, NothingAcknowledgedIsLostHoweverOftenTheProcessDies) {
  const ScratchFolder folder;
  std::mt19937_64 random(11);
  std::size_t total = 0;
  for (int round = 0; round < 40; ++round) {
    const auto acks = std::uniform_int_distribution<std::size_t>(1, 60)(random);
    const auto acknowledged = run_and_kill(folder.database(), round, acks);
    ASSERT_GE(acknowledged.size(), acks);
    total += acknowledged.size();
    auto store = open_or_fail({.path = folder.database()});
    Desk desk(*store);
    for (const int n : acknowledged) {
      const auto record = desk.load(std::to_string(round) + "-" + std::to_string(n));
      ASSERT_EQ(record.version, 1) << "round " << round << ", commit " << n;
      ASSERT_EQ(record.deliveries.size(), 1U);
      ASSERT_EQ(record.events.size(), 1U);
      ASSERT_EQ(record.inbox.size(), 1U);
    }
    for (const auto& equation : desk.conservation()) ASSERT_TRUE(equation.holds());
    store->close();
  }
  RecordProperty("acknowledged", static_cast<int>(total));
}

}  // namespace
}  // namespace lienthong::storage
