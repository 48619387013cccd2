#pragma once

#include "domain/money.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::codec {

// How one bank writes its statements where it has no XML; data, written by whoever connects the bank.

/// What a bank puts into the free text of an MT940 entry.
enum class InformationPart : std::uint8_t {
  remittance,
  other_name,  ///< of who paid, or of who was paid
  other_account,
  end_to_end_id,
  structured_reference,
};

enum class InformationStyle : std::uint8_t {
  text,       ///< free text: all of it is remittance
  subfields,  ///< "?20text?21more": a mark and two characters
  keywords,   ///< "/EREF/text/NAME/more"
};

struct Mt940Profile {
  struct Part {
    std::string key;  ///< "20", "EREF"
    InformationPart part = InformationPart::remittance;
  };
  std::string name = "mt940";
  InformationStyle information = InformationStyle::text;
  char mark = '?';
  std::vector<Part> parts;
};

/// What a column of a CSV holds.
enum class CsvField : std::uint8_t {
  booked_on,
  valued_on,
  amount,  ///< with `sign`, or signed by itself
  credit,  ///< an amount, in the rows that are credits
  debit,
  sign,
  currency,
  running_balance,  ///< of the account after the entry
  reference,
  servicer_reference,
  remittance,
  other_name,
  other_account,
  information,
};

/// What a line outside of the table says in the cell behind its label.
enum class CsvLabel : std::uint8_t { account, statement_id, from, to, opening, closing, ignored };

enum class CsvOrder : std::uint8_t { oldest_first, newest_first };

struct CsvProfile {
  struct Column {
    CsvField field = CsvField::amount;
    std::string title;  ///< as in the row of titles
  };
  struct Label {
    CsvLabel label = CsvLabel::ignored;
    std::string text;  ///< the first cell of the line
  };
  std::string name = "csv";
  char separator = ',';
  char decimal = '.';
  std::optional<char> grouping;     ///< between thousands: "1.000.000"
  std::string date = "dd/MM/yyyy";  ///< of dd, MM, yyyy, HH, mm, ss and what stands between them
  domain::Currency currency = domain::vnd();
  std::string account;  ///< where the file does not say it
  std::vector<std::string> credit_signs;
  std::vector<std::string> debit_signs;
  CsvOrder order = CsvOrder::oldest_first;
  std::vector<Column> columns;
  std::vector<Label> labels;
};

}  // namespace lienthong::codec
