#include "integration/http_fixture.hpp"
#include "support/certificates.hpp"

#include <boost/asio/ssl/stream.hpp>
#include <openssl/ssl.h>

namespace lienthong::testing {
namespace {

using base::ErrorKind;
namespace ssl = boost::asio::ssl;

struct HttpTls : HttpFixture {
  TemporaryFolder folder;
  TestAuthority authority{folder, "ca"};
  TestAuthority stranger{folder, "stranger-ca"};

  void serve(const CertificateWish& wish = {}) { serve(authority.issue("server", wish)); }
  void serve(const CertificateFiles& files) {
    server_settings.tls = http::TlsSettings{files.certificate, files.key, client_ca};
    start();
    client_settings.tls.ca_file = authority.ca_file();
  }
  void present(const CertificateFiles& files) {
    client_settings.tls.certificate_file = files.certificate;
    client_settings.tls.key_file = files.key;
  }
  CertificateWish client_wish(std::string name = "so-noi-vu") const {
    CertificateWish wish;
    wish.usage = CertificateWish::Usage::client;
    wish.common_name = std::move(name);
    wish.alternative_names.clear();
    return wish;
  }
  void expect_identity_refused() {
    const auto response = send("GET", "/items/1");
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), "net.tls_identity") << response.error().describe();
    EXPECT_EQ(response.error().kind(), ErrorKind::permanent);
    EXPECT_TRUE(seen.empty());
  }
  /// The server does not let this caller in: whatever the words, no handler ran and the client never believes it was
  /// done.
  void expect_caller_refused() {
    const auto response = send("GET", "/items/1");
    ASSERT_FALSE(response);
    EXPECT_TRUE(seen.empty());
  }
  std::string client_ca;
};

TEST_F(HttpTls, AnswersOverTls) {
  serve();
  for (int i = 0; i < 20; ++i) {
    const auto response = send("POST", "/echo", "thứ " + std::to_string(i));
    ASSERT_TRUE(response) << response.error().describe();
    EXPECT_EQ(response->body, "thứ " + std::to_string(i));
  }
  EXPECT_FALSE(seen.at(0).client_certificate);
}

TEST_F(HttpTls, CarriesLargeBodiesBothWays) {
  add(
      "POST", "/large",
      [](http::Request request, base::Deadline) { return answer(text(200, request.body + request.body)); }, 4'000'000);
  add_routes();
  serve();
  const std::string body(3'000'000, 'x');
  const auto response = send("POST", "/large", body);
  ASSERT_TRUE(response) << response.error().describe();
  EXPECT_EQ(response->body, body + body);
}

TEST_F(HttpTls, RefusesAServerWithAnotherName) {
  CertificateWish wish;
  wish.alternative_names = "DNS:cong.example.vn,IP:127.0.0.2";
  serve(wish);
  expect_identity_refused();
}

TEST_F(HttpTls, DoesNotFallBackToTheCommonName) {
  CertificateWish wish;
  wish.common_name = "127.0.0.1";
  wish.alternative_names.clear();
  serve(wish);
  expect_identity_refused();
}

TEST_F(HttpTls, RefusesAnExpiredServer) {
  CertificateWish wish;
  wish.valid_from_days = -10;
  wish.valid_to_days = -1;
  serve(wish);
  expect_identity_refused();
}

TEST_F(HttpTls, RefusesAServerThatIsNotYetValid) {
  CertificateWish wish;
  wish.valid_from_days = 1;
  serve(wish);
  expect_identity_refused();
}

TEST_F(HttpTls, RefusesAServerOfAnotherAuthority) {
  serve(stranger.issue("foreign"));
  expect_identity_refused();
}

TEST_F(HttpTls, RefusesAServerThatSignedItself) {
  // An authority's own certificate names nobody; a client that trusts another authority must not take it.
  serve(stranger.issue("self", CertificateWish{}));
  client_settings.tls.ca_file = "";
  expect_identity_refused();
}

TEST_F(HttpTls, RefusesACertificateThatIsForClientsOnly) {
  CertificateWish wish;
  wish.usage = CertificateWish::Usage::client;
  serve(wish);
  expect_identity_refused();
}

TEST_F(HttpTls, AServerWithAWeakKeyDoesNotStart) {
  CertificateWish wish;
  wish.key = CertificateWish::Key::weak_rsa;
  const auto files = authority.issue("weak", wish);
  server_settings.tls = http::TlsSettings{files.certificate, files.key, ""};
  const auto started = http::start_server(io.get_executor(), server_settings, router);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code(), "http.tls");
}

