#include "payment_world.hpp"

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::ClaimState;
using lienthong::testing::confirm_message;
using lienthong::testing::opened_answer;
using lienthong::testing::platform_reference;

class PaymentWatchTest : public PaymentTest {
 protected:
  void begin() {
    process_->peer().answers(200, opened_answer);
    ASSERT_TRUE(open());
  }
  std::string payment_fact() {
    const auto facts = dossier().facts;
    const auto found = facts.find("payment");
    return found == facts.end() ? "(none)" : found->second;
  }
};

TEST_P(PaymentWatchTest, asks_until_the_platform_knows_and_tells_the_dossier_once) {
  begin();
  look();
  EXPECT_EQ(process_->peer().requests().size(), 1U) << "not before its time";
  clock_.advance(std::chrono::minutes{31});
  process_->peer().answers(200, query_answer(platform_reference, "3"));
  look();
  EXPECT_EQ(process_->peer().requests().size(), 2U);
  EXPECT_EQ(claim(platform_reference).claim.attempts.at(0).queries, 1);
  clock_.advance(std::chrono::hours{7});
  process_->peer().fails(base::ErrorKind::ambiguous, "net.reset");
  look();
  clock_.advance(std::chrono::hours{7});
  process_->peer().answers(200, query_answer(platform_reference, "1"));
  look();
  EXPECT_EQ(process_->peer().requests().size(), 4U);
  EXPECT_EQ(claim(platform_reference).claim.attempts.at(0).queries, 3);
  look();
  EXPECT_EQ(payment_fact(), "\"paid_online\"");
  EXPECT_EQ(events(), 2U);
  clock_.advance(std::chrono::hours{24});
  look();
  EXPECT_EQ(process_->peer().requests().size(), 4U) << "nothing more to ask";
}

TEST_P(PaymentWatchTest, finds_what_is_open_again_after_a_restart_between_the_attempt_and_init) {
  process_->peer().fails(base::ErrorKind::ambiguous, "net.reset").fails(base::ErrorKind::transient, "net.connect");
  ASSERT_TRUE(open());
  restart();
  look();
  EXPECT_TRUE(process_->peer().requests().empty());
  clock_.advance(std::chrono::minutes{31});
  process_->peer().answers(200, query_answer(platform_reference, "1"));
  look();
  EXPECT_EQ(domain::state(claim(platform_reference).claim), ClaimState::paid);
  restart();
  look();
  EXPECT_EQ(payment_fact(), "\"paid_online\"") << "told after the restart";
  const std::size_t told = events();
  restart();
  look();
  EXPECT_EQ(events(), told) << "and not again";
  EXPECT_TRUE(process_->peer().requests().empty());
}

TEST_P(PaymentWatchTest, a_crash_between_telling_and_the_cursor_tells_the_same_event) {
  begin();
  EXPECT_EQ(said(confirm_message), "00");
  look();
  const std::size_t told = events();
  storage::UnitOfWork back;
  back.cursor = storage::CursorAdvance{domain::SystemId("gateway"), "payments.paid", "0"};
  back.at = clock_.now();
  ASSERT_TRUE(
      run(io_, runtime::await_callback<storage::CommitReceipt>([&](auto done) { store_->commit(back, done); })));
  restart();
  look();
  EXPECT_EQ(events(), told);
}

TEST_P(PaymentWatchTest, a_dossier_is_paid_when_the_last_of_its_fees_is) {
  clock_.advance(std::chrono::seconds{1});
  state({{"fees", R"([{"amount":120000,"code":"LPHT","name":"a"},{"amount":120000,"code":"LPHT","name":"b"}])"}});
  const auto pay = [&](const std::string& fee, const std::string& transaction) {
    clock_.advance(std::chrono::minutes{1});
    process_->peer().answers(200, opened_answer);
    const auto begun = run(io_, process_->desk().open({paying_dossier, fee, ""}, far())).value();
    process_->peer().answers(200, query_answer(begun.reference, "1", transaction));
    ASSERT_TRUE(run(io_, process_->desk().ask(begun.reference, payment_time_text(clock_.now()), far())));
    look();
  };
  const std::size_t before = events();
  pay("LPHT", "PP1");
  EXPECT_EQ(payment_fact(), "(none)") << "one of two";
  pay("#2", "PP2");
  EXPECT_EQ(payment_fact(), "\"paid_online\"");
  EXPECT_EQ(events(), before + 1) << "one event, however many fees and reports";
}

TEST_P(PaymentWatchTest, gives_to_a_person_what_nobody_will_say) {
  begin();
  look();
  clock_.advance(std::chrono::hours{73});
  restart();
  look();
  EXPECT_EQ(process_->watch().for_a_person(), std::set<std::string>{"H55.12-250613-0001/LPHT/1"});
  EXPECT_TRUE(process_->peer().requests().empty());
  EXPECT_EQ(said(confirm_message), "00") << "late, and still taken";
  look();
  EXPECT_TRUE(process_->watch().for_a_person().empty());
}

TEST_P(PaymentWatchTest, where_the_platform_may_not_state_payments_its_word_is_an_observation) {
  world_.authority = domain::Authority(sync::testing::authority());
  begin();
  EXPECT_EQ(said(confirm_message), "00");
  look();
  EXPECT_EQ(payment_fact(), "(none)");
  ASSERT_EQ(dossier().observations.size(), 1U);
  EXPECT_EQ(dossier().observations.at(0).fields, std::vector<std::string>{"payment"});
}

TEST_P(PaymentWatchTest, a_payment_that_was_confirmed_is_the_truth_however_often_the_province_repeats_itself) {
  state_payment("\"unpaid\"");
  begin();
  clock_.advance(std::chrono::minutes{1});
  EXPECT_EQ(said(confirm_message), "00");
  look();
  EXPECT_EQ(payment_fact(), "\"paid_online\"");
  EXPECT_TRUE(dossier().observations.empty());
  clock_.advance(std::chrono::hours{1});
  state_payment("\"unpaid\"");
  EXPECT_EQ(payment_fact(), "\"paid_online\"");
  clock_.advance(std::chrono::hours{1});
  state_payment("\"recorded_offline\"");
  EXPECT_EQ(payment_fact(), "\"recorded_offline\"");
}

TEST_P(PaymentWatchTest, runs_until_it_is_stopped) {
  begin();
  EXPECT_EQ(said(confirm_message), "00");
  boost::asio::steady_timer later(io_, std::chrono::milliseconds{300});
  later.async_wait([&](auto) { process_->watch().stop(); });
  run(io_, process_->watch().run());
  EXPECT_EQ(payment_fact(), "\"paid_online\"");
}

INSTANTIATE_TEST_SUITE_P(Stores, PaymentWatchTest, ::testing::Values(Engine::memory, Engine::sqlite),
                         [](const auto& info) { return info.param == Engine::memory ? "memory" : "sqlite"; });

}  // namespace
}  // namespace lienthong::sync
