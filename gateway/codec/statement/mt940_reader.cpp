#include "base/text.hpp"
#include "codec/statement.hpp"
#include "codec/statement/line_stream.hpp"
#include "codec/statement/mt940_fields.hpp"
#include "codec/statement/mt940_information.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;
using domain::BalanceKind;

constexpr std::size_t most_field_bytes = 8 * 1024;
constexpr std::size_t most_forward_balances = 100;

/// How far a message has come; fields stand in this order.
enum class Stage : std::uint8_t { outside, reference, account, number, opening, entries, closing };

struct Tag {
  std::string_view tag;
  Stage from;  ///< the earliest and
  Stage to;    ///< the latest stage behind which it may stand
};
constexpr std::array tags{
    Tag{"20", Stage::outside, Stage::outside},     Tag{"21", Stage::reference, Stage::reference},
    Tag{"25", Stage::reference, Stage::reference}, Tag{"28C", Stage::account, Stage::account},
    Tag{"60F", Stage::number, Stage::number},      Tag{"60M", Stage::number, Stage::number},
    Tag{"61", Stage::opening, Stage::entries},     Tag{"86", Stage::entries, Stage::closing},
    Tag{"62F", Stage::opening, Stage::entries},    Tag{"62M", Stage::opening, Stage::entries},
    Tag{"64", Stage::closing, Stage::closing},     Tag{"65", Stage::closing, Stage::closing},
};

Error broken(const char* code, const char* text) { return {ErrorKind::invalid, code, text}; }

class Mt940Reader final : public StatementReader {
 public:
  Mt940Reader(Mt940Profile profile, domain::StatementSink& sink, const StatementLimits& limits)
      : profile_(std::move(profile)),
        sink_(&sink),
        lines_(limits.bytes, limits.token_bytes,
               [this](std::string_view line, std::size_t number) { return take_line(line, number); }) {}

  std::optional<Error> feed(std::string_view bytes) override { return lines_.feed(bytes); }

  std::optional<Error> finish() override {
    if (auto error = lines_.finish()) return error;
    if (auto error = end_field()) return error;
    if (auto error = end_message()) return error;
    if (in_block_) return broken("mt940.truncated", "the message ends before its last line");
    if (statements_ == 0) return broken("mt940.truncated", "there is no statement");
    return std::nullopt;
  }

 private:
  std::optional<Error> take_line(std::string_view line, std::size_t number) {
    if (const auto block = line.find("{4:"); block != std::string_view::npos && line.starts_with('{')) {
      line.remove_prefix(block + 3);
      in_block_ = true;
      if (line.empty()) return std::nullopt;
    }
    if (line == "-" || line.starts_with("-}")) {
      in_block_ = in_block_ && line == "-";
      if (auto error = end_field()) return error;
      return end_message();
    }
    const auto colon = line.starts_with(':') ? line.find(':', 1) : std::string_view::npos;
    if (colon == std::string_view::npos || colon > 4) return continue_field(line);
    if (auto error = end_field()) return error;
    tag_ = line.substr(1, colon - 1);
    field_ = line.substr(colon + 1);
    field_line_ = number;
    return std::nullopt;
  }

  std::optional<Error> continue_field(std::string_view line) {
    if (tag_.empty()) {
      return line.empty() ? std::nullopt : std::optional(broken("mt940.text", "text outside of a field"));
    }
    if (field_.size() + line.size() > most_field_bytes) {
      return Error(ErrorKind::too_large, "mt940.field", "a field is too long");
    }
    field_.append("\n").append(line);
    return std::nullopt;
  }

  /// The field that ended, with its own line.
  std::optional<Error> end_field() {
    if (tag_.empty()) return std::nullopt;
    auto error = take_field();
    tag_.clear();
    if (!error) return std::nullopt;
    auto placed = std::move(*error).with("field_line", std::to_string(field_line_));
    return entry_ ? std::move(placed).with("entry", std::to_string(entry_->number)) : std::move(placed);
  }

