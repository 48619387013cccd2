#pragma once

#include "arrival/sftp_source.hpp"
#include "base/clock.hpp"
#include "integration/arrival/ssh_server.hpp"
#include "support/run_coroutine.hpp"

#include <gtest/gtest.h>

namespace lienthong::arrival {

/// Our side of a test: a spool and sources that look at the server's outbox.
class SftpDesk {
 public:
  [[nodiscard]] static SftpSettings settings(const SshServer& server) {
    SftpSettings settings;
    settings.account = server.account();
    settings.directory = server.outbox().string();
    settings.settle = std::chrono::milliseconds(0);
    return settings;
  }

  [[nodiscard]] std::unique_ptr<FileSource> source(SftpSettings settings) {
    return make_sftp_source(std::move(settings), clock_, stop_.get_token());
  }

  /// What is offered at the second look: with no time to settle, everything that did not change.
  static std::vector<OfferedFile> offered(FileSource& source) {
    auto first = source.list(testing::soon());
    EXPECT_TRUE(first.has_value()) << first.error().describe();
    auto second = source.list(testing::soon());
    EXPECT_TRUE(second.has_value()) << second.error().describe();
    return second.value();
  }
  static OfferedFile only_offered(FileSource& source) {
    auto files = offered(source);
    EXPECT_EQ(files.size(), 1U);
    return files.at(0);
  }

  [[nodiscard]] const Spool& spool() const { return spool_; }
  [[nodiscard]] std::vector<std::string> spooled() const { return files_below(home_.path()); }
  [[nodiscard]] std::filesystem::path drafts() const { return home_.path() / "spool" / "incoming"; }
  void stop() { stop_.request_stop(); }

 private:
  TempFolder home_;
  base::SystemClock clock_;
  std::stop_source stop_;
  Spool spool_ = Spool::open(home_.path() / "spool").value();
};

}  // namespace lienthong::arrival
