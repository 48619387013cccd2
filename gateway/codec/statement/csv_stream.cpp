#include "codec/statement/csv_stream.hpp"

#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t cost_of_field = 32;  ///< an empty one takes memory, too

Error broken(const char* code, const char* text) { return {ErrorKind::invalid, code, text}; }

}  // namespace

std::optional<Error> CsvStream::feed(std::string_view bytes) {
  fed_ += bytes.size();
  if (fed_ > most_bytes_) return Error(ErrorKind::too_large, "text.bytes", "the file is too large");
  if (!utf8_.feed(bytes)) return at_line(broken("text.encoding", "only UTF-8 without NUL is read"));
  if (!begun_) {
    start_ += bytes;
    if (start_.size() < byte_order_mark.size()) return std::nullopt;
    begun_ = true;
    const std::string start = std::move(start_);
    bytes = start;
    return take_all(bytes.substr(bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0));
  }
  return take_all(bytes);
}

std::optional<Error> CsvStream::take_all(std::string_view bytes) {
  for (const char c : bytes) {
    if (auto error = take(c)) return at_line(std::move(*error));
    if (c == '\n') ++line_;
  }
  return std::nullopt;
}

std::optional<Error> CsvStream::finish() {
  if (!utf8_.finish()) return at_line(broken("text.encoding", "only UTF-8 without NUL is read"));
  if (!begun_) {
    begun_ = true;
    if (auto error = take_all(start_)) return error;
  }
  if (state_ == State::quoted) return at_line(broken("csv.truncated", "the file ends inside of quotes"));
  if (state_ == State::return_seen) return at_line(broken("csv.line_end", "a carriage return without a line feed"));
  const bool ended = state_ == State::field_begin && row_.empty();
  if (ended) return std::nullopt;
  auto error = end_row();
  return error ? std::optional(at_line(std::move(*error))) : std::nullopt;
}

std::optional<Error> CsvStream::take(char c) {
  switch (state_) {
    case State::field_begin:
      if (c != '"') return take_after_field(c);
      state_ = State::quoted;
      return std::nullopt;
    case State::plain:
      return c == '"' ? std::optional(broken("csv.quote", "a quote inside of a field without quotes"))
                      : take_after_field(c);
    case State::quoted:
      if (c != '"') return keep(c);
      state_ = State::quote_seen;
      return std::nullopt;
    case State::quote_seen:
      if (c == '"') {
        state_ = State::quoted;
        return keep(c);
      }
      if (c != separator_ && c != '\r' && c != '\n') return broken("csv.quote", "text behind a closing quote");
      return take_after_field(c);
    case State::return_seen:
      return c == '\n' ? end_row() : std::optional(broken("csv.line_end", "a carriage return without a line feed"));
  }
  return std::nullopt;
}

std::optional<Error> CsvStream::take_after_field(char c) {
  if (c == separator_) {
    state_ = State::field_begin;
    return end_field();
  }
  if (c == '\r') {
    state_ = State::return_seen;
    return std::nullopt;
  }
  if (c == '\n') return end_row();
  state_ = State::plain;
  return keep(c);
}

std::optional<Error> CsvStream::keep(char c) {
  field_ += c;
  return count(1);
}

std::optional<Error> CsvStream::count(std::size_t bytes) {
  row_bytes_ += bytes;
  if (row_bytes_ <= most_row_bytes_) return std::nullopt;
  return Error(ErrorKind::too_large, "csv.row_size", "a row is too long");
}

std::optional<Error> CsvStream::end_field() {
  row_.push_back(std::move(field_));
  field_.clear();
  return count(cost_of_field);
}

std::optional<Error> CsvStream::end_row() {
  auto error = end_field();
  if (!error) error = use_(row_, row_line_);
  if (error) return error;
  row_.clear();
  row_bytes_ = 0;
  row_line_ = line_ + 1;
  state_ = State::field_begin;
  return std::nullopt;
}

Error CsvStream::at_line(Error error) const { return std::move(error).with("line", std::to_string(row_line_)); }

}  // namespace lienthong::codec
