#include "unit/sync_fees/camt_text.hpp"

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace lienthong::sync::testing {
namespace {

using domain::Entry;
using domain::EntryDetail;
using domain::Flow;

std::string iso(domain::Day day) {
  const std::chrono::year_month_day date{day};
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return out;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string element(const std::string& name, const std::string& text) {
  return text.empty() ? "" : "<" + name + ">" + escaped(text) + "</" + name + ">";
}

std::string amount(const domain::Amount& sum) {
  return "<Amt Ccy=\"" + std::string(sum.currency.code()) + "\">" + sum.text() + "</Amt>";
}

std::string direction(Flow flow) {
  return flow == Flow::credit ? "<CdtDbtInd>CRDT</CdtDbtInd>" : "<CdtDbtInd>DBIT</CdtDbtInd>";
}

std::string wrapped(const std::string& name, const std::string& inner) {
  return inner.empty() ? "" : "<" + name + ">" + inner + "</" + name + ">";
}

std::string number(const std::string& text) {
  return text.empty() ? "" : "<Id><Othr>" + element("Id", text) + "</Othr></Id>";
}

std::string detail_text(const EntryDetail& detail) {
  const std::string refs = element("AcctSvcrRef", detail.servicer_reference) +
                           element("InstrId", detail.instruction_id) + element("EndToEndId", detail.end_to_end_id) +
                           element("TxId", detail.transaction_id);
  const std::string parties = wrapped("Dbtr", wrapped("Pty", element("Nm", detail.debtor_name))) +
                              wrapped("DbtrAcct", number(detail.debtor_account)) +
                              wrapped("Cdtr", wrapped("Pty", element("Nm", detail.creditor_name))) +
                              wrapped("CdtrAcct", number(detail.creditor_account));
  const std::string priced =
      detail.amount ? amount(*detail.amount) + direction(detail.flow.value_or(Flow::credit)) : std::string();
  return "<TxDtls>" + wrapped("Refs", refs) + priced + wrapped("RltdPties", parties) +
         wrapped("RmtInf", element("Ustrd", detail.remittance)) + "</TxDtls>";
}

std::string bank_code(const std::string& code) {
  if (code.empty()) return "<BkTxCd/>";
  const auto first = code.find('/');
  const auto second = code.find('/', first + 1);
  return "<BkTxCd><Domn>" + element("Cd", code.substr(0, first)) + "<Fmly>" +
         element("Cd", code.substr(first + 1, second - first - 1)) + element("SubFmlyCd", code.substr(second + 1)) +
         "</Fmly></Domn></BkTxCd>";
}

std::string entry_text(const Entry& entry) {
  std::string details;
  for (const EntryDetail& detail : entry.details) details += detail_text(detail);
  return "<Ntry>" + element("NtryRef", entry.reference) + amount(entry.amount) + direction(entry.flow) +
         (entry.reversal ? "<RvslInd>true</RvslInd>" : "") + "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>" +
         iso(entry.booked_on.value()) + "</Dt></BookgDt>" + element("AcctSvcrRef", entry.servicer_reference) +
         bank_code(entry.bank_code) + wrapped("NtryDtls", details) + element("AddtlNtryInf", entry.information) +
         "</Ntry>\n";
}

std::string balance(const std::string& code, std::int64_t sum, domain::Day day) {
  return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"VND\">" +
         std::to_string(sum < 0 ? -sum : sum) + "</Amt>" + direction(sum < 0 ? Flow::debit : Flow::credit) +
         "<Dt><Dt>" + iso(day) + "</Dt></Dt></Bal>\n";
}

}  // namespace

std::int64_t CamtText::closing() const {
  std::int64_t sum = opening;
  for (const Entry& entry : entries) {
    const std::int64_t dong = entry.amount.dong().value_or(0);
    sum += entry.flow == Flow::credit ? dong : -dong;
  }
  return sum;
}

std::string CamtText::text() const {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">"
      "<BkToCstmrStmt><GrpHdr><MsgId>" +
      message + "</MsgId><CreDtTm>" + created + "</CreDtTm></GrpHdr>\n<Stmt><Id>" + id + "</Id><ElctrncSeqNb>" +
      std::to_string(sequence) + "</ElctrncSeqNb><CreDtTm>" + created + "</CreDtTm><FrToDt><FrDtTm>" + iso(from) +
      "T00:00:00+07:00</FrDtTm><ToDtTm>" + iso(to) + "T23:59:59+07:00</ToDtTm></FrToDt>" +
      element("CpyDplctInd", copy) + "<Acct>" + number(account) + "<Ccy>VND</Ccy></Acct>\n" +
      balance("OPBD", opening, from) + balance("CLBD", closing(), to);
  for (const Entry& entry : entries) out += entry_text(entry);
  return out + "</Stmt></BkToCstmrStmt></Document>\n";
}

domain::Day day(int year, unsigned month, unsigned number) {
  return domain::Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{number}};
}

Entry credit(std::int64_t amount, domain::Day booked_on, const std::string& reference, const std::string& remittance) {
  Entry out;
  out.amount = {amount, 0, domain::vnd()};
  out.booked_on = booked_on;
  out.servicer_reference = reference;
  out.details.emplace_back().remittance = remittance;
  return out;
}

CamtText two_credits() {
  CamtText out;
  out.from = out.to = day(2026, 11, 3);
  out.opening = 1'000'000;
  out.entries = {credit(8'000, out.from, "FT-1", "le phi H55.12-261103-0001"),
                 credit(20'000, out.from, "FT-2", "phi H55.12-261103-0002")};
  return out;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  if (at == std::string::npos || text.find(what, at + 1) != std::string::npos) throw std::logic_error(what);
  return text.replace(at, what.size(), with);
}

}  // namespace lienthong::sync::testing
