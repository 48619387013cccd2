#include "base/digest.hpp"
#include "integration/arrival/sftp_desk.hpp"

#include <thread>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;
using testing::soon;

class SftpSourceTest : public ::testing::Test {
 protected:
  void put(const std::string& name, std::string_view bytes) const { write_file(server_.outbox() / name, bytes); }
  [[nodiscard]] std::string there(const fs::path& path) const { return read_file(server_.outbox() / path); }
  [[nodiscard]] bool no_session_within(std::chrono::seconds limit) const {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (server_.sessions() != 0 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    return server_.sessions() == 0;
  }

  SshServer server_;
  SftpDesk desk_;
};

TEST_F(SftpSourceTest, AFileIsOfferedFetchedAndKeptAtTheServer) {
  put("sao kê.xml", "<a/>");
  std::vector<OfferedFile> known;
  auto settings = SftpDesk::settings(server_);
  settings.already_taken = [&](const OfferedFile& file) {
    return std::find(known.begin(), known.end(), file) != known.end();
  };
  const auto source = desk_.source(std::move(settings));
  const auto file = SftpDesk::only_offered(*source);
  EXPECT_EQ(file.name, "sao kê.xml");
  EXPECT_EQ(file.size, 4U);

  const auto arrived = source->fetch(file, desk_.spool(), soon());
  ASSERT_TRUE(arrived.has_value()) << arrived.error().describe();
  EXPECT_EQ(read_file(arrived->path), "<a/>");
  EXPECT_EQ(arrived->digest, base::sha256_hex("<a/>"));
  EXPECT_EQ(arrived->name, "sao kê.xml");
  EXPECT_EQ(arrived->origin, "sftp");

  EXPECT_EQ(SftpDesk::offered(*source).size(), 1U) << "offered until it was taken";
  known.push_back(file);
  ASSERT_TRUE(source->taken(file, soon()).has_value());
  EXPECT_TRUE(SftpDesk::offered(*source).empty());
  EXPECT_EQ(there("sao kê.xml"), "<a/>");
  put("sao kê.xml", "<a/><b/>");
  EXPECT_EQ(SftpDesk::offered(*source).size(), 1U) << "the same name with another content is another file";
}

TEST_F(SftpSourceTest, ALargeFileComesWhole) {
  std::string bytes(std::size_t{20} * 1024 * 1024, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((i * 2654435761U) >> 13U);
  put("large.xml", bytes);
  const auto source = desk_.source(SftpDesk::settings(server_));
  const auto arrived = source->fetch(SftpDesk::only_offered(*source), desk_.spool(), soon());
  ASSERT_TRUE(arrived.has_value()) << arrived.error().describe();
  EXPECT_EQ(arrived->size, bytes.size());
  EXPECT_EQ(arrived->digest, base::sha256_hex(bytes));
}

TEST_F(SftpSourceTest, OnlyFinishedFilesThatAreWantedAreOffered) {
  put("a.xml", "1");
  put("b.pdf", "1");
  put("c.xml.filepart", "1");
  put("empty.xml", "");
  put("large.xml", std::string(101, 'x'));
  fs::create_directory(server_.outbox() / "d.xml");
  fs::create_symlink(server_.outbox() / "b.pdf", server_.outbox() / "e.xml");
  auto settings = SftpDesk::settings(server_);
  settings.patterns = {"*.xml", "*.filepart"};
  settings.max_bytes = 100;
  const auto source = desk_.source(std::move(settings));
  EXPECT_EQ(SftpDesk::only_offered(*source).name, "a.xml");
  EXPECT_EQ(source->left_alone().size(), 6U);

  put("a.xml", "12");
  EXPECT_TRUE(source->list(soon())->empty()) << "it grows";
  EXPECT_EQ(source->list(soon())->size(), 1U);
}

TEST_F(SftpSourceTest, ATakenFileIsMovedAndOverwritesNothing) {
  auto settings = SftpDesk::settings(server_);
  settings.after_taking = AfterTaking::move;
  settings.move_to = (server_.outbox() / "done").string();
  const auto source = desk_.source(std::move(settings));
  for (const std::string content : {"1", "22", "333"}) {
    put("a.xml", content);
    fs::last_write_time(server_.outbox() / "a.xml", fs::file_time_type(std::chrono::hours(1)));
    const auto file = SftpDesk::only_offered(*source);
    const auto done = content == "22" ? source->refused(file, "không đọc được", soon()) : source->taken(file, soon());
    ASSERT_TRUE(done.has_value()) << done.error().describe();
    EXPECT_TRUE(source->taken(file, soon()).has_value()) << "said again after a crash";
  }
  EXPECT_EQ(there("done/a.xml"), "1");
  EXPECT_EQ(files_below(server_.outbox()).size(), 3U);
  EXPECT_TRUE(SftpDesk::offered(*source).empty());
}

TEST_F(SftpSourceTest, ATakenFileIsRemovedAndARefusedOneStays) {
  put("a.xml", "1");
  put("b.xml", "2");
  auto settings = SftpDesk::settings(server_);
  settings.after_taking = AfterTaking::remove;
  const auto source = desk_.source(std::move(settings));
  const auto files = SftpDesk::offered(*source);
  ASSERT_EQ(files.size(), 2U);
  for (const auto& file : files) {
    const auto done =
        file.name == "a.xml" ? source->taken(file, soon()) : source->refused(file, "không đọc được", soon());
    EXPECT_TRUE(done.has_value());
  }
  EXPECT_EQ(files_below(server_.outbox()), std::vector<std::string>{"b.xml"});
}

TEST_F(SftpSourceTest, AFileThatChangedAfterItWasOfferedIsNeitherKeptNorRemoved) {
  put("a.xml", "1");
  auto settings = SftpDesk::settings(server_);
  settings.after_taking = AfterTaking::remove;
  const auto source = desk_.source(std::move(settings));
  const auto file = SftpDesk::only_offered(*source);
  put("a.xml", "22");
  EXPECT_EQ(source->fetch(file, desk_.spool(), soon()).error().code(), "arrival.changed");
  EXPECT_EQ(source->taken(file, soon()).error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(there("a.xml"), "22");
  EXPECT_TRUE(desk_.spooled().empty());
  fs::remove(server_.outbox() / "a.xml");
  EXPECT_EQ(source->fetch(file, desk_.spool(), soon()).error().code(), "arrival.gone");
}

TEST_F(SftpSourceTest, ASessionKilledInTheMiddleLeavesNothingAndTheNextLookWorks) {
  put("large.xml", "x");
  fs::resize_file(server_.outbox() / "large.xml", std::uintmax_t{900} * 1024 * 1024);
  const auto source = desk_.source(SftpDesk::settings(server_));
  const auto file = SftpDesk::only_offered(*source);
  std::jthread killer([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (const auto& draft : fs::directory_iterator(desk_.drafts())) {
        std::error_code gone;
        if (draft.file_size(gone) > 1'000'000 && !gone) server_.kill_sessions();
      }
    }
  });
  const auto cut = source->fetch(file, desk_.spool(), soon());
  killer.request_stop();
  killer.join();
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().kind(), base::ErrorKind::transient);
  EXPECT_EQ(cut.error().code(), "sftp.broken") << cut.error().describe();
  EXPECT_TRUE(desk_.spooled().empty());
  fs::resize_file(server_.outbox() / "large.xml", 10);
  EXPECT_TRUE(source->fetch(SftpDesk::only_offered(*source), desk_.spool(), soon()).has_value());
}

TEST_F(SftpSourceTest, ASessionKilledBetweenTwoCallsIsOpenedAnew) {
  put("a.xml", "1");
  const auto source = desk_.source(SftpDesk::settings(server_));
  const auto file = SftpDesk::only_offered(*source);
  server_.kill_sessions();
  const auto first = source->fetch(file, desk_.spool(), soon());
  ASSERT_FALSE(first.has_value());
  EXPECT_EQ(first.error().code(), "sftp.broken") << first.error().describe();
  EXPECT_TRUE(source->fetch(file, desk_.spool(), soon()).has_value());
}

TEST_F(SftpSourceTest, NoSessionStaysOpenWhenNothingIsLeftToAnswer) {
  const auto source = desk_.source(SftpDesk::settings(server_));
  EXPECT_TRUE(SftpDesk::offered(*source).empty());
  EXPECT_TRUE(no_session_within(std::chrono::seconds(10)));
  put("a.xml", "1");
  const auto file = SftpDesk::only_offered(*source);
  EXPECT_GT(server_.sessions(), 0U);
  EXPECT_TRUE(source->taken(file, soon()).has_value());
  EXPECT_TRUE(no_session_within(std::chrono::seconds(10)));
}

TEST_F(SftpSourceTest, AMissingOrCrowdedDirectoryIsNamed) {
  put("a.xml", "1");
  put("b.xml", "1");
  auto settings = SftpDesk::settings(server_);
  settings.max_entries = 1;
  EXPECT_EQ(desk_.source(settings)->list(soon()).error().code(), "sftp.crowded");
  settings.directory += "/none";
  const auto missing = desk_.source(settings)->list(soon());
  EXPECT_EQ(missing.error().kind(), base::ErrorKind::not_found);
  EXPECT_EQ(missing.error().code(), "sftp.directory");
}

TEST_F(SftpSourceTest, ANameThatIsAPathIsRefused) {
  const auto source = desk_.source(SftpDesk::settings(server_));
  EXPECT_EQ(source->fetch({"../../etc/passwd", 1, {}}, desk_.spool(), soon()).error().code(), "arrival.odd_name");
}

TEST(SftpReadOnly, AServerThatLetsNothingBeChangedSaysSo) {
  const SshServer server({.subsystem = "internal-sftp -R"});
  SftpDesk desk;
  write_file(server.outbox() / "a.xml", "1");
  for (const auto after : {AfterTaking::move, AfterTaking::remove}) {
    auto settings = SftpDesk::settings(server);
    settings.after_taking = after;
    settings.move_to = (server.outbox() / "done").string();
    const auto source = desk.source(std::move(settings));
    const auto file = SftpDesk::only_offered(*source);
    EXPECT_TRUE(source->fetch(file, desk.spool(), soon()).has_value());
    const auto done = source->taken(file, soon());
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code(), "sftp.permission") << done.error().describe();
  }
}

}  // namespace
}  // namespace lienthong::arrival
