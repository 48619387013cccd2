// One key, one report: whatever is sent under it, how often, when, and whatever happens in between.

#include "carriers_world.hpp"

#include <functional>

namespace lienthong::app::testing {
namespace {

constexpr std::string_view other_number = "EH100000025VN";
constexpr std::uint32_t other_serial = 10'000'002;

class CarriersKeys : public CarriersWorld {
 protected:
  CarriersKeys() {
    const auto order = domain::OrderNumber::collect(sync::testing::dossier_code, "7").value();
    world_.write(order, OrderPlaced{1, sync::testing::item(other_serial), at("08:00:00")});
  }
};

TEST_P(CarriersKeys, a_resend_is_the_same_although_the_order_has_ended) {
  const std::string one = entry("key-00000001", "delivered", to_child);
  take(one);
  world_.write(domain::OrderNumber::collect(sync::testing::dossier_code, "1").value(),
               OrderPlaced{1, sync::testing::item(550'123), at("08:40:00")});
  EXPECT_NE(take(one).find(all_taken("key-00000001", "repeated")), std::string::npos);
}

TEST_P(CarriersKeys, another_content_is_refused_named_kept_and_changes_nothing) {
  const std::string first = entry("key-00000001", "failed", R"(,"reason":"moved")");
  take(first);
  const std::vector<std::string> others{
      entry("key-00000001", "failed", R"(,"reason":"moved")", other_number),
      entry("key-00000001", "collected"),
      entry("key-00000001", "failed", R"(,"reason":"moved")", number, "08:31:00"),
      entry("key-00000001", "failed", R"(,"reason":"declined")"),
      entry("key-00000001", "failed", R"(,"reason":"moved","note":"thêm")"),
      entry("key-00000001", "failed", R"(,"reason":"moved","order":"H55.12-260615-0001.7")"),
  };
  for (const std::string& other : others)
    EXPECT_NE(take(other).find(refused_as_reused("key-00000001")), std::string::npos) << other;
  EXPECT_EQ(leg().events.size(), 1U);
  EXPECT_EQ(leg(other_serial).events.size(), 0U);
  const auto kept = world_.refused();
  ASSERT_EQ(kept.size(), others.size());
  for (const storage::RefusedRecord& record : kept) EXPECT_EQ(record.reason, "entry.key_reused");
  EXPECT_NE(take(first).find(all_taken("key-00000001", "repeated")), std::string::npos) << "the first still stands";
}

TEST_P(CarriersKeys, another_content_in_the_same_batch_is_refused_in_its_place) {
  const std::string answer = take(entry("key-00000002", "failed", R"(,"reason":"moved")") + "," +
                                  entry("key-00000002", "collected", "", other_number) + "," +
                                  entry("key-00000003", "collected", "", other_number));
  EXPECT_NE(answer.find(all_taken("key-00000002", "fresh")), std::string::npos) << answer;
  EXPECT_NE(answer.find(refused_as_reused("key-00000002")), std::string::npos) << answer;
  EXPECT_NE(answer.find(all_taken("key-00000003", "fresh")), std::string::npos) << answer;
  EXPECT_EQ(leg(other_serial).events.size(), 1U);
}

TEST_P(CarriersKeys, two_carriers_may_choose_the_same_key) {
  take(entry("key-00000001", "collected"));
  const std::string answer = take(entry("key-00000001", "collected", "", other_number), {"buu-ta-02", carrier.system});
  EXPECT_NE(answer.find(all_taken("key-00000001", "fresh")), std::string::npos) << answer;
}

TEST_P(CarriersKeys, what_was_refused_for_itself_leaves_its_key_free) {
  take(entry("key-00000001", "failed"));
  take(entry("key-00000001", "collected", "", "HCC-7777"));
  EXPECT_NE(take(entry("key-00000001", "collected")).find(all_taken("key-00000001", "fresh")), std::string::npos);
}

TEST_P(CarriersKeys, a_key_is_known_however_late_its_report_comes_again) {
  const std::string one = entry("key-00000001", "collected");
  take(one);
  world_.clock.advance(std::chrono::days(400));
  EXPECT_NE(take(one).find(all_taken("key-00000001", "repeated")), std::string::npos);
  EXPECT_NE(take(entry("key-00000001", "returned")).find("entry.key_reused"), std::string::npos);
}

TEST_P(CarriersKeys, of_two_batches_at_once_one_has_the_key) {
  const std::vector<std::string> sent{entry("key-00000001", "collected"),
                                      entry("key-00000001", "collected", "", other_number)};
  std::vector<std::string> answers;
  for (const std::string& one : sent) {
    boost::asio::co_spawn(world_.io, reports_.take_in(carrier, batch(one), soon()),
                          [&](const std::exception_ptr& thrown, const base::Result<std::string>& answer) {
                            answers.push_back(thrown || !answer ? "failed" : *answer);
                          });
  }
  world_.io.restart();
  while (answers.size() < sent.size() && world_.io.run_one_for(std::chrono::seconds{60}) != 0) {
  }
  ASSERT_EQ(answers.size(), 2U);
  const std::string both = answers[0] + answers[1];
  EXPECT_NE(both.find(all_taken("key-00000001", "fresh")), std::string::npos) << both;
  EXPECT_NE(both.find(refused_as_reused("key-00000001")), std::string::npos) << both;
  EXPECT_EQ(leg().events.size() + leg(other_serial).events.size(), 1U);
}

/// The gateway is killed after the keys were bound and before the events are kept.
class DyingDesk final : public sync::PostalDesk {
 public:
  using Answers = boost::asio::awaitable<base::Result<std::vector<sync::PostalAnswer>>>;
  using Orders = boost::asio::awaitable<base::Result<std::vector<sync::PostalOrderView>>>;
  explicit DyingDesk(sync::PostalDesk& desk) : desk_(desk) {}

  Answers take_in(domain::SystemId, std::vector<sync::PostalLine>, std::optional<storage::CursorAdvance>,
                  base::Deadline) override {
    co_return base::fail(base::ErrorKind::transient, "store.unavailable", "killed");
  }
  Orders orders_of(domain::ItemNumber item, base::Deadline deadline) override {
    return desk_.orders_of(std::move(item), deadline);
  }
  boost::asio::awaitable<base::Result<sync::PostalOrderView>> order(domain::OrderNumber order,
                                                                    base::Deadline deadline) override {
    return desk_.order(std::move(order), deadline);
  }
  Orders open_orders(int limit, base::Deadline deadline) override { return desk_.open_orders(limit, deadline); }

 private:
  sync::PostalDesk& desk_;
};

TEST_P(CarriersKeys, a_crash_between_key_and_event_loses_nothing_and_doubles_nothing) {
  DyingDesk dying(world_.desk);
  CarrierReports before({*world_.store, world_.clock, world_.world.authority, dying});
  const std::string one = entry("key-00000001", "collected");
  const auto cut = run(world_.io, before.take_in(carrier, batch(one), soon()));
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind(), base::ErrorKind::transient);
  EXPECT_EQ(leg().events.size(), 0U);
  EXPECT_NE(take(entry("key-00000001", "returned")).find("entry.key_reused"), std::string::npos);
  EXPECT_NE(take(one).find(all_taken("key-00000001", "fresh")), std::string::npos);
  EXPECT_NE(take(one).find(all_taken("key-00000001", "repeated")), std::string::npos);
  EXPECT_EQ(leg().events.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, CarriersKeys, ::testing::Values(Engine::memory, Engine::sqlite),
                         sync::testing::name_of);

}  // namespace
}  // namespace lienthong::app::testing
