#pragma once

#include "arrival/arrived_file.hpp"
#include "arrival/spool.hpp"
#include "base/deadline.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::arrival {

/// A finished file that waits at its source. What is equal in all three is the same file.
struct OfferedFile {
  std::string name;           ///< without a path, valid UTF-8 without control characters; may hold personal data
  std::uint64_t size = 0;     ///< bytes
  base::Instant modified_at;  ///< by the source's clock
  friend bool operator==(const OfferedFile&, const OfferedFile&) = default;
};

/// Why something that lies at the source is not offered.
enum class PassedOver {
  growing,     ///< not yet seen unchanged for long enough
  empty,       ///< no byte in it
  hidden,      ///< its name begins with a dot
  temporary,   ///< its name says that somebody still writes it (".part", ".tmp", ".filepart", …)
  no_file,     ///< a directory, symbolic link, device, pipe or socket
  odd_name,    ///< not UTF-8, a control character, a path in it, or over 240 bytes
  other_name,  ///< matches none of the patterns that were set
  too_large,   ///< over the limit
};
[[nodiscard]] std::string_view name(PassedOver reason);

/// Something that the last look passed over.
struct LeftAlone {
  std::string name;  ///< raw bytes as the source gave them: escape before showing
  PassedOver reason;
};

/// Where files come from. Each finished file is offered by every `list` until `taken` or `refused` was said for it; a
/// crash before that offers it again, which its digest makes harmless. Every call blocks until its deadline at most;
/// one thread at a time.
class FileSource {
 public:
  virtual ~FileSource() = default;

  /// Looks once. What is offered is ordered by (modified_at, name).
  virtual base::Result<std::vector<OfferedFile>> list(base::Deadline deadline) = 0;

  /// Copies an offered file into the spool, whole or not at all.
  /// `transient` "arrival.changed" when it is not what was offered any more, "arrival.truncated" when fewer or more
  /// bytes came than it has; `not_found` "arrival.gone"; `too_large` "spool.too_large"; errors of the spool and of the
  /// source.
  virtual base::Result<ArrivedFile> fetch(const OfferedFile& file, const Spool& spool, base::Deadline deadline) = 0;

  /// The file's content is safe: it need not be offered again. One that is gone already is a success.
  /// `conflict` "arrival.changed" when another file has come under its name: that one stays and will be offered.
  virtual base::Result<void> taken(const OfferedFile& file, base::Deadline deadline) = 0;

  /// The file will never be of use; `reason` is for the person who put it there (any language, ends up beside the file
  /// where the source allows it). Otherwise as `taken`, but never deletes.
  virtual base::Result<void> refused(const OfferedFile& file, std::string_view reason, base::Deadline deadline) = 0;

  /// What the last `list` saw and did not offer, in the source's order.
  [[nodiscard]] virtual const std::vector<LeftAlone>& left_alone() const = 0;
};

}  // namespace lienthong::arrival
