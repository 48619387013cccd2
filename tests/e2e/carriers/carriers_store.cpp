// The gateway's store before and after a run of the carriers' page.
//   carriers_store seed DB COUNT   so many dossiers, each with an order to the post; prints their item numbers
//   carriers_store events DB       what was heard, a line each: item <tab> order <tab> code of the carrier

#include "codec/json.hpp"
#include "runtime/wait_for.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "sync/canonical.hpp"
#include "sync/post/postal_journal.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <variant>

namespace lienthong {
namespace {

std::string dossier_document(const std::string& code) {
  return R"({"code":")" + code +
         R"(","procedure":{"code":"1.001193","name":"Thủ tục"},"received_at":"2026-01-05T08:00:00.000+07:00",)"
         R"("due_at":"2026-12-30T17:00:00.000+07:00","return_method":"post","applicant":{"name":"Trần Thị Mơ",)"
         R"("phone":"0912000111","address":"Tổ 7, phường Quang Trung"}})";
}

std::unique_ptr<storage::Store> open(const std::string& path) {
  storage::SqliteSettings settings;
  settings.path = path;
  return storage::open_sqlite_store(settings).value();
}

void commit(storage::Store& store, storage::UnitOfWork work) {
  runtime::wait_for<storage::CommitReceipt>([&](auto done) { store.commit(std::move(work), std::move(done)); }).value();
}

/// As the gateway keeps it when the province has stated the dossier and the post was asked for it.
void keep_dossier(storage::Store& store, int number, base::Instant now) {
  const domain::DossierCode code("H55.12-260105-" + std::to_string(1000 + number));
  const auto item = domain::ItemNumber::from_serial("EH", static_cast<std::uint32_t>(number)).value();
  codec::Arena arena;
  const std::string document = dossier_document(code.value());
  storage::UnitOfWork work;
  work.dossier = code;
  work.at = now;
  work.events =
      sync::events_of_dossier(domain::SystemId("province"), code, codec::read_json(document, arena).value()).value();
  const sync::OrderPlaced placed{1, item, now - std::chrono::hours(24)};
  work.journal.push_back(sync::to_entry(domain::OrderNumber::deliver(code).value(), placed));
  commit(store, std::move(work));
  std::cout << item.text() << "\n";
}

void print_events(storage::Store& store) {
  std::int64_t after = 0;
  for (;;) {
    const auto rows = runtime::wait_for<std::vector<storage::JournalRow>>([&](auto done) {
                        store.read_journal(storage::Journal::postal_order, after, 1000, std::move(done));
                      }).value();
    if (rows.empty()) return;
    after = rows.back().sequence;
    for (const storage::JournalRow& row : rows) {
      const auto fact = sync::fact_of(row.entry).value();
      const auto* heard = std::get_if<sync::EventHeard>(&fact);
      if (heard == nullptr) continue;
      std::cout << heard->event.item.text() << "\t" << heard->event.order.text() << "\t" << heard->event.source_code
                << "\n";
    }
  }
}

}  // namespace
}  // namespace lienthong

int main(int argc, char** argv) {
  using namespace lienthong;
  const std::string act = argc > 2 ? argv[1] : "";
  if (act == "seed" && argc == 4) {
    auto store = open(argv[2]);
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    for (int number = 1; number <= std::atoi(argv[3]); ++number) keep_dossier(*store, number, now);
    store->close();
    return 0;
  }
  if (act == "events" && argc == 3) {
    auto store = open(argv[2]);
    print_events(*store);
    store->close();
    return 0;
  }
  std::cerr << "carriers_store seed DB COUNT | carriers_store events DB\n";
  return 2;
}
