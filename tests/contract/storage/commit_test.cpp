#include "contract/storage/support.hpp"

namespace lienthong::storage {
namespace {

using domain::DeliveryState;
using domain::Status;

class Commit : public StoreContract {};
INSTANTIATE_TEST_SUITE_P(Engines, Commit, ::testing::Values(Engine::memory, Engine::sqlite), engine_name);

UnitOfWork new_dossier(const std::string& code) {
  UnitOfWork work;
  work.dossier = dossier(code);
  work.events.push_back(event(code + "-first", 1));
  return work;
}

domain::Event full_event() {
  auto made = event("full", 1'700'000'000'123);
  made.procedure = domain::ProcedureCode{"1.001193"};
  made.source_sequence = -7;
  made.move =
      domain::Move{.to = Status::not_accepted, .reason = "Thiếu giấy tờ", .evidence = domain::Evidence::implied};
  made.facts = {{"applicant", R"({"name":"Nguyễn Thị Đào"})"}, {"", ""}, {"binary", std::string("a\0b\xff", 4)}};
  return made;
}

domain::Delivery full_delivery() {
  auto made = delivery("portal", 3, 55);
  made.kind = "progress";
  made.collapse = domain::Collapse::latest;
  made.status = Status::returned;
  made.occurred_at = at(-5);
  made.payload = std::string("body\0with a zero byte", 21);
  made.state = DeliveryState::parked;
  made.attempts = 4;
  made.created_at = at(44);
  made.reason = "mapping.code_unmapped";
  return made;
}

domain::PeerView full_view() {
  auto made = view("portal", "D1", Status::processing);
  made.status_at = at(12);
  made.document_digest = "abc";
  made.how = domain::Knowledge::told_us;
  made.known_at = at(13);
  return made;
}

TEST_P(Commit, GivesBackEveryFieldExactlyAsItWasStored) {
  auto work = new_dossier("D1");
  work.events = {full_event(), event("plain", 2)};
  work.create = {full_delivery()};
  work.views = {full_view()};
  work.attachments = {{.digest = "d1", .bytes = std::string("\0\1\2", 3)}};
  work.inbox = message("province", "k1");
  const auto receipt = desk_.commit(work);
  ASSERT_TRUE(receipt) << receipt.error().describe();
  EXPECT_EQ(receipt->version, 1);
  ASSERT_EQ(receipt->created.size(), 1U);

  const auto record = desk_.load("D1");
  EXPECT_EQ(record.version, 1);
  for (auto& e : work.events) e.dossier = dossier("D1");
  EXPECT_EQ(record.events, work.events);
  work.create[0].id = receipt->created[0];
  work.create[0].dossier = dossier("D1");
  EXPECT_EQ(record.deliveries, work.create);
  EXPECT_EQ(record.views, work.views);
  ASSERT_EQ(record.attachments.size(), 1U);
  EXPECT_EQ(record.attachments[0].digest, "d1");
  EXPECT_TRUE(record.attachments[0].bytes.empty()) << "loading a dossier brings digests only";
  EXPECT_EQ(record.inbox.at({"province", "k1"}), "digest-of-k1");
}

TEST_P(Commit, KnowsNothingOfADossierThatWasNeverStored) {
  const auto record = desk_.load("nobody");
  EXPECT_EQ(record.version, 0);
  EXPECT_TRUE(record.events.empty());
}

TEST_P(Commit, RaisesTheVersionByOneEachTime) {
  ASSERT_EQ(desk_.commit(new_dossier("D1"))->version, 1);
  UnitOfWork second{.dossier = dossier("D1"), .expected_version = 1, .views = {view("portal", "D1", Status::accepted)}};
  EXPECT_EQ(desk_.commit(second)->version, 2);
  UnitOfWork nothing{.dossier = dossier("D1"), .expected_version = 2};
  EXPECT_EQ(desk_.commit(nothing)->version, 2) << "a commit that changes nothing makes no version";
}

TEST_P(Commit, RefusesADecisionMadeOnAnOldVersionAndChangesNothing) {
  ASSERT_TRUE(desk_.commit(new_dossier("D1")));
  auto late = new_dossier("D1");
  late.events = {event("late", 2)};
  late.create = {delivery("portal", 1)};
  late.cursor = CursorAdvance{.peer = peer("portal"), .stream = "s", .cursor = "9"};
  late.contract_drift = {{.source = peer("portal"), .kind = "dossier", .path = "/x", .count = 1}};
  const auto refused = desk_.commit(late);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(refused.error().code(), "store.version");
  EXPECT_EQ(desk_.load("D1").events.size(), 1U);
  EXPECT_TRUE(desk_.conservation().empty());
  EXPECT_EQ(*wait_for<std::string>([&](auto done) { store_->load_cursor(peer("portal"), "s", done); }), "");
  EXPECT_TRUE(wait_for<std::vector<ContractDrift>>([&](auto done) { store_->list_contract_drift(done); })->empty());
}

TEST_P(Commit, RefusesAVersionOfADossierThatDoesNotExist) {
  auto work = new_dossier("D1");
  work.expected_version = 3;
  EXPECT_EQ(desk_.commit(work).error().code(), "store.version");
  EXPECT_EQ(desk_.load("D1").version, 0);
}

TEST_P(Commit, TakesAMessageOfOneSourceAndKeyOnce) {
  auto first = new_dossier("D1");
  first.inbox = message("province", "k1");
  ASSERT_TRUE(desk_.commit(first));
  UnitOfWork again{
      .dossier = dossier("D1"), .expected_version = 1, .inbox = message("province", "k1"), .events = {event("e2", 2)}};
  const auto refused = desk_.commit(again);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(refused.error().code(), "store.key");
  EXPECT_EQ(desk_.load("D1").version, 1);
  again.inbox = message("portal", "k1");
  EXPECT_TRUE(desk_.commit(again)) << "another source may use the same key";
}

TEST_P(Commit, KeepsTheSameEventOnce) {
  ASSERT_TRUE(desk_.commit(new_dossier("D1")));
  auto again = new_dossier("D1");
  again.expected_version = 1;
  again.events.push_back(event("D1-second", 2));
  ASSERT_TRUE(desk_.commit(again));
  EXPECT_EQ(desk_.load("D1").events.size(), 2U);
}

TEST_P(Commit, SupersedesWaitingDeliveriesOnly) {
  const auto created = desk_.commit(one_delivery("D1", "portal"))->created;
  UnitOfWork newer{
      .dossier = dossier("D1"), .expected_version = 1, .create = {delivery("portal", 2)}, .supersede = created};
  ASSERT_TRUE(desk_.commit(newer));
  const auto record = desk_.load("D1");
  EXPECT_EQ(record.deliveries[0].state, DeliveryState::superseded);
  EXPECT_EQ(record.deliveries[0].reason, "superseded");
  const auto leases = desk_.lease(ask("portal", 10));
  ASSERT_EQ(leases.size(), 1U);
  EXPECT_EQ(leases[0].deliveries[0].lane_seq, 2);

  UnitOfWork too_late{.dossier = dossier("D1"),
                      .expected_version = 2,
                      .create = {delivery("portal", 3)},
                      .supersede = {leases[0].deliveries[0].id}};
  EXPECT_EQ(desk_.commit(too_late).error().code(), "store.version");
  EXPECT_EQ(desk_.load("D1").deliveries.size(), 2U) << "what came with it is not stored either";
}

TEST_P(Commit, RefusesToSupersedeWhatIsAnotherDossiersOrNobodys) {
  const auto created = desk_.commit(one_delivery("D1", "portal"))->created;
  UnitOfWork foreign{.dossier = dossier("D2"), .events = {event("e", 1)}, .supersede = created};
  EXPECT_EQ(desk_.commit(foreign).error().code(), "store.version");
  foreign.supersede = {domain::DeliveryId{999}};
  EXPECT_EQ(desk_.commit(foreign).error().code(), "store.version");
  EXPECT_EQ(desk_.load("D2").version, 0);
}

TEST_P(Commit, RefusesAPlaceInALaneThatIsTaken) {
  ASSERT_TRUE(desk_.commit(one_delivery("D1", "portal")));
  UnitOfWork same{.dossier = dossier("D1"), .expected_version = 1, .create = {delivery("portal", 1)}};
  EXPECT_EQ(desk_.commit(same).error().code(), "store.lane_seq");
  same.create = {delivery("portal", 2), delivery("portal", 2)};
  EXPECT_EQ(desk_.commit(same).error().code(), "store.lane_seq");
  same.create = {delivery("portal", 2), delivery("ministry", 1)};
  EXPECT_TRUE(desk_.commit(same));
}

TEST_P(Commit, RefusesADeliveryThatStartsInFlight) {
  auto work = one_delivery("D1", "portal");
  work.create[0].state = DeliveryState::in_flight;
  EXPECT_EQ(desk_.commit(work).error().kind(), base::ErrorKind::invalid);
}

TEST_P(Commit, MovesACursorInTheTransactionOfItsEventsAndWithoutAny) {
  auto work = new_dossier("D1");
  work.cursor = CursorAdvance{.peer = peer("portal"), .stream = "status", .cursor = "p1"};
  ASSERT_TRUE(desk_.commit(work));
  const auto cursor = [&] {
    return *wait_for<std::string>([&](auto done) { store_->load_cursor(peer("portal"), "status", done); });
  };
  EXPECT_EQ(cursor(), "p1");
  UnitOfWork empty_page;
  empty_page.cursor = CursorAdvance{.peer = peer("portal"), .stream = "status", .cursor = "p2"};
  EXPECT_EQ(desk_.commit(empty_page)->version, 0);
  EXPECT_EQ(cursor(), "p2");
  EXPECT_EQ(*wait_for<std::string>([&](auto done) { store_->load_cursor(peer("portal"), "other", done); }), "");
}

TEST_P(Commit, RefusesEventsWithoutADossier) {
  UnitOfWork work;
  work.events = {event("e", 1)};
  EXPECT_EQ(desk_.commit(work).error().code(), "store.no_dossier");
}

TEST_P(Commit, AppendsToTheChangeFeedWhenTheTruthsStatusMoves) {
  auto work = new_dossier("D1");
  work.truth = truth("D1", Status::registered, 100);
  work.at = at(500);
  ASSERT_TRUE(desk_.commit(work));
  UnitOfWork same{.dossier = dossier("D1"),
                  .expected_version = 1,
                  .events = {event("e2", 2)},
                  .truth = truth("D1", Status::registered, 100)};
  ASSERT_TRUE(desk_.commit(same));
  UnitOfWork moved{.dossier = dossier("D1"),
                   .expected_version = 2,
                   .events = {event("e3", 3)},
                   .truth = truth("D1", Status::accepted, 200),
                   .at = at(600)};
  ASSERT_TRUE(desk_.commit(moved));
  const auto feed = [&](std::int64_t after, int limit) {
    return *wait_for<std::vector<Change>>([&](auto done) { store_->changes(after, limit, done); });
  };
  const auto all = feed(0, 10);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].status, Status::registered);
  EXPECT_EQ(all[1].status, Status::accepted);
  EXPECT_EQ(all[1].dossier, dossier("D1"));
  EXPECT_EQ(all[1].occurred_at, at(200));
  EXPECT_EQ(all[1].recorded_at, at(600));
  EXPECT_EQ(feed(all[0].sequence, 10).size(), 1U);
  EXPECT_EQ(feed(0, 1).size(), 1U);
}

