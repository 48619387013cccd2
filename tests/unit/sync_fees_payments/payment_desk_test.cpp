#include "payment_world.hpp"
#include "peer/payment_signature.hpp"

#include <future>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::ClaimState;
using lienthong::testing::confirm_message;
using lienthong::testing::opened_answer;
using lienthong::testing::platform_reference;
using lienthong::testing::replaced;

class PaymentDeskTest : public PaymentTest {
 protected:
  /// What the platform would sign of a changed confirmation.
  static std::string resigned(std::string message) {
    codec::Arena arena;
    const auto value = codec::read_json(message, arena).value();
    const std::string old(value.find("MaXacThuc")->scalar());
    const auto fresh =
        peer::payment_signature(peer::payment_signatures::platform_confirm, value, base::Secret("demo-secret"));
    return replaced(std::move(message), old, fresh.value());
  }
  /// KeyPay's callback of what was paid.
  static std::string keypay_message(const std::string& reference, const std::string& amount,
                                    const std::string& transaction) {
    const std::string json =
        R"({"client_id":"CLIENT01","transaction_id":")" + reference + R"(","trans_amount":")" + amount +
        R"(","command":"PAY","version":"3.0","addition_fee":"0","currency_code":"VND","transaction_code":")" +
        transaction + R"(","status":"0"})";
    codec::Arena arena;
    const auto sum = peer::payment_signature(peer::payment_signatures::keypay_create,
                                             codec::read_json(json, arena).value(), base::Secret("demo-hash-2"));
    return std::string(json).insert(1, "\"check_sum\":\"" + sum.value() + "\",");
  }
};

TEST_P(PaymentDeskTest, an_attempt_is_on_disk_before_init_leaves_and_is_the_vector_s) {
  std::size_t held = 0;
  process_->peer().plays([&](const transport::HttpRequest& request) -> ScriptedClient::Answer {
    EXPECT_NE(request.body.find("f73498c1cd203451451237d4f3bea41abcc3ce907fc702234b62e9bc52746c4a"), std::string::npos)
        << request.body;
    std::promise<std::size_t> entries;
    store_->load_journal(storage::Journal::payment_claim, "H55.12-250613-0001/LPHT/1",
                         [&](auto rows) { entries.set_value(rows.value().size()); });
    held = entries.get_future().get();
    return transport::HttpResponse{200, {}, opened_answer};
  });
  const auto begun = open();
  ASSERT_TRUE(begun.has_value()) << begun.error().describe();
  EXPECT_EQ(held, 2U) << "claimed, attempt";
  EXPECT_EQ(begun->reference, platform_reference);
  EXPECT_EQ(begun->url, "https://thanhtoan.example.vn/pay?id=1");
  const StoredClaim stored = claim(platform_reference);
  EXPECT_EQ(stored.urls.at(platform_reference), begun->url);
  EXPECT_EQ(stored.claim.attempts.at(0).time_text, "20250613093015");
  EXPECT_EQ(domain::state(stored.claim), ClaimState::waiting);
}

TEST_P(PaymentDeskTest, a_lost_reply_is_asked_about_and_never_charged_again) {
  process_->peer().fails(base::ErrorKind::ambiguous, "net.reset").answers(200, query_answer(platform_reference, "3"));
  EXPECT_EQ(open().value().url, "") << "nobody knows";
  ASSERT_EQ(process_->peer().requests().size(), 2U);
  EXPECT_NE(process_->peer().last().body.find("\"QUERY\""), std::string::npos);
  clock_.advance(std::chrono::hours{2});
  EXPECT_EQ(open_code(), "payment.open");
  EXPECT_EQ(process_->peer().requests().size(), 2U) << "no second INIT";
  EXPECT_EQ(said(confirm_message), "00");
  EXPECT_EQ(open_code(), "payment.paid");
}

TEST_P(PaymentDeskTest, an_error_of_the_server_may_have_opened_it) {
  process_->peer().answers(500, "").answers(200, query_answer(platform_reference, "4"));
  EXPECT_EQ(open().value().url, "");
  EXPECT_EQ(domain::state(claim(platform_reference).claim), ClaimState::unpaid) << "the platform says that it failed";
}

