#pragma once

#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::base {

/// What can be done about a failure. Everything foreign is translated to one of these, once, at the edge.
enum class ErrorKind {
  invalid,       ///< the sender's data is wrong; the same bytes will never pass
  unauthorised,  ///< who they are was not proved
  forbidden,     ///< proved, but not allowed
  not_found,     ///< the named thing does not exist here
  conflict,      ///< contradicts what is already held (same key, other body; version moved on)
  too_large,     ///< over a configured limit
  unsupported,   ///< well formed, but a kind we do not speak
  transient,     ///< may pass later: nothing was done
  ambiguous,     ///< may have been done: a request went out and no usable answer came back
  permanent,     ///< will not pass without a person or a change of configuration
  cancelled,     ///< we stopped it ourselves
  internal,      ///< an invariant of ours broke
};

[[nodiscard]] std::string_view name(ErrorKind kind);

/// A failure as a value, with two texts: ours, which is safe to log, and the peer's, which never is.
class Error {
 public:
  /// `code` is a stable machine word ("mapping.code_unmapped"); `text` is constant English without personal data.
  Error(ErrorKind kind, std::string code, std::string text,
        std::source_location born = std::source_location::current());

  [[nodiscard]] ErrorKind kind() const { return kind_; }
  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// What the peer wrote, word for word; may hold personal data. For the person who may see it, never for a log.
  [[nodiscard]] const std::string& peer_text() const { return peer_text_; }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& context() const { return context_; }
  [[nodiscard]] const std::source_location& born() const { return born_; }

  /// Adds a fact on the way up ("delivery", "42"). Identifiers of ours only; no personal data.
  Error&& with(std::string key, std::string value) &&;
  Error&& peer_said(std::string text) &&;

  /// "code: text (key=value, …)": safe to log.
  [[nodiscard]] std::string describe() const;

 private:
  ErrorKind kind_;
  std::string code_;
  std::string text_;
  std::string peer_text_;
  std::vector<std::pair<std::string, std::string>> context_;
  std::source_location born_;
};

}  // namespace lienthong::base
