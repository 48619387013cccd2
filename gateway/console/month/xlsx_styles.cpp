#include "console/month/xlsx_styles.hpp"

namespace lienthong::console {
namespace {

lxw_format* numbered(lxw_workbook* book, const char* form) {
  lxw_format* const format = workbook_add_format(book);
  format_set_num_format(format, form);
  return format;
}

lxw_format* bold(lxw_format* format) {
  format_set_bold(format);
  return format;
}

lxw_format* under_a_line(lxw_format* format) {
  format_set_top(format, LXW_BORDER_THIN);
  return bold(format);
}

lxw_format* boxed(lxw_format* format) {
  constexpr lxw_color_t light_grey = 0xE7E6E6;
  format_set_bg_color(format, light_grey);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_text_wrap(format);
  return bold(format);
}

lxw_format* large(lxw_format* format) {
  constexpr double points = 14;
  format_set_font_size(format, points);
  return bold(format);
}

lxw_format* slanted(lxw_format* format) {
  format_set_italic(format);
  return format;
}

}  // namespace

XlsxStyles::XlsxStyles(lxw_workbook* book)
    : title(large(workbook_add_format(book))),
      note(slanted(workbook_add_format(book))),
      header(boxed(workbook_add_format(book))),
      text(numbered(book, "@")),
      amount(numbered(book, "#,##0")),
      count(numbered(book, "0")),
      day(numbered(book, "dd/mm/yyyy")),
      instant(numbered(book, "dd/mm/yyyy hh:mm")),
      total_label(under_a_line(workbook_add_format(book))),
      total_amount(under_a_line(numbered(book, "#,##0"))) {}

}  // namespace lienthong::console
