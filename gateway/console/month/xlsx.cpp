#include "console/month/xlsx.hpp"

#include "console/month/memory_file.hpp"
#include "console/month/xlsx_sheet.hpp"

#include <algorithm>

namespace lienthong::console {
namespace {

/// When the workbook says it was made: otherwise the library asks the clock.
void set_made_at(lxw_workbook* book, base::Instant made_at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(made_at).time_since_epoch().count();
  lxw_doc_properties properties{};
  properties.created = std::max<std::time_t>(seconds, 1);  // 0 means now
  workbook_set_properties(book, &properties);
}

}  // namespace

base::Result<std::string> to_xlsx(std::span<const Sheet> sheets, base::Instant made_at) {
  const auto file = MemoryFile::make();
  if (!file) return base::fail(file.error());
  lxw_workbook* const book = workbook_new(file->path().c_str());
  if (book == nullptr) return base::fail(base::ErrorKind::transient, "month.workbook", "no memory for a workbook");
  set_made_at(book, made_at);
  const XlsxStyles styles(book);
  std::optional<base::Error> error;
  for (const Sheet& sheet : sheets) {
    if (!error) error = add_sheet(book, styles, sheet);
  }
  const lxw_error closed = workbook_close(book);  // frees it in any case
  if (error) return base::fail(std::move(*error));
  if (closed != LXW_NO_ERROR) return base::fail(base::ErrorKind::transient, "month.workbook", lxw_strerror(closed));
  return file->bytes();
}

}  // namespace lienthong::console
