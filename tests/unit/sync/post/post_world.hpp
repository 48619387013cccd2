#pragma once

#include "domain/post.hpp"
#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/fake_clock.hpp"
#include "support/run_coroutine.hpp"
#include "sync/post/postal_journal.hpp"
#include "sync/post/stored_postal_desk.hpp"
#include "unit/sync/sync_world.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::sync::testing {

inline const domain::SystemId vnpost("vnpost");
inline const domain::OrderNumber delivery = domain::OrderNumber::deliver(dossier_code).value();
inline const domain::OrderNumber collection = domain::OrderNumber::collect(dossier_code, "0.71").value();

inline domain::ItemNumber item(std::uint32_t serial) { return domain::ItemNumber::from_serial("EH", serial).value(); }

inline domain::TrackingEvent heard(std::string_view clock, std::optional<domain::PostalMovement> movement,
                                   const domain::OrderNumber& order = delivery, std::uint32_t serial = 550'123) {
  domain::TrackingEvent event{.id = {}, .source = vnpost, .item = item(serial), .order = order};
  event.occurred_at = at(clock);
  event.movement = movement;
  event.source_code = movement ? std::string(domain::name(*movement)) : "77";
  if (movement == domain::PostalMovement::attempt_failed) event.note = "vắng nhà";
  event.id = domain::derive_tracking_id(event);
  return event;
}

inline std::vector<PostalLine> lines(std::initializer_list<domain::TrackingEvent> events) {
  std::vector<PostalLine> out;
  for (const auto& event : events) out.push_back({"raw " + event.id.value().substr(0, 8), event});
  return out;
}

inline storage::JournalRow row(std::int64_t sequence, const domain::OrderNumber& order, const PostalFact& fact) {
  return {sequence, to_entry(order, fact)};
}

inline domain::PostalRules postal_rules() {
  using std::chrono::hours;
  const auto from = std::chrono::year{2025} / 1 / 1;
  return domain::PostalRules::from({{domain::Leg::collect, from, hours{24}, hours{48}, hours{72}, 2},
                                    {domain::Leg::deliver, from, hours{24}, hours{72}, hours{120}, 2}})
      .value();
}

enum class Engine { memory, sqlite };
inline std::string name_of(const ::testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::memory ? "memory" : "sqlite";
}

/// A store of either engine, in a folder of its own.
class OpenedStore {
 public:
  explicit OpenedStore(Engine engine) {
    if (engine == Engine::memory) {
      store_ = storage::make_memory_store();
      return;
    }
    std::string pattern = (std::filesystem::temp_directory_path() / "lt-post-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    storage::SqliteSettings settings;
    settings.path = (folder_ / "store.db").string();
    store_ = storage::open_sqlite_store(settings).value();
  }
  ~OpenedStore() {
    store_->close();
    store_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  OpenedStore(const OpenedStore&) = delete;
  OpenedStore& operator=(const OpenedStore&) = delete;
  storage::Store& operator*() const { return *store_; }
  storage::Store* operator->() const { return store_.get(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<storage::Store> store_;
};

/// The world of the other tests, in which the post's delivery may return a result.
inline World world_with_post() {
  World out = testing::world();
  using domain::Part;
  using domain::Status;
  std::map<Status, Part> parts;
  for (int code = 1; code <= 10; ++code)
    parts[*domain::status_from_code(code)] = out.authority.part_of(*domain::status_from_code(code));
  out.authority = domain::Authority({{Part::submission, province},
                                     {Part::processing, province},
                                     {Part::payment, province},
                                     {Part::postal, province},
                                     {Part::result, province}},
                                    parts, {}, {}, {{{Status::returned}, {}, vnpost, at("00:00:00"), std::nullopt}});
  return out;
}

/// A document of a dossier that is completed; `more`: members to add.
inline std::string completed_json(std::string_view more) {
  std::string out = document_json(own_procedure);
  out.replace(out.find("\"completed\":false"), 17,
              R"("completed":true,"completed_at":"2026-06-15T08:05:00.000+07:00")");
  out.insert(out.size() - 1, more);
  return out;
}
inline constexpr std::string_view by_post = R"(,"return_method":"post")";

/// A desk with everything behind it.
class PostWorld {
 public:
  explicit PostWorld(Engine engine) : store(engine) {}

  template <class T, class Start>
  T stored(Start start) {
    return lienthong::testing::run(io, runtime::await_callback<T>(std::move(start))).value();
  }
  void commit(storage::UnitOfWork work) {
    stored<storage::CommitReceipt>([&](auto done) { store->commit(std::move(work), std::move(done)); });
  }
  void write(const domain::OrderNumber& order, const PostalFact& fact) {
    storage::UnitOfWork work;
    work.journal.push_back(to_entry(order, fact));
    commit(std::move(work));
  }
  /// A document of the province: the dossier is known afterwards.
  void know_dossier(std::string_view json, std::string key = "k1") {
    auto given = message(json, peer::Canonical::dossier, std::move(key));
    const auto taken = lienthong::testing::run(
        io, intake.accept_facts(facts_of(province, "document", given->incoming, std::string(json), clock.now()).value(),
                                lienthong::testing::soon()));
    ASSERT_TRUE(taken) << taken.error().describe();
  }
  std::vector<storage::RefusedRecord> refused() {
    return stored<std::vector<storage::RefusedRecord>>([&](auto done) { store->list_refused(100, std::move(done)); });
  }

  boost::asio::io_context io;
  OpenedStore store;
  support::FakeClock clock{at("09:00:00")};
  World world = world_with_post();
  domain::PostalRules rules = postal_rules();
  Observer observer;
  Intake intake{*store, clock, world, observer, [](const domain::SystemId&) {}};
  PostalBook book{{*store, clock, world.authority, rules}};
  StoredPostalDesk desk{{*store, clock, book}};
};

}  // namespace lienthong::sync::testing
