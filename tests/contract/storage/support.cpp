#include "contract/storage/support.hpp"

#include <unistd.h>

#include <sstream>

namespace lienthong::storage {

ScratchFolder::ScratchFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "lienthong-storage-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for the test");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<Store> open_or_fail(SqliteSettings settings) {
  auto opened = open_sqlite_store(std::move(settings));
  if (!opened) throw std::runtime_error(opened.error().describe());
  return std::move(*opened);
}

StoreContract::StoreContract()
    : store_(GetParam() == Engine::memory ? make_memory_store() : open_or_fail({.path = folder_.database()})),
      desk_(*store_) {}

std::string engine_name(const ::testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::memory ? "memory" : "sqlite";
}

base::Result<CommitReceipt> Desk::commit(UnitOfWork work) {
  return wait_for<CommitReceipt>([&](auto done) { store_.commit(std::move(work), done); });
}

std::vector<Lease> Desk::lease(LeaseRequest request) {
  return wait_for<std::vector<Lease>>([&](auto done) { store_.lease(std::move(request), done); }).value();
}

base::Result<void> Desk::settle(Settlement settlement) {
  return wait_for<void>([&](auto done) { store_.settle(std::move(settlement), done); });
}

std::int64_t Desk::requeue(QueueFilter filter, std::int64_t now, std::string reason) {
  return wait_for<std::int64_t>([&](auto done) { store_.requeue(std::move(filter), at(now), std::move(reason), done); })
      .value();
}

std::int64_t Desk::recover(std::int64_t now) {
  return wait_for<std::int64_t>([&](auto done) { store_.recover(at(now), done); }).value();
}

DossierRecord Desk::load(const std::string& code) {
  return wait_for<DossierRecord>([&](auto done) { store_.load(dossier(code), done); }).value();
}

std::vector<Conservation> Desk::conservation() {
  return wait_for<std::vector<Conservation>>([&](auto done) { store_.conservation(done); }).value();
}

std::vector<QueueRow> Desk::list_queue(QueueFilter filter) {
  return wait_for<std::vector<QueueRow>>([&](auto done) { store_.list_queue(std::move(filter), done); }).value();
}

std::optional<std::int64_t> Desk::next_due(const std::string& of) {
  const auto due = wait_for<std::optional<base::Instant>>([&](auto done) { store_.next_due(peer(of), done); }).value();
  if (!due) return std::nullopt;
  return base::unix_ms(*due);
}

base::Instant at(std::int64_t milliseconds) { return base::from_unix_ms(milliseconds); }
domain::SystemId peer(const std::string& name) { return domain::SystemId{name}; }
domain::DossierCode dossier(const std::string& code) { return domain::DossierCode{code}; }

domain::Event event(const std::string& id, std::int64_t occurred_at) {
  domain::Event made;
  made.id = domain::EventId{id};
  made.source = peer("province");
  made.occurred_at = at(occurred_at);
  return made;
}

domain::Delivery delivery(const std::string& to, std::int64_t lane_seq, std::int64_t due_at) {
  domain::Delivery made;
  made.peer = peer(to);
  made.kind = "dossier";
  made.subject = "subject-" + std::to_string(lane_seq);
  made.key = domain::IdempotencyKey{"key-" + std::to_string(lane_seq)};
  made.payload = R"({"code":"x"})";
  made.lane_seq = lane_seq;
  made.due_at = at(due_at);
  return made;
}

domain::PeerView view(const std::string& of, const std::string& code, domain::Status status) {
  domain::PeerView made;
  made.peer = peer(of);
  made.dossier = dossier(code);
  made.presence = domain::Presence::present;
  made.status = status;
  return made;
}

InboxRecord message(const std::string& source, const std::string& key) {
  InboxRecord made;
  made.source = peer(source);
  made.kind = "dossier";
  made.key = key;
  made.body_digest = "digest-of-" + key;
  made.raw = "raw of " + key;
  return made;
}

domain::Dossier truth(const std::string& code, domain::Status status, std::int64_t since) {
  domain::Dossier made;
  made.code = dossier(code);
  made.procedure = domain::ProcedureCode{"1.001193"};
  made.status = status;
  made.status_since = at(since);
  return made;
}

UnitOfWork one_delivery(const std::string& code, const std::string& to, std::int64_t due_at) {
  UnitOfWork work;
  work.dossier = dossier(code);
  work.create.push_back(delivery(to, 1, due_at));
  return work;
}

LeaseRequest ask(const std::string& of, std::int64_t now, int lanes, int batch) {
  return {.peer = peer(of), .now = at(now), .until = at(now + 1000), .lanes = lanes, .batch = batch};
}

Settlement settled(const Lease& lease, domain::DeliveryState state, std::int64_t due_at, const std::string& reason) {
  Settlement settlement{.token = lease.token, .items = {}, .attempts = {}, .view = {}};
  for (const auto& leased : lease.deliveries) {
    settlement.items.push_back({.delivery = leased.id,
                                .state = state,
                                .due_at = at(due_at),
                                .reason = reason,
                                .attempts = leased.attempts + 1});
  }
  return settlement;
}

namespace {

void show(std::ostream& out, const domain::Delivery& d) {
  out << "  delivery " << d.id.value() << ' ' << d.peer.value() << '/' << d.dossier.value() << " #" << d.lane_seq << ' '
      << d.kind << ' ' << domain::name(d.state) << " attempts=" << d.attempts << " due=" << base::unix_ms(d.due_at)
      << " reason=" << d.reason << " payload=" << d.payload << " key=" << d.key.value() << '\n';
}

}  // namespace

std::string show(const DossierRecord& record) {
  std::ostringstream out;
  out << "version " << record.version << '\n';
  for (const auto& e : record.events) out << "  event " << e.id.value() << ' ' << base::unix_ms(e.occurred_at) << '\n';
  for (const auto& v : record.views) {
    out << "  view " << v.peer.value() << ' ' << (v.status ? domain::code_of(*v.status) : 0) << '\n';
  }
  for (const auto& d : record.deliveries) show(out, d);
  for (const auto& a : record.attachments) out << "  attachment " << a.digest << '\n';
  for (const auto& [key, digest] : record.inbox)
    out << "  inbox " << key.first << ' ' << key.second << ' ' << digest << '\n';
  return out.str();
}

std::string show(const std::vector<Conservation>& equations) {
  std::ostringstream out;
  for (const auto& equation : equations) {
    out << equation.peer.value() << " accepted=" << equation.accepted;
    for (const auto& [state, count] : equation.by_state) out << ' ' << domain::name(state) << '=' << count;
    out << '\n';
  }
  return out.str();
}

std::string show(const std::vector<QueueRow>& rows) {
  std::ostringstream out;
  for (const auto& row : rows) {
    show(out, row.delivery);
    out << "    last " << row.last_reason << '\n';
  }
  return out.str();
}

}  // namespace lienthong::storage
