#include "console/month/xlsx_sheet.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace lienthong::console {
namespace {

using base::ErrorKind;

constexpr lxw_row_t title_row = 0;
constexpr lxw_row_t note_row = 1;
constexpr lxw_row_t header_row = 2;
constexpr lxw_row_t first_row = 3;
/// Cells hold doubles, of which spreadsheets keep 15 digits.
constexpr std::int64_t largest_amount = 999'999'999'999'999;

/// A spreadsheet counts days from here, and is right from March 1900 on.
constexpr domain::Day first_day = std::chrono::year{1899} / 12 / 30;
constexpr domain::Day first_right_day = std::chrono::year{1900} / 3 / 1;

/// "_x000D_": how XLSX writes a character that XML cannot hold.
bool is_character_code(std::string_view text) {
  constexpr std::string_view form = "_xhhhh_";
  if (text.size() < form.size()) return false;
  const auto fits = [](char c, char wanted) {
    return wanted == 'h' ? std::isxdigit(static_cast<unsigned char>(c)) != 0 : c == wanted;
  };
  return std::equal(form.begin(), form.end(), text.begin(), [fits](char wanted, char c) { return fits(c, wanted); });
}

/// So that a text that only looks like such a code stays what it is; the library does not see to it.
std::string without_character_codes(std::string_view text) {
  std::string out;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (is_character_code(text)) out += "_x005F";
    out += text.front();
  }
  return out;
}

class SheetWriter {
 public:
  SheetWriter(lxw_worksheet* sheet, const XlsxStyles& styles) : sheet_(sheet), styles_(&styles) {}

  void write(const Sheet& sheet) {
    put_text(title_row, 0, sheet.title, styles_->title);
    put_text(note_row, 0, sheet.note, styles_->note);
    lxw_col_t column = 0;
    for (const Column& one : sheet.columns) {
      check(worksheet_set_column(sheet_, column, column, one.width, nullptr));
      put_text(header_row, column++, one.title, styles_->header);
    }
    lxw_row_t row = first_row;
    for (const std::vector<Cell>& cells : sheet.rows) {
      if (error_) return;
      put_row(row++, cells);
    }
    put_totals(sheet, row);
    set_view(sheet, row);
  }

  [[nodiscard]] std::optional<base::Error>& error() { return error_; }

 private:
  void put_row(lxw_row_t row, const std::vector<Cell>& cells) {
    lxw_col_t column = 0;
    for (const Cell& cell : cells) {
      row_ = row;
      column_ = column++;
      std::visit([this](const auto& value) { put(value); }, cell);
    }
  }

  void put(std::monostate) {}
  void put(const std::string& text) { put_text(row_, column_, text, styles_->text); }
  void put(Dong amount) {
    if (is_exact(amount.value)) put_number(static_cast<double>(amount.value), styles_->amount);
  }
  void put(Count count) {
    if (is_exact(count.value)) put_number(static_cast<double>(count.value), styles_->count);
  }
  void put(domain::Day day) {
    if (is_right(day)) put_number(static_cast<double>((day - first_day).count()), styles_->day);
  }
  void put(base::Instant at) {
    constexpr double seconds_of_day = 86'400;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at + base::vietnam_offset);
    if (is_right(std::chrono::floor<std::chrono::days>(seconds)))
      put_number(static_cast<double>((seconds - first_day).count()) / seconds_of_day, styles_->instant);
  }

  void put_number(double number, lxw_format* format) {
    check(worksheet_write_number(sheet_, row_, column_, number, format));
  }

  void put_text(lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    if (!base::is_utf8(text) || text.find('\0') != std::string::npos)
      return refuse(ErrorKind::invalid, "month.text", "a text is no UTF-8, or has a NUL in it");
    check(worksheet_write_string(sheet_, row, column, without_character_codes(text).c_str(), format));
  }

  void put_totals(const Sheet& sheet, lxw_row_t row) {
    if (sheet.rows.empty()) return;
    bool any = false;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      if (sheet.columns[i].total == ColumnTotal::none) continue;
      any = true;
      put_total(sheet, static_cast<lxw_col_t>(i), row);
    }
    if (any) put_text(row, 0, "Tổng cộng", styles_->total_label);
  }

  /// SUBTOTAL(9, …) is the sum of what the filter shows.
  void put_total(const Sheet& sheet, lxw_col_t column, lxw_row_t row) {
    std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
    lxw_rowcol_to_range(range.data(), first_row, column, row - 1, column);
    const std::string formula = "=SUBTOTAL(9," + std::string(range.data()) + ")";
    const double sum = static_cast<double>(sum_of(sheet, column));
    check(worksheet_write_formula_num(sheet_, row, column, formula.c_str(), styles_->total_amount, sum));
  }

  std::int64_t sum_of(const Sheet& sheet, lxw_col_t column) {
    std::int64_t sum = 0;
    for (const std::vector<Cell>& cells : sheet.rows) {
      if (const auto* const amount = std::get_if<Dong>(&cells[column])) sum += amount->value;
      if (const auto* const count = std::get_if<Count>(&cells[column])) sum += count->value;
      if (!is_exact(sum)) return 0;
    }
    return sum;
  }

  void set_view(const Sheet& sheet, lxw_row_t end) {
    const auto last_column = static_cast<lxw_col_t>(sheet.columns.size() - 1);
    worksheet_freeze_panes(sheet_, first_row, 0);
    if (!sheet.rows.empty()) check(worksheet_autofilter(sheet_, header_row, 0, end - 1, last_column));
    check(worksheet_repeat_rows(sheet_, header_row, header_row));
    worksheet_set_landscape(sheet_);
    constexpr std::uint8_t a4 = 9;
    worksheet_set_paper(sheet_, a4);
    worksheet_fit_to_pages(sheet_, 1, 0);
  }

  bool is_exact(std::int64_t value) {
    if (value >= -largest_amount && value <= largest_amount) return true;
    refuse(ErrorKind::too_large, "month.amount", "an amount or a total has more than 15 digits");
    return false;
  }

  bool is_right(domain::Day day) {
    if (day >= first_right_day) return true;
    refuse(ErrorKind::invalid, "month.day", "a day is before 1 March 1900");
    return false;
  }

  void check(lxw_error error) {
    if (error == LXW_NO_ERROR) return;
    if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
      return refuse(ErrorKind::too_large, "month.text", "a text has more than 32,767 characters");
    if (error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
      return refuse(ErrorKind::too_large, "month.rows", "there are more rows than a sheet holds");
    refuse(ErrorKind::transient, "month.workbook", lxw_strerror(error));
  }

  void refuse(ErrorKind kind, const char* code, const char* text) {
    if (!error_) error_.emplace(kind, code, text);
  }

  lxw_worksheet* sheet_;
  const XlsxStyles* styles_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace

std::optional<base::Error> add_sheet(lxw_workbook* book, const XlsxStyles& styles, const Sheet& sheet) {
  lxw_worksheet* const made = workbook_add_worksheet(book, sheet.name.c_str());
  if (made == nullptr) return base::Error(ErrorKind::internal, "month.sheet", "a sheet's name is wrong or used twice");
  SheetWriter writer(made, styles);
  writer.write(sheet);
  return std::move(writer.error());
}

}  // namespace lienthong::console
