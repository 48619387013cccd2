#pragma once

#include <xlsxwriter.h>

namespace lienthong::console {

/// How cells look; owned by the workbook.
struct XlsxStyles {
  explicit XlsxStyles(lxw_workbook* book);

  lxw_format* title;
  lxw_format* note;
  lxw_format* header;
  lxw_format* text;
  lxw_format* amount;
  lxw_format* count;
  lxw_format* day;
  lxw_format* instant;
  lxw_format* total_label;
  lxw_format* total_amount;
};

}  // namespace lienthong::console