  std::optional<Error> take_field() {
    const auto* known = std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.tag == tag_; });
    if (known == tags.end()) return broken("mt940.tag", "a field that the standard does not have here");
    if (tag_ == "20" && stage_ == Stage::closing) {
      if (auto error = end_message()) return error;
    }
    if (stage_ < known->from || stage_ > known->to) return broken("mt940.order", "a field out of order");
    if (tag_ == "20") return take_reference();
    if (tag_ == "25") return take_account();
    if (tag_ == "28C") return take_number();
    if (tag_ == "61") return take_entry();
    if (tag_ == "86") return take_information();
    if (tag_.starts_with("60")) return take_opening();
    if (tag_.starts_with("62")) return take_closing();
    if (tag_ == "64") return take_later_balance(BalanceKind::closing_available);
    if (tag_ == "65") return take_later_balance(BalanceKind::forward_available);
    return std::nullopt;  // :21: is of no use to us
  }

  std::optional<Error> take_reference() {
    header_ = {};
    trailer_ = {};
    header_.version = profile_.name;
    header_.message_id = base::to_nfc(field_);
    entries_ = 0;
    stage_ = Stage::reference;
    return std::nullopt;
  }

  std::optional<Error> take_account() {
    header_.account = base::to_nfc(base::trim(field_));
    if (header_.account.empty()) return broken("mt940.account", "there is no account number");
    stage_ = Stage::account;
    return std::nullopt;
  }

  std::optional<Error> take_number() {
    const auto number = read_mt940_number(field_);
    if (!number) return number.error();
    header_.sequence = number->statement;
    header_.statement_id = std::to_string(number->statement);
    header_.page = number->page;
    stage_ = Stage::number;
    return std::nullopt;
  }

  std::optional<Error> take_opening() {
    const bool first = tag_ == "60F";
    auto balance = read_mt940_balance(field_, first ? BalanceKind::opening_booked : BalanceKind::interim_booked);
    if (!balance) return balance.error();
    if (first != (header_.page.value_or(1) == 1)) {
      return broken("mt940.page", "a first page has :60F: and a later one :60M:");
    }
    header_.currency = balance->amount.currency;
    header_.balances = {*balance};
    sink_->header(header_);
    stage_ = Stage::opening;
    return std::nullopt;
  }

  std::optional<Error> take_entry() {
    tell_entry();
    auto entry = read_mt940_entry(field_, *header_.currency);
    ++entries_;
    if (!entry) return std::move(entry.error()).with("entry", std::to_string(entries_));
    entry_ = std::move(*entry);
    entry_->number = entries_;
    entry_->line = field_line_;
    stage_ = Stage::entries;
    return std::nullopt;
  }

  std::optional<Error> take_information() {
    if (stage_ == Stage::closing) return std::nullopt;  // of the statement
    if (!entry_ || !entry_->details.empty()) return broken("mt940.order", "information that belongs to no entry");
    std::string joined = field_;
    std::erase(joined, '\n');
    auto detail = read_mt940_information(joined, profile_, entry_->flow);
    detail.amount = entry_->amount;
    detail.flow = entry_->flow;
    entry_->details.push_back(std::move(detail));
    return std::nullopt;
  }

  std::optional<Error> take_closing() {
    tell_entry();
    trailer_.last_page = tag_ == "62F";
    const auto kind = *trailer_.last_page ? BalanceKind::closing_booked : BalanceKind::interim_booked;
    stage_ = Stage::closing;
    return take_later_balance(kind);
  }

  std::optional<Error> take_later_balance(BalanceKind kind) {
    auto balance = read_mt940_balance(field_, kind);
    if (!balance) return balance.error();
    if (trailer_.balances.size() == most_forward_balances) return broken("mt940.balances", "too many balances");
    trailer_.balances.push_back(*balance);
    return std::nullopt;
  }

  void tell_entry() {
    if (entry_) sink_->entry(*entry_);
    entry_.reset();
  }

  std::optional<Error> end_message() {
    if (stage_ == Stage::outside) return std::nullopt;
    if (stage_ != Stage::closing) return broken("mt940.truncated", "the statement ends before its closing balance");
    sink_->end(trailer_);
    ++statements_;
    stage_ = Stage::outside;
    return std::nullopt;
  }

  Mt940Profile profile_;
  domain::StatementSink* sink_;
  LineStream lines_;
  bool in_block_ = false;
  Stage stage_ = Stage::outside;
  std::string tag_;
  std::string field_;
  std::size_t field_line_ = 0;
  domain::StatementHeader header_;
  domain::StatementTrailer trailer_;
  std::optional<domain::Entry> entry_;
  std::size_t entries_ = 0;
  std::size_t statements_ = 0;
};

}  // namespace

std::unique_ptr<StatementReader> make_mt940_reader(const Mt940Profile& profile, domain::StatementSink& sink,
                                                   const StatementLimits& limits) {
  return std::make_unique<Mt940Reader>(profile, sink, limits);
}

}  // namespace lienthong::codec