TEST_P(PaymentDeskTest, a_refused_or_unsent_order_lets_another_follow_under_another_reference) {
  process_->peer().answers(200, R"({"error_code":"03","message":"Sai mã xác thực"})");
  EXPECT_EQ(open_code(), "payment.refused");
  clock_.advance(std::chrono::seconds{1});
  process_->peer().fails(base::ErrorKind::transient, "net.connect");
  EXPECT_EQ(open_code(), "payment.not_sent");
  clock_.advance(std::chrono::seconds{1});
  process_->peer().answers(200, opened_answer);
  EXPECT_EQ(open().value().reference, "dvcH5512250613000120250613093017");
  EXPECT_EQ(claim(platform_reference).claim.attempts.size(), 3U);
}

TEST_P(PaymentDeskTest, a_reference_that_was_used_is_not_used_again) {
  process_->peer().answers(200, R"({"error_code":"03","message":"x"})").answers(200, opened_answer);
  EXPECT_EQ(open_code(), "payment.refused");
  boost::asio::steady_timer later(io_, std::chrono::milliseconds{200});
  later.async_wait([&](auto) { clock_.advance(std::chrono::seconds{1}); });
  EXPECT_EQ(open().value().reference, "dvcH5512250613000120250613093016");
}

TEST_P(PaymentDeskTest, every_wrong_confirmation_is_answered_by_its_code_and_kept) {
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  EXPECT_EQ(said(replaced(confirm_message, "120000", "120001")), "03");
  EXPECT_EQ(said(resigned(replaced(confirm_message, "120000", "120001"))), "02");
  EXPECT_EQ(said(resigned(replaced(confirm_message, platform_reference, platform_reference + "9"))), "01");
  EXPECT_EQ(said(resigned(replaced(confirm_message, "DOITAC01", "DOITAC02"))), "04");
  EXPECT_EQ(said(resigned(replaced(confirm_message, "VND", "USD"))), "05");
  EXPECT_EQ(said(replaced(confirm_message, "\"SoTien\":120000,", "")), "07");
  EXPECT_EQ(hear("{").status, 400U);
  EXPECT_EQ(refused(), (std::vector<std::string>{"json.syntax", "payment.signature_member", "PAYMENT_WRONG_CURRENCY",
                                                 "PAYMENT_WRONG_PARTNER", "PAYMENT_UNKNOWN_REFERENCE",
                                                 "PAYMENT_WRONG_AMOUNT", "PAYMENT_WRONG_CHECKSUM"}));
  EXPECT_EQ(domain::state(claim(platform_reference).claim), ClaimState::waiting);
}

