#include "integration/arrival/sftp_desk.hpp"

namespace lienthong::arrival {
namespace {

using base::ErrorKind;
using testing::soon;

/// Our source against lying_sftp.py behind a real sshd.
class SftpLies : public ::testing::Test {
 protected:
  static std::string lying(const std::string& lie) {
    return "python3 " + (std::filesystem::current_path() / "tests/integration/arrival/lying_sftp.py").string() + " " +
           lie;
  }
  /// What comes of fetching the one file that the server offers.
  base::Result<ArrivedFile> fetched(const std::string& lie, base::Deadline deadline) {
    const SshServer server({.subsystem = lying(lie)});
    const auto source = desk_.source(SftpDesk::settings(server));
    return source->fetch(SftpDesk::only_offered(*source), desk_.spool(), deadline);
  }

  SftpDesk desk_;
};

TEST_F(SftpLies, AnHonestAnswerOfTheLiarIsTaken) {
  const auto arrived = fetched("honest", soon());
  ASSERT_TRUE(arrived.has_value()) << arrived.error().describe();
  EXPECT_EQ(arrived->size, 1000U);
}

TEST_F(SftpLies, WhatDoesNotComeAsItWasOfferedIsNotKept) {
  for (const auto& [lie, code] : std::vector<std::pair<std::string, std::string>>{
           {"short", "arrival.truncated"},
           {"long", "arrival.truncated"},
           {"empty", "arrival.truncated"},
           {"changes", "arrival.changed"},
           {"hangs_up", "sftp.broken"},
           {"garbage", "sftp.broken"},
       }) {
    const auto refused = fetched(lie, soon());
    ASSERT_FALSE(refused.has_value()) << lie;
    EXPECT_EQ(refused.error().code(), code) << lie << ": " << refused.error().describe();
    EXPECT_EQ(refused.error().kind(), ErrorKind::transient) << lie;
    EXPECT_TRUE(desk_.spooled().empty()) << lie;
  }
}

TEST_F(SftpLies, SilenceInTheMiddleEndsAtTheDeadline) {
  const auto late = fetched("silent", soon(std::chrono::seconds(3)));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code(), "sftp.deadline");
  EXPECT_TRUE(desk_.spooled().empty());
}

TEST_F(SftpLies, AFileThatWeMayNotReadIsForbidden) {
  const auto refused = fetched("denied", soon());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind(), ErrorKind::forbidden);
  EXPECT_EQ(refused.error().code(), "sftp.permission");
}

TEST_F(SftpLies, NamesThatArePathsOrNoTextAreLeftAlone) {
  const SshServer server({.subsystem = lying("names")});
  const auto source = desk_.source(SftpDesk::settings(server));
  EXPECT_EQ(SftpDesk::only_offered(*source).name, "good.xml");
  for (const auto& one : source->left_alone()) EXPECT_EQ(one.reason, PassedOver::odd_name) << one.name;
}

TEST_F(SftpLies, AnEndlessDirectoryHasAnEnd) {
  const SshServer server({.subsystem = lying("endless")});
  auto settings = SftpDesk::settings(server);
  settings.max_entries = 5000;
  EXPECT_EQ(desk_.source(settings)->list(soon()).error().code(), "sftp.crowded");
}

TEST_F(SftpLies, AFileWithoutSizeAndTimeIsLeftAlone) {
  const SshServer server({.subsystem = lying("bare")});
  const auto source = desk_.source(SftpDesk::settings(server));
  EXPECT_TRUE(SftpDesk::offered(*source).empty());
  ASSERT_EQ(source->left_alone().size(), 1U);
  EXPECT_EQ(source->left_alone()[0].reason, PassedOver::no_file);
}

}  // namespace
}  // namespace lienthong::arrival
