#pragma once

#include "runtime/wakeup.hpp"
#include "sync/fees/payment_desk.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace lienthong::sync {

/// Follows the journal of claims: asks the platform about attempts whose end nobody knows, and tells dossiers that all
/// their fees are paid. What is due is found again from the journal after a restart; a dossier is told once more after
/// a crash, which its event's id makes harmless.
class PaymentWatch {
 public:
  struct Parts {
    boost::asio::any_io_executor executor;
    storage::Store& store;
    const base::Clock& clock;
    base::Random& random;
    Intake& intake;
    PaymentDesk& desk;
    peer::PaymentPlatform& platform;
    domain::QueryPolicy policy;
  };
  explicit PaymentWatch(Parts parts);

  /// Until `stop` or cancelled.
  boost::asio::awaitable<void> run();
  void stop();
  /// Something was stored: look at once.
  void notify() { wakeup_.notify(); }

  /// Reads what is new in the journal, tells dossiers, asks what is due now. Gives when there is something to do next.
  /// What fails is logged and tried again.
  boost::asio::awaitable<std::chrono::milliseconds> look();
  /// Claims whose end nobody will find out by asking, by subject.
  [[nodiscard]] const std::set<std::string>& for_a_person() const { return for_a_person_; }

 private:
  boost::asio::awaitable<base::Result<void>> read_on();
  boost::asio::awaitable<base::Result<void>> take_row(const storage::JournalRow& row);
  boost::asio::awaitable<base::Result<void>> tell_dossier(const ClaimKey& key);
  boost::asio::awaitable<base::Result<void>> move_cursor();
  boost::asio::awaitable<void> plan(std::string subject);
  boost::asio::awaitable<void> ask(std::string subject, domain::AskAt due);

  Parts parts_;
  PaymentClaims claims_;
  runtime::Wakeup wakeup_;
  std::map<std::string, domain::AskAt> due_;  ///< by subject
  std::set<std::string> for_a_person_;
  std::set<std::string> changed_;  ///< subjects to be planned anew
  std::int64_t read_ = 0;          ///< sequence up to which the journal was read
  std::int64_t told_ = -1;         ///< up to which dossiers were told; -1: the cursor is not loaded yet
  std::int64_t cursor_ = 0;        ///< as it is stored
  bool stopping_ = false;
};

}  // namespace lienthong::sync
