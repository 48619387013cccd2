#include "console/month/csv.hpp"
#include "console/month/month_export.hpp"
#include "console/month/xlsx.hpp"
#include "unit/console_month/sample_report.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>

// Writes the samples into a folder, for an independent reader: write_month_samples <folder>

namespace lienthong::console {
namespace {

void write(const std::filesystem::path& file, const base::Result<std::string>& bytes) {
  if (!bytes) throw std::runtime_error(bytes.error().describe());
  std::ofstream out(file, std::ios::binary);
  out << *bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

void write_report(const std::filesystem::path& folder, const std::string& file, const MonthReport& report) {
  write(folder / (file + ".xlsx"), month_xlsx(report));
  for (const MonthPart part : month_parts)
    write(folder / (file + "-" + std::string(name(part)) + ".csv"), month_csv(report, part));
}

/// The texts as they are, each behind its length.
void write_texts(const std::filesystem::path& file, const Sheet& sheet) {
  std::string out;
  for (const auto& row : sheet.rows) {
    const auto& text = std::get<std::string>(row.at(0));
    out += std::to_string(text.size()) + ":" + text;
  }
  write(file, out);
}

}  // namespace
}  // namespace lienthong::console

int main(int count, char** words) {
  using namespace lienthong::console;
  try {
    const std::filesystem::path folder(count == 2 ? words[1] : throw std::runtime_error("use: <folder>"));
    write_report(folder, "november", testing::november_report());
    write_report(folder, "empty", testing::empty_report());
    const Sheet hostile = testing::hostile_sheet();
    write(folder / "hostile.xlsx", to_xlsx(std::array{hostile}, testing::empty_report().made_at));
    write(folder / "hostile.csv", to_csv(hostile));
    write_texts(folder / "hostile.txt", hostile);
  } catch (const std::exception& problem) {
    std::cerr << problem.what() << "\n";
    return 1;
  }
  return 0;
}
