#pragma once

#include "http/message.hpp"

#include <chrono>
#include <string>

namespace lienthong::http {

enum class KeepAlive { yes, no };
enum class BodyPart { included, left_out };

/// The bytes of an answer, with Date, Content-Length and, when the connection ends, "Connection: close". `left_out`:
/// the answer to a HEAD. Headers that would break the framing (not a token, a control character, our own three) are not
/// sent.
[[nodiscard]] std::string response_text(const Response& response, KeepAlive keep_alive, BodyPart body,
                                        std::chrono::sys_seconds now);

}  // namespace lienthong::http
