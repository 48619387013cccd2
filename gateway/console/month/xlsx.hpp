#pragma once

#include "base/result.hpp"
#include "console/month/sheet.hpp"

#include <span>
#include <string>

namespace lienthong::console {

/// A workbook of these sheets: typed cells, header that stays in sight, filter, and totals as formulas that carry their
/// value. The same sheets and moment are the same bytes. Texts are never formulas. `too_large` "month.amount" for an
/// amount or total of more than 15 digits, which a spreadsheet would round, "month.text" for a text of more than 32,767
/// characters, "month.rows"; `invalid` "month.text" for what is no UTF-8, "month.day" for a day before 1 March 1900;
/// `transient` "month.memory" or "month.workbook" when there is no room for the library's temporary files.
[[nodiscard]] base::Result<std::string> to_xlsx(std::span<const Sheet> sheets, base::Instant made_at);

}  // namespace lienthong::console
