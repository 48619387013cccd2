#pragma once

#include "base/result.hpp"
#include "console/month/sheet.hpp"
#include "console/month/xlsx_styles.hpp"

#include <optional>

namespace lienthong::console {

/// Writes one sheet into the workbook; what is wrong with it, or nothing. Errors as of `to_xlsx`.
[[nodiscard]] std::optional<base::Error> add_sheet(lxw_workbook* book, const XlsxStyles& styles, const Sheet& sheet);

}  // namespace lienthong::console
