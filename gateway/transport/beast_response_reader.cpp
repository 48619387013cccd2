#include "transport/head_rules.hpp"
#include "transport/response_reader.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>
#include <string>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::system::error_code;
namespace http = boost::beast::http;

constexpr int most_interim_answers = 8;

tl::unexpected<base::Error> invalid_answer(const char* text) {
  return base::fail(ErrorKind::ambiguous, "net.answer_invalid", text);
}

tl::unexpected<base::Error> translate(const error_code& error) {
  if (error == http::error::body_limit) {
    return base::fail(ErrorKind::ambiguous, "net.answer_too_large", "the answer is over its limit");
  }
  if (error == http::error::partial_message)
    return base::fail(ErrorKind::ambiguous, "net.answer_cut", "the answer was cut");
  return invalid_answer("the answer's body is badly framed");
}

}  // namespace

struct ResponseReader::Parts {
  Parts(Limits with, Body rule) : limits(with), body(rule), scanner(HeadLimits{with.header, with.header, 100}) {}

  Result<Progress> read_head();
  Result<Progress> read_body(std::string_view bytes);
  Result<void> parse_head(std::string_view head);

  Limits limits;
  Body body;
  HeadScanner scanner;
  std::string head;  ///< what came before the parser was started
  std::optional<http::response_parser<http::string_body>> parser;
  int interim = 0;
  bool excess = false;
};

Result<void> ResponseReader::Parts::parse_head(std::string_view bytes) {
  if (auto checked = check_response_head(bytes); !checked) return invalid_answer(checked.error().text().c_str());
  parser.emplace();
  parser->header_limit(static_cast<std::uint32_t>(bytes.size() + 1));
  parser->body_limit(limits.body);
  parser->skip(body == Body::none);
  error_code error;
  parser->put(boost::asio::buffer(bytes), error);
  if (error && error != http::error::need_more) return translate(error);
  if (!parser->is_header_done()) return invalid_answer("a head that two readers read differently");
  const auto coding = parser->get()[http::field::content_encoding];
  if (!coding.empty() && !same_name(std::string_view(coding.data(), coding.size()), "identity")) {
    return base::fail(ErrorKind::ambiguous, "net.answer_encoded", "a content coding nobody asked for");
  }
  return {};
}

Result<ResponseReader::Progress> ResponseReader::Parts::read_head() {
  for (;;) {
    const auto found = scanner.scan(head);
    if (!found && found.error().kind() == ErrorKind::too_large) {
      return base::fail(ErrorKind::ambiguous, "net.answer_too_large", "the answer's head is over its limit");
    }
    if (!found) return invalid_answer("the answer's head is badly framed");
    if (!*found) return Progress::needs_more;
    const std::string rest = head.substr(**found);
    head.resize(**found);
    if (auto parsed = parse_head(head); !parsed) return base::fail(parsed.error());
    head.clear();
    const unsigned status = parser->get().result_int();
    if (status == 101) return invalid_answer("a change of protocol nobody asked for");
    if (status >= 200) return read_body(rest);
    if (++interim > most_interim_answers) return invalid_answer("too many interim answers");
    parser.reset();
    head = rest;
    scanner = HeadScanner(HeadLimits{limits.header, limits.header, 100});
  }
}

Result<ResponseReader::Progress> ResponseReader::Parts::read_body(std::string_view bytes) {
  parser->eager(true);
  while (!parser->is_done()) {
    if (bytes.empty()) return Progress::needs_more;
    error_code error;
    const auto used = parser->put(boost::asio::buffer(bytes), error);
    bytes.remove_prefix(used);
    if (error == http::error::need_more) {
      // A chunk line in two pieces: the parser wants to see it whole, and it has a size.
      if (bytes.size() > limits.header) return invalid_answer("a chunk line without end");
      head.assign(bytes);
      return Progress::needs_more;
    }
    if (error) return translate(error);
  }
  head.clear();
  excess = !bytes.empty();
  return Progress::complete;
}

ResponseReader::ResponseReader(Limits limits, Body body) : parts_(std::make_unique<Parts>(limits, body)) {}
ResponseReader::~ResponseReader() = default;

Result<ResponseReader::Progress> ResponseReader::feed(std::string_view bytes) {
  if (!parts_->parser) {
    parts_->head.append(bytes);
    return parts_->read_head();
  }
  if (parts_->head.empty()) return parts_->read_body(bytes);
  std::string joined = std::exchange(parts_->head, {});
  joined.append(bytes);
  return parts_->read_body(joined);
}

Result<ResponseReader::Progress> ResponseReader::end() {
  if (!parts_->parser)
    return base::fail(ErrorKind::ambiguous, "net.answer_cut", "the connection ended before the answer");
  error_code error;
  parts_->parser->put_eof(error);
  if (error || !parts_->parser->is_done())
    return translate(error ? error : make_error_code(http::error::partial_message));
  parts_->excess = true;
  return Progress::complete;
}

HttpResponse ResponseReader::take() {
  auto message = parts_->parser->release();
  HttpResponse response;
  response.status = message.result_int();
  for (const auto& field : message) {
    response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  response.body = std::move(message.body());
  return response;
}

bool ResponseReader::reusable() const { return !parts_->excess && parts_->parser->keep_alive(); }

}  // namespace lienthong::transport
