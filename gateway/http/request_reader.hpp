#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::http {

/// What a head says, before anything of the body is read.
struct RequestHead {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  ///< lower case; given twice: joined by ", "
  std::optional<std::uint64_t> length;         ///< Content-Length
  bool chunked = false;
  bool keep_alive = false;

  [[nodiscard]] bool has_body() const { return chunked || length.value_or(0) > 0; }
};

/// Turns the bytes of one connection into requests, one after the other; what follows a request is kept for the next.
/// Pure: bytes in, values out; the parser behind it is Beast's, after our stricter look at the head.
class RequestReader {
 public:
  enum class Progress { needs_more, complete };

  explicit RequestReader(std::size_t header_limit);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  void append(std::string_view bytes);
  /// No byte of the next request is here.
  [[nodiscard]] bool empty() const;

  /// `invalid` "http.framing", `too_large` "http.header_too_large", `unsupported` "http.version".
  base::Result<Progress> read_head();
  [[nodiscard]] const RequestHead& head() const;

  /// Before the first `read_body`.
  void limit_body(std::size_t bytes);
  /// `too_large` "http.body_too_large" (at once when Content-Length says so), `invalid` "http.framing".
  base::Result<Progress> read_body();
  /// After `complete`, or what there is of it after an error; at most the limit.
  std::string take_body();
  /// Instead of `take_body`, after any `read_body`: what has come since the last call. Then only that is held.
  std::string take_piece();

  /// Forgets the request; the bytes after it are the start of the next.
  void next();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lienthong::http
