#include "integration/arrival/sftp_desk.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <thread>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using testing::soon;

class SftpLogin : public ::testing::Test {
 protected:
  base::Result<std::vector<OfferedFile>> look(SftpAccount account) {
    auto settings = SftpDesk::settings(server_);
    settings.account = std::move(account);
    return desk_.source(std::move(settings))->list(soon());
  }
  base::Result<std::vector<OfferedFile>> look_with(PrivateKey key) {
    auto account = server_.account();
    account.credential = std::move(key);
    return look(std::move(account));
  }
  /// A new key that the server lets in.
  [[nodiscard]] std::string known_key(const std::string& kind, const std::string& passphrase) const {
    const fs::path file = server_.home() / ("other_" + kind);
    make_key(file, kind, passphrase);
    write_file(server_.home() / "authorized_keys", read_file(file.string() + ".pub"));
    return file.string();
  }

  SshServer server_{{.host_keys = {"ed25519", "ecdsa"}}};
  SftpDesk desk_;
};

TEST_F(SftpLogin, AnotherHostKeyIsRefusedBeforeAnythingIsProved) {
  auto account = server_.account();
  account.host_keys = {"SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
  const auto refused = look(account);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind(), ErrorKind::unauthorised);
  EXPECT_EQ(refused.error().code(), "sftp.host_key");
  EXPECT_NE(refused.error().describe().find(server_.fingerprint("ed25519")), std::string::npos);
  EXPECT_NE(refused.error().describe().find("ssh-ed25519"), std::string::npos);
  EXPECT_EQ(server_.log().find("userauth-request"), std::string::npos) << server_.log();
  account.host_keys.clear();
  EXPECT_EQ(look(account).error().code(), "sftp.host_key") << "nothing pinned lets nobody in";
  account.host_keys = {"SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", server_.fingerprint("ed25519")};
  EXPECT_TRUE(look(account).has_value()) << "the days of a key change";
}

TEST_F(SftpLogin, OfAServersKeysThePinnedOneCanBeAskedFor) {
  auto account = server_.account();
  account.host_keys = {server_.fingerprint("ecdsa")};
  EXPECT_EQ(look(account).error().code(), "sftp.host_key");
  account.host_key_types = {"ecdsa-sha2-nistp256"};
  const auto listed = look(account);
  EXPECT_TRUE(listed.has_value()) << listed.error().describe();
  account.host_key_types = {"ssh-nonsense"};
  EXPECT_EQ(look(account).error().code(), "sftp.no_common_algorithm");
}

TEST_F(SftpLogin, AKeyThatTheServerDoesNotKnowIsRefused) {
  make_key(server_.home() / "stranger", "ed25519");
  const auto refused = look_with({.file = (server_.home() / "stranger").string(), .passphrase = {}});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind(), ErrorKind::permanent);
  EXPECT_EQ(refused.error().code(), "sftp.login") << refused.error().describe();
}

TEST_F(SftpLogin, AWrongPasswordIsRefused) {
  auto account = server_.account();
  account.credential = Password{base::Secret("no such password")};
  const auto refused = look(account);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), "sftp.login") << refused.error().describe();
}

TEST_F(SftpLogin, AKeyWithAPassphraseNeedsIt) {
  for (const std::string kind : {"ed25519", "ecdsa"}) {
    const std::string file = known_key(kind, "đúng rồi");
    const auto right = look_with({.file = file, .passphrase = base::Secret("đúng rồi")});
    EXPECT_TRUE(right.has_value()) << kind << right.error().describe();
    for (const std::string wrong : {"", "sai"}) {
      const auto refused = look_with({.file = file, .passphrase = base::Secret(wrong)});
      ASSERT_FALSE(refused.has_value());
      EXPECT_EQ(refused.error().kind(), ErrorKind::permanent);
      EXPECT_EQ(refused.error().code(), "sftp.key_file") << kind << refused.error().describe();
    }
  }
}

