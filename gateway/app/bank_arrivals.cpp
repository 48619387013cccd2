#include "app/bank_arrivals.hpp"

#include "arrival/folder_source.hpp"
#include "arrival/sftp_source.hpp"
#include "base/log.hpp"
#include "runtime/tokens.hpp"
#include "sync/fees/statement_journal.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace lienthong::app {
namespace {

using base::Result;

/// For one look at a server, and for the fetching of one file.
constexpr std::chrono::minutes patience{10};

Result<std::variant<arrival::PrivateKey, arrival::Password>> credential_of(const ops::BankConfig& config) {
  base::Secret secret;
  if (!config.sftp_password_file.empty()) {
    auto read = base::Secret::from_file(config.sftp_password_file);
    if (!read) return base::fail(std::move(read).error());
    secret = std::move(*read);
  }
  if (config.sftp_key_file.empty()) return arrival::Password{std::move(secret)};
  return arrival::PrivateKey{config.sftp_key_file, std::move(secret)};
}

arrival::AfterTaking after_taking(ops::AfterReading after) {
  switch (after) {
    case ops::AfterReading::keep:
      return arrival::AfterTaking::keep;
    case ops::AfterReading::move:
      return arrival::AfterTaking::move;
    case ops::AfterReading::erase:
      return arrival::AfterTaking::remove;
  }
  return arrival::AfterTaking::keep;
}

Result<arrival::SftpSettings> sftp_settings(const ops::BankConfig& config) {
  arrival::SftpSettings out;
  auto credential = credential_of(config);
  if (!credential) return base::fail(std::move(credential).error());
  out.account.host = config.sftp_host;
  out.account.port = config.sftp_port;
  out.account.user = config.sftp_user;
  out.account.credential = std::move(*credential);
  out.account.host_keys = {config.sftp_fingerprint};
  if (!config.sftp_folder.empty()) out.directory = config.sftp_folder;
  out.after_taking = after_taking(config.sftp_after);
  out.move_to = config.sftp_move_to;
  out.settle = config.settle;
  return out;
}

base::Deadline soon(const base::Clock& clock) { return base::Deadline::after(clock.steady(), patience); }

}  // namespace

BankArrivals::BankArrivals(const ops::BankConfig& config, sync::StatementBank bank, const Parts& parts)
    : parts_(parts),
      bank_(std::move(bank)),
      every_(config.every),
      intake_(sync::StoreCalls(parts.store), parts.clock, worker_.stopping()) {}

Result<std::unique_ptr<BankArrivals>> BankArrivals::make(Place place, const ops::BankConfig& config,
                                                         sync::StatementBank bank, const Parts& parts) {
  std::unique_ptr<BankArrivals> out(new BankArrivals(config, std::move(bank), parts));
  switch (place) {
    case Place::folder: {
      arrival::FolderSettings settings;
      settings.folder = config.folder;
      settings.settle = config.settle;
      out->source_ = arrival::make_folder_source(settings, parts.clock);
      return out;
    }
    case Place::sftp: {
      auto settings = sftp_settings(config);
      if (!settings) return base::fail(std::move(settings).error());
      BankArrivals* const self = out.get();
      settings->already_taken = [self](const arrival::OfferedFile& offered) {
        // Whether it was taken before is for the store to say; where it cannot, the file is fetched once more.
        return self->intake_.knows_offer(self->offer_of(offered)).value_or(false);
      };
      out->source_ = arrival::make_sftp_source(std::move(*settings), parts.clock, out->worker_.stopping());
      out->remembers_ = true;
      return out;
    }
  }
  return base::fail(base::ErrorKind::internal, "bank.place", "no such place");
}

boost::asio::awaitable<void> BankArrivals::run() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  std::string last_fault;
  for (;;) {
    const auto looked = co_await worker_.run<int>([this] { return look(); });
    const std::string fault = looked ? std::string() : looked.error().describe();
    if (!fault.empty() && fault != last_fault)
      base::log(base::LogLevel::warning, "a bank's files cannot be fetched", {{"bank", bank_.id}, {"error", fault}});
    if (fault.empty() && !last_fault.empty())
      base::log(base::LogLevel::info, "a bank's files can be fetched again", {{"bank", bank_.id}});
    last_fault = fault;
    timer.expires_after(every_);
    const auto [error] = co_await timer.async_wait(runtime::nothrow);
    if (error || worker_.stopping().stop_requested()) co_return;
  }
}

std::string BankArrivals::offer_of(const arrival::OfferedFile& offered) const {
  return sync::offer_key("sftp/" + bank_.id, offered.name, offered.size, offered.modified_at);
}

Result<int> BankArrivals::look() {
  auto offered = source_->list(soon(parts_.clock));
  if (!offered) return base::fail(std::move(offered).error());
  int taken = 0;
  std::optional<base::Error> first_error;
  for (const arrival::OfferedFile& one : *offered) {
    if (worker_.stopping().stop_requested()) break;
    auto done = take(one);
    if (done) ++taken;
    // One file that cannot be taken must not hold up the others.
    if (!done && !first_error) first_error = std::move(done).error();
  }
  if (first_error) return base::fail(std::move(*first_error));
  return taken;
}

Result<void> BankArrivals::take(const arrival::OfferedFile& offered) {
  const auto file = source_->fetch(offered, parts_.spool, soon(parts_.clock));
  if (!file) return base::fail(file.error());
  auto answer = intake_.take(bank_, *file);
  if (!answer) return base::fail(std::move(answer).error());
  base::log(base::LogLevel::info, "a bank's file was judged",
            {{"bank", bank_.id}, {"file", file->digest}, {"taken", std::string(name(answer->taken))}});
  if (remembers_) {
    auto remembered = intake_.remember_offer(bank_.id, file->digest, offer_of(offered));
    if (!remembered) return remembered;
  }
  const base::Deadline deadline = soon(parts_.clock);
  if (answer->taken == sync::StatementTaken::refused)
    return source_->refused(offered, explain(answer->refusal), deadline);
  return source_->taken(offered, deadline);
}

}  // namespace lienthong::app