TEST_P(Commit, CountsWhatItAcceptsForEachPeer) {
  auto work = one_delivery("D1", "portal");
  work.create.push_back(delivery("portal", 2));
  work.create.push_back(delivery("ministry", 1));
  ASSERT_TRUE(desk_.commit(work));
  EXPECT_EQ(show(desk_.conservation()), "ministry accepted=1 waiting=1\nportal accepted=2 waiting=2\n");
}

TEST_P(Commit, AddsUpFieldsThatAContractDoesNotKnow) {
  UnitOfWork work;
  work.cursor = CursorAdvance{.peer = peer("portal"), .stream = "s", .cursor = "1"};
  work.contract_drift = {
      {.source = peer("portal"), .kind = "k", .path = "/new", .count = 2, .first_at = at(5), .last_at = at(6)}};
  ASSERT_TRUE(desk_.commit(work));
  work.contract_drift[0] = {
      .source = peer("portal"), .kind = "k", .path = "/new", .count = 3, .first_at = at(4), .last_at = at(9)};
  ASSERT_TRUE(desk_.commit(work));
  const auto drift = *wait_for<std::vector<ContractDrift>>([&](auto done) { store_->list_contract_drift(done); });
  ASSERT_EQ(drift.size(), 1U);
  EXPECT_EQ(drift[0].count, 5);
  EXPECT_EQ(drift[0].first_at, at(4));
  EXPECT_EQ(drift[0].last_at, at(9));
  EXPECT_EQ(drift[0].path, "/new");
}

TEST_P(Commit, RefusesEverythingAfterItWasClosed) {
  store_->close();
  const auto refused = desk_.commit(new_dossier("D1"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::cancelled);
  const auto unread = wait_for<DossierRecord>([&](auto done) { store_->load(dossier("D1"), done); });
  ASSERT_FALSE(unread);
  EXPECT_EQ(unread.error().kind(), base::ErrorKind::cancelled);
}

}  // namespace
}  // namespace lienthong::storage
