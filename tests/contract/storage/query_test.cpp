#include "contract/storage/support.hpp"

namespace lienthong::storage {
namespace {

using domain::DeliveryState;
using domain::Status;

class Query : public StoreContract {
 protected:
  /// Puts a dossier with one delivery to `to` into `state`; gives the delivery's id.
  domain::DeliveryId settle_into(const std::string& code, const std::string& to, DeliveryState state) {
    EXPECT_TRUE(desk_.commit(one_delivery(code, to)));
    const auto lease = desk_.lease(ask(to, 10)).at(0);
    auto settlement = settled(lease, state, 10, "now");
    settlement.attempts.push_back({.delivery = lease.deliveries[0].id, .number = 1, .reason = "last-" + code});
    EXPECT_TRUE(desk_.settle(settlement));
    return lease.deliveries[0].id;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Query, ::testing::Values(Engine::memory, Engine::sqlite), engine_name);

std::vector<std::string> codes(const std::vector<QueueRow>& rows) {
  std::vector<std::string> list;
  for (const auto& row : rows) list.push_back(row.delivery.dossier.value());
  return list;
}
using Codes = std::vector<std::string>;

TEST_P(Query, ListsTheQueueOldestFirstWithTheLastReasonAndWithoutBodies) {
  settle_into("D1", "portal", DeliveryState::refused);
  ASSERT_TRUE(desk_.commit(one_delivery("D2", "portal")));
  const auto rows = desk_.list_queue({});
  ASSERT_EQ(codes(rows), (Codes{"D1", "D2"}));
  EXPECT_EQ(rows[0].last_reason, "last-D1");
  EXPECT_EQ(rows[0].delivery.reason, "now");
  EXPECT_EQ(rows[0].delivery.payload, "");
  EXPECT_EQ(rows[1].last_reason, "");
}

TEST_P(Query, FiltersTheQueueByPeerDossierAndState) {
  settle_into("D1", "portal", DeliveryState::parked);
  settle_into("D2", "ministry", DeliveryState::parked);
  settle_into("D3", "portal", DeliveryState::refused);
  const auto list = [&](QueueFilter filter) { return codes(desk_.list_queue(std::move(filter))); };
  EXPECT_EQ(list({.peer = peer("portal"), .dossier = {}, .states = {}}), (Codes{"D1", "D3"}));
  EXPECT_EQ(list({.peer = {}, .dossier = dossier("D2"), .states = {}}), (Codes{"D2"}));
  EXPECT_EQ(list({.peer = {}, .dossier = {}, .states = {DeliveryState::parked}}), (Codes{"D1", "D2"}));
  EXPECT_EQ(list({.peer = peer("portal"), .dossier = {}, .states = {DeliveryState::parked, DeliveryState::refused}}),
            (Codes{"D1", "D3"}));
  EXPECT_EQ(list({.peer = peer("portal"), .dossier = dossier("D1"), .states = {DeliveryState::refused}}), Codes{});
  EXPECT_EQ(list({.peer = {}, .dossier = dossier("nobody"), .states = {}}), Codes{});
  EXPECT_EQ(list({.peer = {}, .dossier = {}, .states = {}, .limit = 2}), (Codes{"D1", "D2"}));
  EXPECT_EQ(list({.peer = {}, .dossier = {}, .states = {}, .limit = 0}), Codes{});
}

TEST_P(Query, PagesDossiersInOrderOfCode) {
  for (const auto* code : {"H2", "H1", "H3"}) {
    UnitOfWork work{.dossier = dossier(code), .events = {event(code, 1)}, .truth = truth(code, Status::accepted, 40)};
    ASSERT_TRUE(desk_.commit(work));
  }
  const auto list = [&](const std::string& after, int limit) {
    return *wait_for<std::vector<DossierSummary>>([&](auto done) { store_->list_dossiers(after, limit, done); });
  };
  const auto first = list("", 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].code, dossier("H1"));
  EXPECT_EQ(first[0].procedure, domain::ProcedureCode{"1.001193"});
  EXPECT_EQ(first[0].status, Status::accepted);
  EXPECT_EQ(first[0].status_since, at(40));
  EXPECT_EQ(first[0].version, 1);
  const auto rest = list("H2", 2);
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].code, dossier("H3"));
  EXPECT_TRUE(list("", -1).empty());
}

TEST_P(Query, PagesDossiersToWhichSomethingOccurredOnSomeDays) {
  using std::chrono::days;
  const std::chrono::sys_days first_day{days{20'000}};
  const auto commit = [&](const char* code, int number, days on) {
    UnitOfWork work{
        .dossier = dossier(code), .expected_version = desk_.load(code).version, .events = {event(code, number)}};
    work.events[0].occurred_at = base::Instant{first_day + on} + std::chrono::hours{23};
    work.events[0].id = derive_event_id(work.events[0]);
    ASSERT_TRUE(desk_.commit(work));
  };
  commit("H2", 1, days{0});
  commit("H2", 2, days{5});
  commit("H1", 1, days{1});
  commit("H3", 1, days{5});
  const auto list = [&](days first, days last, const std::string& after, int limit) {
    return *wait_for<std::vector<DossierEvents>>([&](auto done) {
      store_->list_active({first_day + first, first_day + last}, after, limit, done);
    });
  };
  const auto both = list(days{0}, days{1}, "", 9);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].code, dossier("H1"));
  EXPECT_EQ(both[1].code, dossier("H2"));
  EXPECT_EQ(both[1].events, desk_.load("H2").events) << "all of them";
  EXPECT_EQ(list(days{1}, days{5}, "", 9).size(), 3U);
  EXPECT_EQ(list(days{1}, days{5}, "", 2).size(), 2U);
  EXPECT_EQ(list(days{1}, days{5}, "H2", 2).at(0).code, dossier("H3"));
  EXPECT_TRUE(list(days{2}, days{4}, "", 9).empty());
  EXPECT_TRUE(list(days{0}, days{9}, "", -1).empty());
}

