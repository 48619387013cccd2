#include "http/request_reader.hpp"
#include "transport/head_rules.hpp"

#include <boost/beast/http/parser.hpp>

#include <charconv>
#include <utility>

namespace lienthong::http {
namespace {

using base::ErrorKind;
using base::Result;
using boost::system::error_code;
namespace beast_http = boost::beast::http;

constexpr std::size_t longest_chunk_line = 4 * 1024;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

/// Grows with what comes. Beast's own string_body makes room for all of the announced length at once.
struct GrowingBody {
  using value_type = std::string;
  class reader {
   public:
    template <bool is_request, class Fields>
    reader(beast_http::header<is_request, Fields>&, value_type& body) : body_(body) {}
    void init(const boost::optional<std::uint64_t>&, error_code& error) { error = {}; }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, error_code& error) {
      error = {};
      std::size_t size = 0;
      for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers);
           ++at) {
        const boost::asio::const_buffer piece = *at;
        body_.append(static_cast<const char*>(piece.data()), piece.size());
        size += piece.size();
      }
      return size;
    }
    void finish(error_code& error) { error = {}; }

   private:
    value_type& body_;
  };
};

tl::unexpected<base::Error> too_large() {
  return base::fail(ErrorKind::too_large, "http.body_too_large", "the body is over the limit of this address");
}

}  // namespace

struct RequestReader::Parts {
  explicit Parts(std::size_t header_limit) : limits{header_limit, 8 * 1024, 100}, scanner(limits) {}

  Result<void> parse_head(std::string_view bytes);

  transport::HeadLimits limits;
  transport::HeadScanner scanner;
  std::string received;  ///< bytes that no request has taken yet
  std::optional<beast_http::request_parser<GrowingBody>> parser;
  RequestHead head;
  std::size_t body_limit = 0;
};

Result<void> RequestReader::Parts::parse_head(std::string_view bytes) {
  if (auto checked = transport::check_request_head(bytes); !checked) return checked;
  parser.emplace();
  parser->header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
  parser->body_limit(boost::none);
  error_code error;
  parser->put(boost::asio::buffer(bytes), error);
  if ((error && error != beast_http::error::need_more) || !parser->is_header_done()) {
    return base::fail(ErrorKind::invalid, "http.framing", "a head that two readers read differently");
  }
  head = RequestHead{};
  const auto& message = parser->get();
  head.method = std::string(message.method_string());
  head.target = std::string(message.target());
  head.chunked = parser->chunked();
  head.keep_alive = parser->keep_alive() && message.version() == 11;
  for (const auto& field : message) {
    const std::string value(field.value());
    auto [entry, first] =
        head.headers.emplace(lower(std::string_view(field.name_string().data(), field.name_string().size())), value);
    if (!first) entry->second += ", " + value;
  }
  if (const auto length = head.headers.find("content-length"); length != head.headers.end()) {
    std::uint64_t value = 0;
    std::from_chars(length->second.data(), length->second.data() + length->second.size(), value);
    head.length = value;
  }
  return {};
}

RequestReader::RequestReader(std::size_t header_limit) : parts_(std::make_unique<Parts>(header_limit)) {}
RequestReader::~RequestReader() = default;

void RequestReader::append(std::string_view bytes) { parts_->received.append(bytes); }
bool RequestReader::empty() const { return parts_->received.empty(); }
const RequestHead& RequestReader::head() const { return parts_->head; }

Result<RequestReader::Progress> RequestReader::read_head() {
  Parts& parts = *parts_;
  const auto found = parts.scanner.scan(parts.received);
  if (!found) return base::fail(found.error());
  if (!*found) return Progress::needs_more;
  if (auto parsed = parts.parse_head(std::string_view(parts.received).substr(0, **found)); !parsed)
    return base::fail(parsed.error());
  parts.received.erase(0, **found);
  return Progress::complete;
}

void RequestReader::limit_body(std::size_t bytes) {
  parts_->body_limit = bytes;
  parts_->parser->body_limit(bytes);
}

Result<RequestReader::Progress> RequestReader::read_body() {
  Parts& parts = *parts_;
  if (parts.head.length.value_or(0) > parts.body_limit) return too_large();
  auto& parser = *parts.parser;
  parser.eager(true);
  std::size_t taken = 0;
  Result<Progress> result = Progress::needs_more;
  while (!parser.is_done() && taken < parts.received.size()) {
    error_code error;
    taken += parser.put(boost::asio::buffer(parts.received.data() + taken, parts.received.size() - taken), error);
    if (error == beast_http::error::need_more) {
      if (parts.received.size() - taken > longest_chunk_line) {
        result = base::fail(ErrorKind::invalid, "http.framing", "a chunk line or trailer without end");
      }
      break;
    }
    if (error == beast_http::error::body_limit) result = too_large();
    if (error && error != beast_http::error::body_limit) {
      result = base::fail(ErrorKind::invalid, "http.framing", "a badly framed body");
    }
    if (error) break;
  }
  parts.received.erase(0, taken);
  if (result && parser.is_done()) return Progress::complete;
  return result;
}

std::string RequestReader::take_body() {
  Parts& parts = *parts_;
  if (parts.parser->is_done() || parts.head.chunked || !parts.parser->get().body().empty()) {
    return std::move(parts.parser->get().body());
  }
  return parts.received.substr(0, parts.body_limit);
}

std::string RequestReader::take_piece() { return std::exchange(parts_->parser->get().body(), {}); }

void RequestReader::next() {
  parts_->parser.reset();
  parts_->head = RequestHead{};
  parts_->scanner = transport::HeadScanner(parts_->limits);
}

}  // namespace lienthong::http
