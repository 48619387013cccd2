#pragma once

#include "codec/statement.hpp"
#include "fuzz/property.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::fuzz {

/// What a reader told, as one text, and what the check made of it.
struct StatementLog {
  std::string told;
  std::string refusal;  ///< code; empty when accepted
};

/// Writes down what it is told, and holds the order header, entries, end.
class LoggingSink final : public domain::StatementSink {
 public:
  void header(const domain::StatementHeader& header) override {
    require(!open_, "a statement begins behind the end of the one before");
    open_ = true;
    entries_ = 0;
    log += "header " + header.version + header.account + header.statement_id + header.message_id;
    for (const auto& balance : header.balances) log += " " + balance.amount.text();
    check_.header(header);
  }
  void entry(const domain::Entry& entry) override {
    require(open_ && entry.number == ++entries_, "entries are counted inside of a statement");
    log += "\nentry " + entry.reference + entry.servicer_reference + entry.amount.text() + entry.information;
    for (const auto& detail : entry.details) log += " " + detail.remittance + detail.debtor_name + detail.creditor_name;
    check_.entry(entry);
  }
  void end(const domain::StatementTrailer& trailer) override {
    require(open_, "only what began ends");
    open_ = false;
    for (const auto& balance : trailer.balances) log += " " + balance.amount.text();
    check_.end(trailer);
  }
  void finish() {
    require(!open_, "every statement of an accepted file ends");
    check_.finish();
  }

  std::string log;

 private:
  bool open_ = false;
  std::size_t entries_ = 0;
  domain::StatementFileCheck check_{{}, [this](const domain::CheckedStatement& statement) {
                                      for (const auto& problem : statement.findings.problems) {
                                        log += "\n" + describe(problem);
                                      }
                                    }};
};

template <class MakeReader>
StatementLog read_in_pieces(MakeReader make_reader, std::string_view bytes, std::size_t piece) {
  LoggingSink sink;
  const auto reader = make_reader(sink);
  std::optional<base::Error> error;
  for (std::size_t at = 0; at < bytes.size() && !error; at += piece) error = reader->feed(bytes.substr(at, piece));
  if (!error) error = reader->finish();
  if (!error) sink.finish();
  return {sink.log, error ? error->code() : ""};
}

/// The same in one piece and in small ones.
template <class MakeReader>
StatementLog read_both_ways(MakeReader make_reader, std::string_view bytes) {
  const std::size_t piece = 1 + bytes.size() % 13;
  auto whole = read_in_pieces(make_reader, bytes, bytes.size() + 1);
  const auto pieces = read_in_pieces(make_reader, bytes, piece);
  require(whole.refusal.empty() == pieces.refusal.empty(), "pieces are accepted as the whole is");
  require(!whole.refusal.empty() || whole.told == pieces.told, "pieces tell the same as the whole");
  return whole;
}

}  // namespace lienthong::fuzz