TEST_P(Query, PagesTheViewsOfOnePeer) {
  for (const auto* code : {"H2", "H1", "H3"}) {
    UnitOfWork work{.dossier = dossier(code), .views = {view("portal", code, Status::accepted)}};
    ASSERT_TRUE(desk_.commit(work));
  }
  UnitOfWork other{.dossier = dossier("H0"), .views = {view("ministry", "H0", Status::accepted)}};
  ASSERT_TRUE(desk_.commit(other));
  const auto list = [&](const std::string& after, int limit) {
    return *wait_for<std::vector<domain::PeerView>>(
        [&](auto done) { store_->list_views(peer("portal"), after, limit, done); });
  };
  EXPECT_EQ(list("", 2), (std::vector{view("portal", "H1", Status::accepted), view("portal", "H2", Status::accepted)}));
  EXPECT_EQ(list("H2", 2), (std::vector{view("portal", "H3", Status::accepted)}));
}

TEST_P(Query, ReplacesAViewAsAWhole) {
  auto known = view("portal", "D1", Status::accepted);
  known.document_digest = "abc";
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D1"), .views = {known, view("ministry", "D1", Status::accepted)}}));
  const auto newer = view("portal", "D1", Status::processing);
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D1"), .expected_version = 1, .views = {newer}}));
  EXPECT_EQ(desk_.load("D1").views, (std::vector{view("ministry", "D1", Status::accepted), newer}));
}

TEST_P(Query, KeepsRefusedMessagesWithTheirBytesNewestFirst) {
  const auto add = [&](RefusedRecord record) {
    return *wait_for<std::int64_t>([&](auto done) { store_->add_refused(std::move(record), done); });
  };
  RefusedRecord record{.id = 0,
                       .source = peer("?"),
                       .kind = "dossier",
                       .reason = "json.duplicate_key",
                       .detail = "at /applicant",
                       .raw = std::string("\xff\0raw", 5),
                       .raw_size = 70000,
                       .received_at = at(9)};
  const auto first = add(record);
  record.raw = "";
  EXPECT_GT(add(record), first);
  const auto list = *wait_for<std::vector<RefusedRecord>>([&](auto done) { store_->list_refused(10, done); });
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].raw, "");
  EXPECT_EQ(list[1].id, first);
  EXPECT_EQ(list[1].source, peer("?"));
  EXPECT_EQ(list[1].reason, "json.duplicate_key");
  EXPECT_EQ(list[1].detail, "at /applicant");
  EXPECT_EQ(list[1].raw, std::string("\xff\0raw", 5));
  EXPECT_EQ(list[1].raw_size, 70000U);
  EXPECT_EQ(list[1].received_at, at(9));
  EXPECT_EQ(wait_for<std::vector<RefusedRecord>>([&](auto done) { store_->list_refused(1, done); })->size(), 1U);
}

TEST_P(Query, GivesBackRawMessagesByteForByteInOrderOfArrival) {
  auto first = message("province", "z");
  first.raw = std::string(50'000, 'r') + std::string("\0\xfe", 2);
  first.received_at = at(77);
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D1"), .inbox = first}));
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D1"), .expected_version = 1, .inbox = message("portal", "a")}));
  const auto list = *wait_for<std::vector<InboxRecord>>([&](auto done) { store_->load_inbox(dossier("D1"), done); });
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].raw, first.raw);
  EXPECT_EQ(list[0].key, "z");
  EXPECT_EQ(list[0].kind, "dossier");
  EXPECT_EQ(list[0].dossier, dossier("D1"));
  EXPECT_EQ(list[0].source, peer("province"));
  EXPECT_EQ(list[0].body_digest, "digest-of-z");
  EXPECT_EQ(list[0].received_at, at(77));
  EXPECT_EQ(list[1].key, "a");
}

TEST_P(Query, FindsAttachmentsInsideTheirDossierOnly) {
  const std::string bytes("\0PDF\xff", 5);
  ASSERT_TRUE(desk_.commit(
      {.dossier = dossier("D1"), .events = {event("e", 1)}, .attachments = {{.digest = "d", .bytes = bytes}}}));
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D2"), .events = {event("e", 1)}}));
  const auto find = [&](const std::string& code, const std::string& digest) {
    return wait_for<Attachment>([&](auto done) { store_->load_attachment(dossier(code), digest, done); });
  };
  EXPECT_EQ(find("D1", "d")->bytes, bytes);
  EXPECT_EQ(find("D1", "d")->digest, "d");
  EXPECT_EQ(find("D1", "other").error().kind(), base::ErrorKind::not_found);
  EXPECT_EQ(find("D2", "d").error().kind(), base::ErrorKind::not_found);
  EXPECT_EQ(find("D3", "d").error().kind(), base::ErrorKind::not_found);
}

TEST_P(Query, CountsEveryDeliveryInExactlyOneState) {
  settle_into("D1", "portal", DeliveryState::delivered);
  settle_into("D2", "portal", DeliveryState::parked);
  ASSERT_TRUE(desk_.commit(one_delivery("D3", "portal")));
  const auto equations = desk_.conservation();
  EXPECT_EQ(show(equations), "portal accepted=3 waiting=1 delivered=1 parked=1\n");
  EXPECT_TRUE(equations.at(0).holds());
}

TEST_P(Query, HasNoFaultWhileItWorks) { EXPECT_EQ(store_->fault(), std::nullopt); }

}  // namespace
}  // namespace lienthong::storage