TEST_P(PaymentDeskTest, confirmations_repeat_and_come_late_without_another_effect) {
  process_->peer()
      .answers(200, opened_answer)
      .answers(200, query_answer(platform_reference, "1"))
      .answers(200, query_answer(platform_reference, "3"));
  ASSERT_TRUE(open());
  ASSERT_TRUE(run(io_, process_->desk().ask(platform_reference, "20250613093015", far())));
  EXPECT_EQ(said(confirm_message), "00");
  EXPECT_EQ(said(confirm_message), "00");
  ASSERT_TRUE(run(io_, process_->desk().ask(platform_reference, "20250613093015", far()))) << "behind";
  const StoredClaim stored = claim(platform_reference);
  EXPECT_EQ(domain::state(stored.claim), ClaimState::paid);
  EXPECT_EQ(domain::paid_amount(stored.claim), 120'000);
  EXPECT_EQ(stored.claim.attempts.at(0).reports.size(), 3U);
}

TEST_P(PaymentDeskTest, a_store_that_does_not_take_it_asks_for_it_again) {
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  store_->close();
  const auto reply = hear(confirm_message);
  EXPECT_EQ(reply.status, 503U);
  EXPECT_NE(reply.body.find("\"99\""), std::string::npos);
  store_ = storage::make_memory_store();
}

TEST_P(PaymentDeskTest, another_amount_is_another_claim_unless_the_first_may_be_paid) {
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  clock_.advance(std::chrono::seconds{1});
  state_fees(150'000);
  EXPECT_EQ(open_code(), "payment.open");
  process_->peer().answers(200, query_answer(platform_reference, "4"));
  ASSERT_TRUE(run(io_, process_->desk().ask(platform_reference, "20250613093015", far())));
  process_->peer().answers(200, opened_answer);
  const std::string second = open().value().reference;
  EXPECT_EQ(claim(second).claim.amount, 150'000);
  EXPECT_EQ(claim(second).key.serial, 2);
  EXPECT_EQ(said(confirm_message), "00") << "paid in the end, although the platform had said that it failed";
  EXPECT_EQ(domain::refund_due(claim(platform_reference).claim), 120'000);
}

TEST_P(PaymentDeskTest, what_a_person_cancelled_may_be_paid_anew_and_late_money_is_given_back) {
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  ASSERT_TRUE(run(io_, process_->desk().cancel(platform_reference, "asked the platform by telephone")));
  clock_.advance(std::chrono::seconds{1});
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  EXPECT_EQ(said(confirm_message), "00");
  EXPECT_EQ(domain::refund_due(claim(platform_reference).claim), 120'000);
  EXPECT_EQ(run(io_, process_->desk().refund(platform_reference, {"PC-1", 200'000, {}})).error().code(),
            "payment.refund");
  ASSERT_TRUE(run(io_, process_->desk().refund(platform_reference, {"PC-1", 120'000, {}})));
  ASSERT_TRUE(run(io_, process_->desk().refund(platform_reference, {"PC-1", 120'000, {}}))) << "once";
  EXPECT_EQ(domain::refund_due(claim(platform_reference).claim), 0);
  EXPECT_EQ(run(io_, process_->desk().cancel("dvcOther", "x")).error().code(), "payment.unknown");
}

TEST_P(PaymentDeskTest, two_who_ask_at_once_get_one_attempt) {
  process_->peer().answers(200, opened_answer).answers(200, opened_answer);
  std::vector<base::Result<BegunPayment>> ended;
  for (int i = 0; i < 2; ++i) {
    boost::asio::co_spawn(io_, process_->desk().open({paying_dossier, "", ""}, far()),
                          [&](std::exception_ptr, base::Result<BegunPayment> one) { ended.push_back(std::move(one)); });
  }
  boost::asio::steady_timer later(io_, std::chrono::milliseconds{100});
  later.async_wait([&](auto) { clock_.advance(std::chrono::seconds{2}); });
  io_.restart();
  while (ended.size() < 2 && io_.run_one_for(std::chrono::seconds{20}) != 0) {
  }
  ASSERT_EQ(ended.size(), 2U);
  EXPECT_EQ(ended.at(0).has_value() + ended.at(1).has_value(), 1);
  EXPECT_EQ(process_->peer().requests().size(), 1U);
}

TEST_P(PaymentDeskTest, an_unknown_dossier_or_reference_is_named) {
  EXPECT_EQ(run(io_, process_->desk().open({domain::DossierCode("H55-250613-9999"), "", ""}, far())).error().code(),
            "dossier.unknown");
  EXPECT_EQ(run(io_, process_->desk().open({paying_dossier, "OTHER", ""}, far())).error().code(), "payment.fee");
  EXPECT_EQ(run(io_, process_->desk().bill("dvcOther", far())).error().code(), "payment.unknown");
}

TEST_P(PaymentDeskTest, a_receipt_is_asked_for_with_the_time_text_of_init) {
  process_->peer().answers(200, opened_answer).answers(200, "%PDF-1.4");
  ASSERT_TRUE(open());
  clock_.advance(std::chrono::hours{5});
  EXPECT_EQ(run(io_, process_->desk().bill(platform_reference, far())).value(), "%PDF-1.4");
  EXPECT_NE(process_->peer().last().body.find("\"ThoiGianGD\":\"20250613093015\""), std::string::npos);
}

TEST_P(PaymentDeskTest, keypay_is_asked_and_believed_with_our_amount) {
  restart("keypay");
  process_->peer().answers(200, R"({"error":"0","msg":"","payment_url":"https://keypay.example.vn/pay"})");
  const auto begun = run(io_, process_->desk().open({paying_dossier, "", "https://motcua.example.vn/x"}, far()));
  ASSERT_TRUE(begun.has_value()) << begun.error().describe();
  EXPECT_EQ(begun->reference.size(), 20U);
  EXPECT_EQ(hear(keypay_message(begun->reference, "12", "KP1")).body,
            R"({"return_code":-1,"return_msg":"wrong checksum"})");
  EXPECT_EQ(hear(keypay_message(begun->reference, "120000", "KP1")).body, R"({"return_code":0,"return_msg":"OK"})");
  EXPECT_EQ(domain::state(claim(begun->reference).claim), ClaimState::paid);
}

TEST_P(PaymentDeskTest, keypay_does_not_sign_its_number_so_another_one_is_no_second_payment) {
  restart("keypay");
  process_->peer().answers(200, R"({"error":"0","msg":"","payment_url":"https://keypay.example.vn/pay"})");
  const auto begun = run(io_, process_->desk().open({paying_dossier, "", "https://motcua.example.vn/x"}, far()));
  ASSERT_TRUE(begun.has_value()) << begun.error().describe();
  const std::string right = keypay_message(begun->reference, "120000", "KP1");
  EXPECT_EQ(hear(right).body, R"({"return_code":0,"return_msg":"OK"})");
  EXPECT_EQ(hear(replaced(right, "KP1", "KP2")).body, R"({"return_code":-1,"return_msg":"wrong checksum"})");
  EXPECT_EQ(hear(right).body, R"({"return_code":0,"return_msg":"OK"})");
  EXPECT_EQ(domain::paid_amount(claim(begun->reference).claim), 120'000);
  EXPECT_EQ(refused(), std::vector<std::string>{"PAYMENT_WRONG_CHECKSUM"});
}

TEST_P(PaymentDeskTest, an_answer_that_fits_nothing_is_kept_as_it_came_and_once) {
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  const std::string other_amount = replaced(query_answer(platform_reference, "1"), "120000", "120001");
  for (const std::string& answer : {std::string("<html>"), std::string("<html>"), other_amount, other_amount}) {
    process_->peer().answers(200, answer);
    EXPECT_EQ(run(io_, process_->desk().ask(platform_reference, "20250613093015", far())).error().kind(),
              base::ErrorKind::invalid);
  }
  EXPECT_EQ(refused(), (std::vector<std::string>{"PAYMENT_WRONG_AMOUNT", "json.syntax"}));
  EXPECT_EQ(kept(), (std::vector<std::string>{other_amount, "<html>"}));
  EXPECT_EQ(domain::state(claim(platform_reference).claim), ClaimState::waiting);
}

TEST_P(PaymentDeskTest, what_the_edge_refuses_is_answered_in_the_envelope_and_kept_unless_the_fault_is_ours) {
  const auto refuse = [&](base::ErrorKind kind) {
    return run(io_, process_->desk().refuse(R"({"MaThamChieu":"dvc1)", base::Error(kind, "http.body", "x")));
  };
  EXPECT_NE(refuse(base::ErrorKind::too_large).body.find(R"("MaLoi":"07")"), std::string::npos);
  EXPECT_EQ(kept(), std::vector<std::string>{R"({"MaThamChieu":"dvc1)"});
  EXPECT_NE(refuse(base::ErrorKind::transient).body.find(R"("MaLoi":"99")"), std::string::npos);
  EXPECT_EQ(refused(), std::vector<std::string>{"http.body"});
}

TEST_P(PaymentDeskTest, a_portal_is_told_of_one_payment_until_its_end_is_known) {
  restart("keypay");
  const auto offer = [&] { return run(io_, process_->desk().offer(paying_dossier)).value(); };
  const auto first = offer();
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->amount, 120'000);
  clock_.advance(std::chrono::minutes{5});
  restart("keypay");
  EXPECT_EQ(offer()->reference, first->reference);
  EXPECT_EQ(offer()->time_text, first->time_text);
  EXPECT_EQ(open_code(), "payment.open") << "the citizen may be paying there";
  ASSERT_TRUE(run(io_, process_->desk().cancel(first->reference, "x")));
  const auto second = offer();
  EXPECT_NE(second->reference, first->reference);
  EXPECT_EQ(claim(second->reference).key.serial, 2);
  EXPECT_EQ(run(io_, process_->desk().offer(domain::DossierCode("H55-250613-9999"))).error().code(), "dossier.unknown");
}

TEST_P(PaymentDeskTest, a_portal_is_told_nothing_of_what_is_opened_here) {
  process_->peer().answers(200, opened_answer);
  ASSERT_TRUE(open());
  EXPECT_FALSE(run(io_, process_->desk().offer(paying_dossier)).value().has_value());
}

TEST_P(PaymentDeskTest, keypay_needs_a_place_to_return_to) {
  restart("keypay");
  EXPECT_EQ(open().error().kind(), base::ErrorKind::invalid);
  EXPECT_TRUE(process_->peer().requests().empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, PaymentDeskTest, ::testing::Values(Engine::memory, Engine::sqlite),
                         [](const auto& info) { return info.param == Engine::memory ? "memory" : "sqlite"; });

}  // namespace
}  // namespace lienthong::sync
