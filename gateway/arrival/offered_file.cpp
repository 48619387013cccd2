#include "arrival/offered_file.hpp"

#include "arrival/file_names.hpp"

namespace lienthong::arrival {

using base::ErrorKind;

bool is_offered(const Entry& entry, const OfferedFile& file) {
  return entry.kind == EntryKind::file && entry.file.size == file.size && entry.file.modified_at == file.modified_at;
}

base::Result<void> check_name(const OfferedFile& file) {
  if (!is_odd_name(file.name)) return {};
  return base::fail(ErrorKind::invalid, "arrival.odd_name", "no source offers a file of such a name");
}

tl::unexpected<base::Error> changed_since_offered() {
  return base::fail(ErrorKind::transient, "arrival.changed", "the file is not what was offered any more");
}

tl::unexpected<base::Error> other_file_under_its_name() {
  return base::fail(ErrorKind::conflict, "arrival.changed", "another file has come under this name");
}

}  // namespace lienthong::arrival
