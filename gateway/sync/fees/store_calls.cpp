#include "sync/fees/store_calls.hpp"

#include "runtime/wait_for.hpp"

namespace lienthong::sync {
namespace {

using runtime::wait_for;

constexpr int page_size = 1'000;

}  // namespace

base::Result<storage::CommitReceipt> StoreCalls::commit(storage::UnitOfWork work) const {
  return wait_for<storage::CommitReceipt>([&](auto done) { store_->commit(std::move(work), std::move(done)); });
}

base::Result<std::int64_t> StoreCalls::add_refused(storage::RefusedRecord record) const {
  return wait_for<std::int64_t>([&](auto done) { store_->add_refused(std::move(record), std::move(done)); });
}

base::Result<std::vector<storage::RefusedRecord>> StoreCalls::list_refused(int limit) const {
  return wait_for<std::vector<storage::RefusedRecord>>(
      [&](auto done) { store_->list_refused(limit, std::move(done)); });
}

base::Result<storage::DossierRecord> StoreCalls::load(const domain::DossierCode& code) const {
  return wait_for<storage::DossierRecord>([&](auto done) { store_->load(code, std::move(done)); });
}

base::Result<std::vector<storage::JournalRow>> StoreCalls::load_journal(storage::Journal journal,
                                                                        const std::string& subject) const {
  return wait_for<std::vector<storage::JournalRow>>(
      [&](auto done) { store_->load_journal(journal, subject, std::move(done)); });
}

base::Result<std::vector<std::string>> StoreCalls::find_subjects(storage::Journal journal,
                                                                 const std::string& key) const {
  return wait_for<std::vector<std::string>>([&](auto done) { store_->find_subjects(journal, key, std::move(done)); });
}

base::Result<std::vector<storage::JournalRow>> StoreCalls::read_whole_journal(storage::Journal journal) const {
  std::vector<storage::JournalRow> out;
  for (;;) {
    const std::int64_t after = out.empty() ? 0 : out.back().sequence;
    auto page = wait_for<std::vector<storage::JournalRow>>(
        [&](auto done) { store_->read_journal(journal, after, page_size, std::move(done)); });
    if (!page) return page;
    if (page->empty()) return out;
    std::move(page->begin(), page->end(), std::back_inserter(out));
  }
}

base::Result<void> StoreCalls::for_each_active(
    const storage::DaySpan& days, const std::function<base::Result<void>(const storage::DossierEvents&)>& each) const {
  for (std::string after;;) {
    const auto page = wait_for<std::vector<storage::DossierEvents>>(
        [&](auto done) { store_->list_active(days, after, page_size, std::move(done)); });
    if (!page) return base::fail(page.error());
    if (page->empty()) return {};
    for (const storage::DossierEvents& one : *page) {
      if (auto done = each(one); !done) return done;
    }
    after = page->back().code.value();
  }
}

}  // namespace lienthong::sync
