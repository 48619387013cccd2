#include "app/bank_arrivals.hpp"

#include "support/run_coroutine.hpp"
#include "unit/sync_fees/camt_text.hpp"
#include "unit/sync_fees/statement_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <fstream>

namespace lienthong::app {
namespace {

using sync::testing::replaced;
using sync::testing::StatementDesk;
using sync::testing::two_credits;

TEST(BankArrivals, TakesInWhatIsPutIntoTheFolderAndExplainsWhatIsNot) {
  boost::asio::io_context io;
  StatementDesk desk;
  const base::SystemClock clock;
  ops::BankConfig config;
  config.id = "vcb";
  config.folder = (desk.folder / "bank").string();
  config.every = config.settle = std::chrono::milliseconds{20};
  std::filesystem::create_directory(config.folder);
  const std::filesystem::path folder(config.folder);
  std::ofstream(folder / "good.xml") << two_credits().text();
  std::ofstream(folder / "bad.xml") << replaced(two_credits().text(), ">1028000<", ">1028001<");
  auto arrivals =
      BankArrivals::make(BankArrivals::Place::folder, config, desk.bank, {*desk.store, clock, desk.spool}).value();
  boost::asio::co_spawn(io, arrivals->run(), boost::asio::detached);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  const auto judged = [&] {
    return std::filesystem::exists(folder / "taken" / "good.xml") &&
           std::filesystem::exists(folder / "refused" / "bad.xml.ly-do.txt");
  };
  while (!judged() && std::chrono::steady_clock::now() < end) io.run_one_for(std::chrono::milliseconds{20});
  EXPECT_TRUE(judged());
  EXPECT_EQ(desk.chain().size(), 1U);
  std::ifstream reason(folder / "refused" / "bad.xml.ly-do.txt");
  const std::string text{std::istreambuf_iterator<char>(reason), {}};
  EXPECT_NE(text.find("không bằng số dư cuối kỳ"), std::string::npos) << text;
  arrivals->stop();
  io.run_for(std::chrono::seconds{5});
}

TEST(BankArrivals, NamesASecretThatCannotBeRead) {
  StatementDesk desk;
  ops::BankConfig config;
  config.id = "vcb";
  config.sftp_host = "sftp.bank.example";
  config.sftp_password_file = (desk.folder / "none").string();
  EXPECT_FALSE(BankArrivals::make(BankArrivals::Place::sftp, config, desk.bank, {*desk.store, desk.clock, desk.spool}));
}

}  // namespace
}  // namespace lienthong::app
