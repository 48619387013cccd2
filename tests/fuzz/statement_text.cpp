#include "fuzz/statement_log.hpp"

#include <memory>

namespace lienthong::fuzz {
namespace {

using codec::CsvField;
using codec::CsvLabel;
using codec::InformationPart;
using codec::InformationStyle;

Accepted accepted;

codec::CsvProfile csv_profile() {
  codec::CsvProfile out;
  out.grouping = ' ';
  out.columns = {{CsvField::booked_on, "d"},
                 {CsvField::credit, "c"},
                 {CsvField::debit, "n"},
                 {CsvField::running_balance, "b"},
                 {CsvField::remittance, "t"}};
  out.labels = {{CsvLabel::account, "A"}, {CsvLabel::from, "F"}, {CsvLabel::opening, "O"}, {CsvLabel::ignored, "I"}};
  return out;
}

codec::Mt940Profile mt940_profile(InformationStyle style) {
  codec::Mt940Profile out;
  out.information = style;
  out.mark = style == InformationStyle::keywords ? '/' : '?';
  out.parts = {{"20", InformationPart::remittance},
               {"32", InformationPart::other_name},
               {"EREF", InformationPart::end_to_end_id},
               {"REMI", InformationPart::remittance}};
  return out;
}

/// The first byte says which reader gets the rest.
void run(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto make = [kind = bytes.front()](auto& sink) -> std::unique_ptr<codec::StatementReader> {
    if (kind == 'c') return codec::make_csv_reader(csv_profile(), sink);
    const auto style = kind == 's'   ? InformationStyle::subfields
                       : kind == 'k' ? InformationStyle::keywords
                                     : InformationStyle::text;
    return codec::make_mt940_reader(mt940_profile(style), sink);
  };
  const auto log = read_both_ways(make, bytes.substr(1));
  if (log.refusal.empty()) return accepted.add();
  const bool named =
      log.refusal.starts_with("csv.") || log.refusal.starts_with("mt940.") || log.refusal.starts_with("text.");
  require(named, "a refusal names a rule");
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
