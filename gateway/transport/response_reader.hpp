#pragma once

#include "base/result.hpp"
#include "transport/http_client.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace lienthong::transport {

/// Turns the bytes of one answer into a response. Pure: bytes in, values out; the parser behind it is Beast's.
class ResponseReader {
 public:
  struct Limits {
    std::size_t header = 16 * 1024;
    std::size_t body = 8 * 1024 * 1024;
  };
  /// What the request was decides whether an answer may have a body.
  enum class Body { as_framed, none };
  enum class Progress { needs_more, complete };

  ResponseReader(Limits limits, Body body);
  ~ResponseReader();
  ResponseReader(const ResponseReader&) = delete;
  ResponseReader& operator=(const ResponseReader&) = delete;

  /// Takes the next bytes. Interim answers (1xx) are read over, at most eight. All errors are `ambiguous`: the request
  /// has gone out. "net.answer_invalid" (see check_response_head; bad chunks; a 101 nobody asked for),
  /// "net.answer_too_large", "net.answer_encoded" (a content coding nobody asked for: F31).
  base::Result<Progress> feed(std::string_view bytes);
  /// The connection ended. Completes an answer whose body lasts until then; else `ambiguous` "net.answer_cut".
  base::Result<Progress> end();

  /// After `complete`.
  HttpResponse take();
  /// The connection can carry another request: the peer keeps it, and not a byte came after the answer (F27).
  [[nodiscard]] bool reusable() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lienthong::transport
