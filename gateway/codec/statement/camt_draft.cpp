#include "codec/statement/camt_draft.hpp"

#include "base/text.hpp"

#include <utility>

namespace lienthong::codec {
namespace {

using base::ErrorKind;

constexpr CamtRefusal too_many_balances{ErrorKind::too_large, "camt.balances", "too many balances"};
constexpr CamtRefusal too_many_details{ErrorKind::too_large, "camt.details", "too many payments in one entry"};
constexpr CamtRefusal too_much_text{ErrorKind::too_large, "camt.entry_bytes", "too much text in one entry"};
constexpr std::size_t most_balances = 1'000;

}  // namespace

Refused CamtDraft::begin_statement() {
  domain::StatementHeader fresh;
  fresh.kind = header.kind;
  fresh.version = header.version;
  fresh.message_id = header.message_id;
  header = std::move(fresh);
  header_told_ = false;
  entries_ = 0;
  return nullptr;
}

Refused CamtDraft::end_statement() {
  tell_header();
  sink_->end({});
  return nullptr;
}

/// Version 02 numbers the pages of the message only.
void CamtDraft::tell_header() {
  if (header_told_) return;
  if (!header.page) {
    header.page = message_page;
    header.last_page = message_last_page;
  }
  sink_->header(header);
  header_told_ = true;
}

Refused CamtDraft::begin_balance() {
  balance = {};
  return header.balances.size() < most_balances ? nullptr : &too_many_balances;
}

Refused CamtDraft::end_balance() {
  header.balances.push_back(balance);
  return nullptr;
}

Refused CamtDraft::begin_entry() {
  tell_header();
  entry = {};
  entry.number = ++entries_;
  entry.line = line;
  in_entry_ = true;
  kept_bytes_ = 0;
  batches_ = {};
  return nullptr;
}

Refused CamtDraft::end_entry() {
  entry.batch = batches_.whole();
  sink_->entry(entry);
  in_entry_ = false;
  return nullptr;
}

Refused CamtDraft::begin_group() {
  batch.reset();
  group_details_ = 0;
  return nullptr;
}

Refused CamtDraft::end_group() {
  batches_.add_group(batch, group_details_);
  return nullptr;
}

Refused CamtDraft::begin_detail() {
  detail = {};
  detail_amount.reset();
  return entry.details.size() < limits_.details ? nullptr : &too_many_details;
}

Refused CamtDraft::end_detail() {
  if (!detail.amount) detail.amount = detail_amount;
  ++group_details_;
  entry.details.push_back(std::move(detail));
  return nullptr;
}

Refused CamtDraft::keep(std::string& to, std::string_view text) {
  kept_bytes_ += text.size();
  if (in_entry_ && kept_bytes_ > limits_.entry_bytes) return &too_much_text;
  to = base::to_nfc(text);
  return nullptr;
}

Refused CamtDraft::keep_behind(std::string& to, std::string_view text) {
  std::string more;
  if (const auto refused = keep(more, text)) return refused;
  if (!to.empty()) to += ' ';
  to += more;
  return nullptr;
}

}  // namespace lienthong::codec
