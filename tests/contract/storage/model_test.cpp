#include "contract/storage/support.hpp"

#include <random>

namespace lienthong::storage {
namespace {

using domain::DeliveryState;

/// Drives the same random operations into the reference and into the engine under test, and compares all they answer.
class TwinStores {
 public:
  explicit TwinStores(std::uint64_t seed)
      : reference_(make_memory_store()), engine_(open_or_fail({.path = folder_.database()})), random_(seed) {}
  ~TwinStores() {
    reference_->close();
    engine_->close();
  }

  void step() {
    now_ += pick(0, 40);
    switch (pick(0, 9)) {
      case 0:
      case 1:
      case 2:
      case 3:
        commit();
        break;
      case 4:
      case 5:
        lease();
        break;
      case 6:
      case 7:
        settle();
        break;
      case 8:
        requeue();
        break;
      default:
        recover();
        break;
    }
  }

  void compare() {
    EXPECT_EQ(show(memory_.conservation()), show(sqlite_.conservation()));
    for (const auto& equation : sqlite_.conservation()) EXPECT_TRUE(equation.holds()) << equation.peer.value();
    for (const auto& code : codes()) EXPECT_EQ(show(memory_.load(code)), show(sqlite_.load(code)));
    for (const auto& name : peers()) EXPECT_EQ(memory_.next_due(name), sqlite_.next_due(name)) << name;
    const QueueFilter filter{
        .peer = peer("p1"), .dossier = {}, .states = {DeliveryState::waiting, DeliveryState::parked}};
    EXPECT_EQ(show(memory_.list_queue(filter)), show(sqlite_.list_queue(filter)));
  }

  [[nodiscard]] std::size_t refused() const { return refused_; }
  [[nodiscard]] std::size_t leased() const { return leased_; }

 private:
  static const std::vector<std::string>& codes() {
    static const std::vector<std::string> list{"D1", "D2", "D3", "D4", "D5", "D6"};
    return list;
  }
  static const std::vector<std::string>& peers() {
    static const std::vector<std::string> list{"p1", "p2", "p3"};
    return list;
  }
  std::int64_t pick(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
  }
  bool once_in(int times) { return pick(1, times) == 1; }
  template <class V>
  const V& one_of(const std::vector<V>& list) {
    return list[static_cast<std::size_t>(pick(0, static_cast<std::int64_t>(list.size()) - 1))];
  }

  void commit() {
    const auto code = one_of(codes());
    const auto record = memory_.load(code);
    UnitOfWork work;
    work.dossier = dossier(code);
    work.at = at(now_);
    work.expected_version = record.version - (once_in(10) ? 1 : 0);
    if (once_in(2)) work.inbox = message("province", std::to_string(pick(1, 30)));
    if (once_in(2)) work.events.push_back(event(std::to_string(pick(1, 30)), now_));
    if (once_in(3)) work.views.push_back(view(one_of(peers()), code, static_cast<domain::Status>(pick(1, 10))));
    for (const auto& held : record.deliveries) {
      if (once_in(8) && (held.state == DeliveryState::waiting || once_in(20))) work.supersede.push_back(held.id);
    }
    add_deliveries(work, record);
    const auto expected = memory_.commit(work);
    const auto got = sqlite_.commit(work);
    ASSERT_EQ(expected.has_value(), got.has_value());
    if (!expected) {
      ++refused_;
      EXPECT_EQ(expected.error().code(), got.error().code());
      return;
    }
    EXPECT_EQ(expected->version, got->version);
    EXPECT_EQ(expected->created, got->created);
  }

