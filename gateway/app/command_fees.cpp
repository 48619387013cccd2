#include "app/command_fees.hpp"

#include "app/exit_codes.hpp"
#include "app/fee_report.hpp"
#include "app/fee_statements.hpp"
#include "app/fee_transfer_file.hpp"
#include "app/sheet_text.hpp"
#include "app/store_reader.hpp"
#include "base/clock.hpp"
#include "console/month/month_export.hpp"
#include "console/month/month_sheets.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>

namespace lienthong::app {
namespace {

/// The month as it was asked for, and what it was made of.
struct MonthOnScreen {
  std::optional<SiteReader> reader;
  std::optional<FeeSite> fees;
  std::optional<sync::FeeBooks> books;
  std::optional<console::MonthReport> report;
};

int complain(const base::Error& error, int exit) {
  std::cerr << "lienthong: " << error.describe() << "\n";
  return exit;
}

int open_site(const FeesRequest& request, MonthOnScreen& out) {
  if (const int failed = open_site_reader(request.config, out.reader); failed != exit_ok) return failed;
  out.fees = out.reader->site.fees;
  if (out.fees) return exit_ok;
  mapping::Diagnostics problems;
  out.fees = load_fee_site(out.reader->site.config, problems);
  for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
  return out.fees ? exit_ok : exit_config;
}

int open_month(const FeesRequest& request, MonthOnScreen& out) {
  const auto month = sync::month_from_name(request.month);
  if (!month) {
    std::cerr << "lienthong: tháng viết là 2026-11 / a month is written 2026-11\n";
    return exit_usage;
  }
  if (const int failed = open_site(request, out); failed != exit_ok) return failed;
  const Site& site = out.reader->site;
  auto books = load_fee_books(sync::StoreCalls(*out.reader->store), out.fees->sources(site), *month);
  if (!books) return store_failed(books.error());
  const base::Instant now = base::SystemClock().now();
  const auto view = month_view(*books, out.fees->month_settings(site, now));
  if (!view) return complain(view.error(), exit_config);
  const auto unit = request.unit.empty() ? std::nullopt : std::optional(domain::UnitCode(request.unit));
  out.report = month_report(*view, out.fees->schedule, now, unit);
  out.books = std::move(*books);
  return exit_ok;
}

/// The whole file or none of it.
int write_file(const std::string& file, const std::string& bytes) {
  const std::string draft = file + ".new";
  std::ofstream out(draft, std::ios::binary);
  out << bytes;
  out.close();
  if (out && std::rename(draft.c_str(), file.c_str()) == 0) return exit_ok;
  std::cerr << "lienthong: không ghi được tệp / the file cannot be written: " << file << "\n";
  return exit_general;
}

int write_result(const std::string& file, const base::Result<std::string>& bytes) {
  return bytes ? write_file(file, *bytes) : complain(bytes.error(), exit_general);
}

int write_csv(const FeesRequest& request, const console::MonthReport& report) {
  const auto part = std::ranges::find(console::month_parts, request.csv_part,
                                      [](console::MonthPart one) { return console::name(one); });
  return write_result(request.csv, console::month_csv(report, *part));
}

int write_pain001(const FeesRequest& request, const MonthOnScreen& month) {
  std::vector<std::string> problems;
  const auto bytes = transfer_file(*month.report, month.reader->site.config.fees, problems);
  for (const std::string& problem : problems) std::cerr << "lienthong: " << problem << "\n";
  return bytes ? write_file(request.pain001, *bytes) : exit_problems;
}

int run_month(const FeesRequest& request) {
  MonthOnScreen month;
  if (const int failed = open_month(request, month); failed != exit_ok) return failed;
  std::cout << (request.json ? month_json(*month.report) : month_text(*month.report));
  int exit = exit_ok;
  if (!request.xlsx.empty()) exit = std::max(exit, write_result(request.xlsx, console::month_xlsx(*month.report)));
  if (!request.csv.empty()) exit = std::max(exit, write_csv(request, *month.report));
  if (!request.pain001.empty()) exit = std::max(exit, write_pain001(request, month));
  return exit;
}

int run_matches(const FeesRequest& request) {
  MonthOnScreen month;
  if (const int failed = open_month(request, month); failed != exit_ok) return failed;
  if (request.json) {
    std::cout << matches_json(*month.report, *month.books);
    return exit_ok;
  }
  const auto sheet = console::matching_sheet(*month.report);
  if (!sheet) return complain(sheet.error(), exit_general);
  std::cout << sheet_text(*sheet);
  return exit_ok;
}

int run_statements(const FeesRequest& request) {
  MonthOnScreen site;
  if (const int failed = open_site(request, site); failed != exit_ok) return failed;
  const auto list = load_statement_list(sync::StoreCalls(*site.reader->store));
  if (!list) return store_failed(list.error());
  std::cout << (request.json ? statements_json(*list) : statements_text(*list));
  return exit_ok;
}

void add_common(CLI::App* command, FeesRequest& request) {
  command->add_option("-c,--config", request.config, "Configuration file")
      ->envname("LIENTHONG_CONFIG")
      ->capture_default_str();
  command->add_flag("--json", request.json, "For programs");
}

}  // namespace

FeesCommands::FeesCommands(CLI::App& app)
    : group_(app.add_subcommand("fees", "Fees: the month, its matches, the banks' statements")->require_subcommand(1)),
      month_(group_->add_subcommand("month", "One month three ways: due, paid, booked; transfers and alarms")),
      matches_(group_->add_subcommand("matches", "Which movement of money pays which fee, and why")),
      statements_(group_->add_subcommand("statements", "Files and statements of the banks, refused ones too")) {
  for (auto* command : {month_, matches_, statements_}) add_common(command, request_);
  for (auto* command : {month_, matches_}) {
    command->add_option("month", request_.month, "2026-11")->required();
    command->add_option("--unit", request_.unit, "Only this Unit");
  }
  month_->add_option("--xlsx", request_.xlsx, "Write the whole report as a workbook");
  month_->add_option("--csv", request_.csv, "Write one part of it as CSV");
  month_->add_option("--csv-part", request_.csv_part, "Which part")
      ->check(CLI::IsMember({"summary", "fees", "matching", "transfers", "alarms"}))
      ->capture_default_str();
  month_->add_option("--pain001", request_.pain001, "Write the transfer's orders for the bank (ISO 20022)");
}

bool FeesCommands::chosen() const { return group_->parsed(); }

int FeesCommands::run() const {
  if (month_->parsed()) return run_month(request_);
  return matches_->parsed() ? run_matches(request_) : run_statements(request_);
}

}  // namespace lienthong::app