TEST_F(HttpTls, AKeyOfAnotherCertificateDoesNotStart) {
  const auto one = authority.issue("one");
  const auto two = authority.issue("two");
  server_settings.tls = http::TlsSettings{one.certificate, two.key, ""};
  EXPECT_FALSE(http::start_server(io.get_executor(), server_settings, router));
}

TEST_F(HttpTls, KnowsAClientByItsCertificate) {
  client_ca = authority.ca_file();
  serve();
  present(authority.issue("client", client_wish()));
  const auto response = send("GET", "/items/1");
  ASSERT_TRUE(response) << response.error().describe();
  ASSERT_TRUE(seen.at(0).client_certificate);
  EXPECT_EQ(*seen.at(0).client_certificate, "so-noi-vu");
}

TEST_F(HttpTls, RefusesAClientWithoutACertificate) {
  client_ca = authority.ca_file();
  serve();
  expect_caller_refused();
}

TEST_F(HttpTls, TellsTheCallerThatItsCertificateIsNotAccepted) {
  client_ca = authority.ca_file();
  serve();
  present(stranger.issue("client", client_wish()));
  const auto response = send("GET", "/items/1");
  ASSERT_FALSE(response);
  EXPECT_TRUE(seen.empty());
  EXPECT_TRUE(response.error().code() == "net.tls_refused" || response.error().code() == "net.reset")
      << response.error().describe();
}

TEST_F(HttpTls, RefusesAnExpiredClient) {
  client_ca = authority.ca_file();
  serve();
  auto wish = client_wish();
  wish.valid_from_days = -10;
  wish.valid_to_days = -1;
  present(authority.issue("client", wish));
  expect_caller_refused();
}

TEST_F(HttpTls, RefusesAClientWithAServersCertificate) {
  client_ca = authority.ca_file();
  serve();
  present(authority.issue("client", CertificateWish{}));
  expect_caller_refused();
}

TEST_F(HttpTls, LetsNamelessCallersInOnlyWhereThatIsSaid) {
  client_ca = authority.ca_file();
  const auto files = authority.issue("server");
  server_settings.tls =
      http::TlsSettings{files.certificate, files.key, client_ca, http::TlsSettings::ClientCertificates::optional};
  start();
  client_settings.tls.ca_file = authority.ca_file();
  ASSERT_TRUE(send("GET", "/items/1"));
  EXPECT_FALSE(seen.at(0).client_certificate);
  client.reset();
  present(stranger.issue("client", client_wish()));
  EXPECT_FALSE(send("GET", "/items/2")) << "a bad certificate is worse than none";
}

TEST_F(HttpTls, PlainTextToATlsPortIsNotAnswered) {
  serve();
  const auto answer = talk("GET /items/1 HTTP/1.1\r\nHost: x\r\n\r\n", Then::stay);
  EXPECT_EQ(count(answer, "HTTP/1.1"), 0U);
  EXPECT_TRUE(seen.empty());
}

TEST_F(HttpTls, ASilentHandshakeIsCut) {
  server_settings.header_timeout = std::chrono::milliseconds{50};
  serve();
  EXPECT_EQ(talk("", Then::stay), "");
}

struct HttpTlsVersion : HttpTls {
  /// A handshake with one version only, at OpenSSL's most lenient level.
  boost::system::error_code shake_hands(int version) {
    ssl::context context(ssl::context::tls_client);
    SSL_CTX_set_security_level(context.native_handle(), 0);
    SSL_CTX_set_min_proto_version(context.native_handle(), version);
    SSL_CTX_set_max_proto_version(context.native_handle(), version);
    ssl::stream<tcp::socket> stream(connect(), context);
    boost::system::error_code outcome;
    run(io, Shake::run(stream, outcome));
    return outcome;
  }
  struct Shake {
    static awaitable<void> run(ssl::stream<tcp::socket>& stream, boost::system::error_code& outcome) {
      const auto done = co_await stream.async_handshake(ssl::stream_base::client, runtime::nothrow);
      outcome = std::get<0>(done);
    }
  };
};

TEST_F(HttpTlsVersion, TwelveAndThirteenAreSpokenAndNothingOlder) {
  serve();
  EXPECT_TRUE(shake_hands(TLS1_VERSION));
  EXPECT_TRUE(shake_hands(TLS1_1_VERSION));
  EXPECT_FALSE(shake_hands(TLS1_2_VERSION));
  EXPECT_FALSE(shake_hands(TLS1_3_VERSION));
}

}  // namespace
}  // namespace lienthong::testing