TEST_F(SftpLogin, AKeyFileThatIsNoneMissingOrOpenToOthersIsNamed) {
  const fs::path file = server_.home() / "client";
  EXPECT_EQ(look_with({.file = "/nowhere", .passphrase = {}}).error().code(), "sftp.key_file");
  fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(look_with({.file = file.string(), .passphrase = {}}).error().code(), "sftp.key_file");
  EXPECT_EQ(server_.log().find("userauth-request"), std::string::npos);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  for (const std::string content : {"no key at all",
                                    "-----BEGIN OPENSSH PRIVATE"
                                    " KEY-----\nAAAA\n-----END OPENSSH PRIVATE"
                                    " KEY-----\n",
                                    ""}) {
    write_file(file, content);
    const auto refused = look_with({.file = file.string(), .passphrase = {}});
    EXPECT_EQ(refused.error().code(), "sftp.key_file") << content << refused.error().describe();
  }
}

TEST(SftpHandshake, AServerWithRsaOnlyHasNothingInCommonWithLibssh2110) {
  const SshServer server({.host_keys = {"rsa"}});
  SftpDesk desk;
  const auto refused = desk.source(SftpDesk::settings(server))->list(soon());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind(), ErrorKind::permanent);
  EXPECT_EQ(refused.error().code(), "sftp.no_common_algorithm") << refused.error().describe();
}

/// Takes connections and says nothing, or what it is told to.
class Listener {
 public:
  explicit Listener(std::string says = {}) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 5) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("no listener");
    }
    port_ = ntohs(address.sin_port);
    if (says.empty()) return;
    thread_ = std::thread([this, says = std::move(says)] {
      const int peer = ::accept(socket_, nullptr, nullptr);
      (void)::send(peer, says.data(), says.size(), MSG_NOSIGNAL);
      ::close(peer);
    });
  }
  ~Listener() {
    if (thread_.joinable()) thread_.join();
    ::close(socket_);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] SftpSettings settings() const {
    SftpSettings settings;
    settings.account = {.host = "127.0.0.1",
                        .port = port_,
                        .user = "nobody",
                        .credential = Password{base::Secret("none")},
                        .host_keys = {},
                        .host_key_types = {}};
    return settings;
  }

 private:
  int socket_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

TEST(SftpHandshake, AServerThatNeverAnswersIsLeftAtTheDeadline) {
  const Listener listener;
  SftpDesk desk;
  const auto started = std::chrono::steady_clock::now();
  const auto late = desk.source(listener.settings())->list(soon(std::chrono::milliseconds(300)));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().kind(), ErrorKind::transient);
  EXPECT_EQ(late.error().code(), "sftp.deadline");
  EXPECT_GE(std::chrono::steady_clock::now() - started, std::chrono::milliseconds(300));
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(10));
}

TEST(SftpHandshake, StopEndsTheWaiting) {
  const Listener listener;
  SftpDesk desk;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    desk.stop();
  });
  const auto stopped = desk.source(listener.settings())->list(soon(std::chrono::minutes(5)));
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().kind(), ErrorKind::cancelled);
}

TEST(SftpHandshake, WhatIsNoSshServerIsABrokenConnection) {
  for (const std::string says :
       {"HTTP/1.0 200 OK\r\n\r\n", "SSH-2.0-x\r\n", "SSH-2.0-x\r\n\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"}) {
    const Listener listener(says);
    SftpDesk desk;
    const auto broken = desk.source(listener.settings())->list(soon());
    ASSERT_FALSE(broken.has_value());
    EXPECT_EQ(broken.error().kind(), ErrorKind::transient) << says;
    EXPECT_EQ(broken.error().code(), "sftp.broken") << says << broken.error().describe();
  }
}

TEST(SftpHandshake, AServerThatIsNotThereIsUnreachable) {
  SftpSettings settings;
  {
    const Listener listener;
    settings = listener.settings();
  }
  SftpDesk desk;
  EXPECT_EQ(desk.source(settings)->list(soon()).error().code(), "sftp.unreachable");
  settings.account.host = "no-such-host.invalid";
  EXPECT_EQ(desk.source(settings)->list(soon()).error().kind(), ErrorKind::transient);
}

}  // namespace
}  // namespace lienthong::arrival