  void add_deliveries(UnitOfWork& work, const DossierRecord& record) {
    for (auto left = pick(0, 3); left > 0; --left) {
      const auto& to = one_of(peers());
      std::int64_t place = once_in(25) ? 0 : 1;
      for (const auto& held : record.deliveries)
        place = held.peer == peer(to) ? std::max(place, held.lane_seq + 1) : place;
      for (const auto& made : work.create) place = made.peer == peer(to) ? std::max(place, made.lane_seq + 1) : place;
      auto made = delivery(to, once_in(30) ? 1 : place, now_ + pick(-20, 60));
      made.kind = once_in(3) ? "progress" : "dossier";
      if (once_in(15)) made.state = DeliveryState::refused;
      work.create.push_back(std::move(made));
    }
  }

  void lease() {
    const auto request = ask(one_of(peers()), now_, static_cast<int>(pick(0, 4)), static_cast<int>(pick(0, 4)));
    const auto expected = memory_.lease(request);
    const auto got = sqlite_.lease(request);
    ASSERT_EQ(expected.size(), got.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(expected[i].token, got[i].token);
      EXPECT_EQ(expected[i].before, got[i].before);
      EXPECT_EQ(expected[i].deliveries, got[i].deliveries);
      EXPECT_EQ(expected[i].view, got[i].view);
      held_.push_back(expected[i]);
      ++leased_;
    }
  }

  void settle() {
    if (held_.empty()) return;
    const auto which = pick(0, static_cast<std::int64_t>(held_.size()) - 1);
    const auto lease = held_[static_cast<std::size_t>(which)];
    if (!once_in(6)) held_.erase(held_.begin() + which);
    using enum DeliveryState;
    auto settlement = settled(lease, one_of(std::vector{waiting, unknown, delivered, delivered, refused, parked}),
                              now_ + pick(0, 50), "r" + std::to_string(pick(1, 5)));
    if (once_in(4))
      settlement.items.resize(static_cast<std::size_t>(pick(1, static_cast<std::int64_t>(settlement.items.size()))));
    settlement.attempts.push_back(
        {.delivery = lease.deliveries[0].id, .number = 1, .reason = "a" + std::to_string(pick(1, 5))});
    if (once_in(2)) {
      settlement.view =
          view(lease.view.peer.value(), lease.view.dossier.value(), static_cast<domain::Status>(pick(1, 10)));
    }
    const auto expected = memory_.settle(settlement);
    const auto got = sqlite_.settle(settlement);
    ASSERT_EQ(expected.has_value(), got.has_value());
    if (expected) return;
    ++refused_;
    EXPECT_EQ(expected.error().code(), got.error().code());
  }

  void requeue() {
    QueueFilter filter;
    filter.limit = static_cast<int>(pick(0, 4));
    if (once_in(2)) filter.peer = peer(one_of(peers()));
    if (once_in(2)) filter.dossier = dossier(one_of(codes()));
    if (once_in(2)) filter.states = {DeliveryState::parked};
    EXPECT_EQ(memory_.requeue(filter, now_, "desk"), sqlite_.requeue(filter, now_, "desk"));
  }

  void recover() {
    const auto until = now_ + pick(-100, 900);
    EXPECT_EQ(memory_.recover(until), sqlite_.recover(until));
  }

  ScratchFolder folder_;
  std::unique_ptr<Store> reference_;
  std::unique_ptr<Store> engine_;
  Desk memory_{*reference_};
  Desk sqlite_{*engine_};
  std::mt19937_64 random_;
  std::int64_t now_ = 1000;
  std::vector<Lease> held_;
  std::size_t refused_ = 0;
  std::size_t leased_ = 0;
};

class Model : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Model, ::testing::Values(1, 2, 3, 4));

TEST_P(Model, SqliteAnswersEveryRandomOperationAsTheReferenceDoesAndConserves) {
  TwinStores twins(GetParam());
  for (int step = 1; step <= 1500 && !::testing::Test::HasFailure(); ++step) {
    twins.step();
    if (step % 25 == 0) twins.compare();
  }
  EXPECT_GT(twins.leased(), 50U) << "the walk must reach the interesting parts";
  EXPECT_GT(twins.refused(), 50U);
}

}  // namespace
}  // namespace lienthong::storage
