// Fills a new store with dossiers of three years, as they are after their way through the gateway: to time what reads
// many of them. fill_store <file> <dossiers>

#include "base/instant.hpp"
#include "domain/dossier.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace lienthong::bench {
namespace {

using domain::Status;

constexpr int days_in_three_years = 1'096;
constexpr std::size_t delivered_bytes = 900;
const base::Instant first_day = *base::from_rfc3339("2024-01-01T08:00:00+07:00");

constexpr std::array procedures{"1.001193", "1.000894", "1.003560", "2.000815", "2.000033"};

struct Made {
  domain::DossierCode code;
  domain::ProcedureCode procedure;
  base::Instant received_at{};
};

Made make(int number, int dossiers) {
  const int day = static_cast<int>(std::int64_t{number} * days_in_three_years / dossiers);
  Made out;
  out.received_at = first_day + std::chrono::days{day} + std::chrono::seconds{number % 20'000};
  const std::string date = base::to_rfc3339(out.received_at).substr(2, 8);
  char serial[16];
  std::snprintf(serial, sizeof serial, "-%06d", number % 1'000'000);
  out.code = domain::DossierCode("H55.12-" + date.substr(0, 2) + date.substr(3, 2) + date.substr(6, 2) + serial);
  out.procedure = domain::ProcedureCode(procedures[static_cast<std::size_t>(number) % procedures.size()]);
  return out;
}

domain::Event event(const Made& made, Status to, std::chrono::minutes after, domain::Facts facts) {
  domain::Event out;
  out.source = domain::SystemId("province");
  out.dossier = made.code;
  out.procedure = made.procedure;
  out.occurred_at = made.received_at + after;
  out.move = domain::Move{to, "", domain::Evidence::stated};
  out.facts = std::move(facts);
  out.id = derive_event_id(out);
  return out;
}

std::vector<domain::Event> events(const Made& made, int number) {
  const std::string name =
      R"({"name":"Nguyễn Văn )" + std::to_string(number) + R"(","identity_number":"019090000001"})";
  const std::string procedure = R"({"code":")" + made.procedure.value() + R"(","name":"Thủ tục"})";
  using std::chrono::minutes;
  std::vector<domain::Event> out{
      event(made, Status::accepted, minutes{0}, {{"applicant", name}, {"procedure", procedure}}),
      event(made, Status::processing, minutes{20}, {{"officer", "\"Lê Thị Tư\""}}),
      event(made, Status::completed, minutes{2'000}, {{"officer", "\"Lê Thị Tư\""}}),
      event(made, Status::returned, minutes{2'900}, {})};
  if (number % 7 == 0) out.back().facts["payment"] = "\"recorded_offline\"";
  return out;
}

std::vector<domain::Delivery> deliveries(const Made& made) {
  std::vector<domain::Delivery> out;
  for (std::int64_t place = 1; place <= 6; ++place) {
    domain::Delivery& one = out.emplace_back();
    one.peer = domain::SystemId("portal");
    one.dossier = made.code;
    one.lane_seq = place;
    one.kind = "status";
    one.key = domain::IdempotencyKey(made.code.value() + "/" + std::to_string(place));
    one.created_at = one.due_at = one.occurred_at = made.received_at;
    one.state = domain::DeliveryState::waiting;
    one.payload.assign(delivered_bytes, static_cast<char>('a' + place));
  }
  return out;
}

storage::UnitOfWork unit_of_work(int number, int dossiers) {
  const Made made = make(number, dossiers);
  storage::UnitOfWork out;
  out.dossier = made.code;
  out.at = made.received_at;
  out.events = events(made, number);
  out.create = deliveries(made);
  domain::Dossier truth;
  truth.code = made.code;
  truth.procedure = made.procedure;
  truth.status = Status::returned;
  truth.status_since = out.events.back().occurred_at;
  out.truth = std::move(truth);
  return out;
}

void fill(const char* file, int dossiers) {
  storage::SqliteSettings settings;
  settings.path = file;
  auto store = storage::open_sqlite_store(std::move(settings));
  if (!store) throw std::runtime_error(store.error().describe());
  constexpr int at_once = 256;
  std::vector<std::future<base::Result<storage::CommitReceipt>>> waiting;
  for (int number = 0; number < dossiers; ++number) {
    auto promise = std::make_shared<std::promise<base::Result<storage::CommitReceipt>>>();
    waiting.push_back(promise->get_future());
    (*store)->commit(unit_of_work(number, dossiers), [promise](auto result) { promise->set_value(std::move(result)); });
    if (waiting.size() < at_once && number + 1 < dossiers) continue;
    for (auto& one : waiting) {
      if (const auto result = one.get(); !result) throw std::runtime_error(result.error().describe());
    }
    waiting.clear();
  }
  (*store)->close();
}

}  // namespace
}  // namespace lienthong::bench

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "fill_store <file> <dossiers>\n";
    return 2;
  }
  try {
    lienthong::bench::fill(words[1], std::atoi(words[2]));
    return 0;
  } catch (const std::exception& problem) {
    std::cerr << "fill_store: " << problem.what() << "\n";
    return 1;
  }
}
