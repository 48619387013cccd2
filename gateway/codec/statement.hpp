#pragma once

#include "base/result.hpp"
#include "codec/statement_profile.hpp"
#include "domain/money.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace lienthong::codec {

/// Bounds on a statement; passing one is `too_large`. Memory is bounded by those of one token and one entry.
struct StatementLimits {
  std::size_t bytes = std::size_t{1} << 30U;
  std::size_t depth = 64;                      ///< XML: nested elements
  std::size_t attributes = 64;                 ///< XML: of one element
  std::size_t name_bytes = 256;                ///< XML: of one name
  std::size_t token_bytes = 1024 * 1024;       ///< XML: a tag or a comment; MT940, CSV: a line or a field
  std::size_t details = 20'000;                ///< payments inside one entry
  std::size_t entry_bytes = 16 * 1024 * 1024;  ///< texts kept of one entry
};

/// Reads a file piece by piece and tells the sink. An error is final: why the file is refused as a whole, with its line
/// ("line") and the entry ("entry") where there is one; never a value of the file.
class StatementReader {
 public:
  virtual ~StatementReader() = default;
  [[nodiscard]] virtual std::optional<base::Error> feed(std::string_view bytes) = 0;
  [[nodiscard]] virtual std::optional<base::Error> finish() = 0;
};

/// ISO 20022 camt.052, camt.053 and camt.054, versions 02 to 08, by the namespace of the document: another is
/// `unsupported` "camt.version". "xml.<rule>" when it is not well formed (xml_gate.hpp), "camt.<rule>" when it breaks
/// our schemas (schemas/external/bank-statement) or says what cannot be kept. `sink` must outlive the reader.
[[nodiscard]] std::unique_ptr<StatementReader> make_camt_reader(domain::StatementSink& sink,
                                                                const StatementLimits& limits = {});

/// SWIFT MT940, bare or in its blocks, with the free text as the bank of `profile` writes it. "mt940.<rule>" when a
/// field is missing, unknown, out of order or of another form.
[[nodiscard]] std::unique_ptr<StatementReader> make_mt940_reader(const Mt940Profile& profile,
                                                                 domain::StatementSink& sink,
                                                                 const StatementLimits& limits = {});

/// CSV (RFC 4180, UTF-8) of one statement: lines with labels, a row of titles, the entries, lines with labels.
/// "csv.<rule>" when the form, a title, a date or an amount is another, or when a running balance does not follow from
/// the entry.
[[nodiscard]] std::unique_ptr<StatementReader> make_csv_reader(const CsvProfile& profile, domain::StatementSink& sink,
                                                               const StatementLimits& limits = {});

}  // namespace lienthong::codec
