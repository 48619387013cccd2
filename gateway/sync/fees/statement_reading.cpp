#include "sync/fees/statement_reading.hpp"

#include <array>
#include <fstream>
#include <optional>
#include <utility>

namespace lienthong::sync {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::size_t piece_size = std::size_t{64} * 1024;

using Piece = std::function<std::optional<Error>(std::string_view)>;

/// Nothing, or the first error: of the disk (`transient` "statement.unreadable") or of `take`.
std::optional<Error> each_piece(const std::filesystem::path& path, const std::stop_token& stop, const Piece& take) {
  std::ifstream in(path, std::ios::binary);
  std::array<char, piece_size> room{};
  while (in) {
    in.read(room.data(), room.size());
    if (in.gcount() == 0) break;
    if (stop.stop_requested()) return Error(ErrorKind::cancelled, "statement.stopped", "the gateway is stopping");
    if (auto error = take({room.data(), static_cast<std::size_t>(in.gcount())})) return error;
  }
  if (in.eof()) return std::nullopt;
  return Error(ErrorKind::transient, "statement.unreadable", "the file cannot be read in the spool");
}

/// XML begins with '<', after a byte order mark and white space; nothing else that banks send does.
bool is_xml(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  const auto first = start.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && start[first] == '<';
}

/// The reader that the first piece calls for.
class FormatChooser {
 public:
  FormatChooser(const StatementBank& bank, domain::StatementSink& sink) : bank_(&bank), sink_(&sink) {}

  std::optional<Error> feed(std::string_view piece) {
    if (!reader_) {
      if (is_xml(piece)) {
        reader_ = codec::make_camt_reader(*sink_, bank_->limits);
      } else if (bank_->profile) {
        reader_ = mapping::make_statement_reader(*bank_->profile, *sink_, bank_->limits);
      } else {
        return Error(ErrorKind::unsupported, "statement.format",
                     "the file is no XML, and this bank has no profile of CSV or MT940");
      }
    }
    return reader_->feed(piece);
  }
  std::optional<Error> finish() {
    if (!reader_) return Error(ErrorKind::invalid, "statement.none", "the file holds no statement");
    return reader_->finish();
  }

 private:
  const StatementBank* bank_;
  domain::StatementSink* sink_;
  std::unique_ptr<codec::StatementReader> reader_;
};

std::optional<Error> read_through(const StatementBank& bank, const arrival::ArrivedFile& file,
                                  domain::StatementSink& sink, const std::stop_token& stop) {
  FormatChooser reader(bank, sink);
  auto error = each_piece(file.path, stop, [&](std::string_view piece) { return reader.feed(piece); });
  return error ? std::move(error) : reader.finish();
}

/// Of us, not of the file.
bool is_passing(const Error& error) {
  return error.kind() == ErrorKind::transient || error.kind() == ErrorKind::cancelled;
}

}  // namespace

base::Result<FileFindings> check_file(const StatementBank& bank, const arrival::ArrivedFile& file,
                                      const std::stop_token& stop) {
  std::vector<SoundStatement> sound;
  StatementRefusal refusal;
  std::size_t number = 0;
  domain::StatementFileCheck check(bank.expectation, [&](domain::CheckedStatement statement) {
    refusal.add(++number, statement.findings);
    if (number <= most_statements) sound.push_back({std::move(statement.header), statement.entries});
  });
  if (auto error = read_through(bank, file, check, stop)) {
    if (is_passing(*error)) return base::fail(std::move(*error));
    return refusal_of(*error);
  }
  check.finish();
  if (number == 0) return refusal_of(Error(ErrorKind::invalid, "statement.none", "the file holds no statement"));
  if (number > most_statements)
    return refusal_of(Error(ErrorKind::too_large, "statement.too_many", "more statements than a file may hold"));
  if (!refusal.empty()) return refusal;
  return sound;
}

base::Result<void> read_file(const StatementBank& bank, const arrival::ArrivedFile& file, domain::StatementSink& sink,
                             const std::stop_token& stop) {
  auto error = read_through(bank, file, sink, stop);
  if (!error) return {};
  if (is_passing(*error)) return base::fail(std::move(*error));
  return base::fail(ErrorKind::transient, "statement.changed", "the file is not what it was when it was checked");
}

}  // namespace lienthong::sync
