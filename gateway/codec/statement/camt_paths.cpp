#include "codec/statement/camt_paths.hpp"

#include "codec/statement/camt_values.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace lienthong::codec {
namespace {

using Draft = CamtDraft;
using Node = CamtPaths::Node;
using Text = std::string_view;

struct Row {
  std::string_view path;
  CamtPaths::Opened opened;
  CamtPaths::Closed closed;
};

constexpr Row value(std::string_view path, CamtPaths::Closed closed) { return {path, nullptr, closed}; }

/// From the document's element (rules.md 4.2). "@" is the statement: Stmt, Rpt or Ntfctn.
constexpr std::array message_rows{
    value("GrpHdr/MsgId", [](Draft& d, Text t) { return d.keep(d.header.message_id, t); }),
    value("GrpHdr/MsgPgntn/PgNb", [](Draft& d, Text t) { return read_count(d.message_page, t); }),
    value("GrpHdr/MsgPgntn/LastPgInd", [](Draft& d, Text t) { return read_boolean(d.message_last_page, t); }),
    Row{"@", [](Draft& d) { return d.begin_statement(); }, [](Draft& d, Text) { return d.end_statement(); }},
    value("@/Id", [](Draft& d, Text t) { return d.keep(d.header.statement_id, t); }),
    value("@/@Pgntn/PgNb", [](Draft& d, Text t) { return read_count(d.header.page, t); }),
    value("@/@Pgntn/LastPgInd", [](Draft& d, Text t) { return read_boolean(d.header.last_page, t); }),
    value("@/ElctrncSeqNb", [](Draft& d, Text t) { return read_sequence(d.header.sequence, t); }),
    value("@/CreDtTm", [](Draft& d, Text t) { return read_date_time(d.header.created_at, t); }),
    value("@/FrToDt/FrDtTm", [](Draft& d, Text t) { return read_date_time(d.header.from, t); }),
    value("@/FrToDt/ToDtTm", [](Draft& d, Text t) { return read_date_time(d.header.to, t); }),
    value("@/CpyDplctInd", [](Draft& d, Text t) { return read_copy(d.header.copy, t); }),
    value("@/Acct/Id/IBAN", [](Draft& d, Text t) { return d.keep(d.header.account, t); }),
    value("@/Acct/Id/Othr/Id", [](Draft& d, Text t) { return d.keep(d.header.account, t); }),
    value("@/Acct/Ccy", [](Draft& d, Text t) { return read_currency(d.header.currency, t); }),
};

constexpr std::array balance_rows{
    Row{"@/Bal", [](Draft& d) { return d.begin_balance(); }, [](Draft& d, Text) { return d.end_balance(); }},
    value("@/Bal/Tp/CdOrPrtry/Cd", [](Draft& d, Text t) { return read_balance_kind(d.balance.kind, t); }),
    value("@/Bal/Amt", [](Draft& d, Text t) { return read_amount(d.balance.amount, d, t); }),
    value("@/Bal/CdtDbtInd", [](Draft& d, Text t) { return read_flow(d.balance.flow, t); }),
    value("@/Bal/Dt/Dt", [](Draft& d, Text t) { return read_date(d.balance.day, t); }),
    value("@/Bal/Dt/DtTm", [](Draft& d, Text t) { return read_date_time(d.balance.day, t); }),
    value("@/TxsSummry/TtlNtries/NbOfNtries",
          [](Draft& d, Text t) { return read_count(d.header.totals.all.count, t); }),
    value("@/TxsSummry/TtlNtries/Sum", [](Draft& d, Text t) { return read_decimal(d.header.totals.all.sum, t); }),
    value("@/TxsSummry/TtlNtries/TtlNetNtryAmt", [](Draft& d, Text t) { return read_decimal(d.header.totals.net, t); }),
    value("@/TxsSummry/TtlNtries/CdtDbtInd", [](Draft& d, Text t) { return read_flow(d.header.totals.net_flow, t); }),
    value("@/TxsSummry/TtlNtries/TtlNetNtry/Amt",
          [](Draft& d, Text t) { return read_decimal(d.header.totals.net, t); }),
    value("@/TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd",
          [](Draft& d, Text t) { return read_flow(d.header.totals.net_flow, t); }),
    value("@/TxsSummry/TtlCdtNtries/NbOfNtries",
          [](Draft& d, Text t) { return read_count(d.header.totals.credits.count, t); }),
    value("@/TxsSummry/TtlCdtNtries/Sum",
          [](Draft& d, Text t) { return read_decimal(d.header.totals.credits.sum, t); }),
    value("@/TxsSummry/TtlDbtNtries/NbOfNtries",
          [](Draft& d, Text t) { return read_count(d.header.totals.debits.count, t); }),
    value("@/TxsSummry/TtlDbtNtries/Sum", [](Draft& d, Text t) { return read_decimal(d.header.totals.debits.sum, t); }),
};

Refused keep_code(Draft& d, Text t) {
  if (!d.entry.bank_code.empty()) d.entry.bank_code += '/';
  std::string part;
  const auto refused = d.keep(part, t);
  d.entry.bank_code += part;
  return refused;
}

constexpr std::array entry_rows{
    Row{"@/Ntry", [](Draft& d) { return d.begin_entry(); }, [](Draft& d, Text) { return d.end_entry(); }},
    value("@/Ntry/NtryRef", [](Draft& d, Text t) { return d.keep(d.entry.reference, t); }),
    value("@/Ntry/Amt", [](Draft& d, Text t) { return read_amount(d.entry.amount, d, t); }),
    value("@/Ntry/CdtDbtInd", [](Draft& d, Text t) { return read_flow(d.entry.flow, t); }),
    value("@/Ntry/RvslInd", [](Draft& d, Text t) { return read_boolean(d.entry.reversal, t); }),
    // An element of its own up to version 06; after it, around one of two others.
    value("@/Ntry/Sts", [](Draft& d, Text t) { return t.empty() ? nullptr : read_status(d.entry.status, t); }),
    value("@/Ntry/Sts/Cd", [](Draft& d, Text t) { return read_status(d.entry.status, t); }),
    value("@/Ntry/Sts/Prtry", [](Draft&, Text) { return refuse_status(); }),
    value("@/Ntry/BookgDt/Dt", [](Draft& d, Text t) { return read_date(d.entry.booked_on, t); }),
    value("@/Ntry/BookgDt/DtTm", [](Draft& d, Text t) { return read_date_time(d.entry.booked_on, t); }),
    value("@/Ntry/ValDt/Dt", [](Draft& d, Text t) { return read_date(d.entry.valued_on, t); }),
    value("@/Ntry/ValDt/DtTm", [](Draft& d, Text t) { return read_date_time(d.entry.valued_on, t); }),
    value("@/Ntry/AcctSvcrRef", [](Draft& d, Text t) { return d.keep(d.entry.servicer_reference, t); }),
    value("@/Ntry/BkTxCd/Domn/Cd", keep_code),
    value("@/Ntry/BkTxCd/Domn/Fmly/Cd", keep_code),
    value("@/Ntry/BkTxCd/Domn/Fmly/SubFmlyCd", keep_code),
    value("@/Ntry/BkTxCd/Prtry/Cd",
          [](Draft& d, Text t) { return d.entry.bank_code.empty() ? keep_code(d, t) : nullptr; }),
    value("@/Ntry/AddtlNtryInf", [](Draft& d, Text t) { return d.keep(d.entry.information, t); }),
    Row{"@/Ntry/NtryDtls", [](Draft& d) { return d.begin_group(); }, [](Draft& d, Text) { return d.end_group(); }},
    Row{"@/Ntry/NtryDtls/Btch", [](Draft& d) { return d.batch.emplace(), Refused{}; }, nullptr},
    value("@/Ntry/NtryDtls/Btch/NbOfTxs", [](Draft& d, Text t) { return read_count(d.batch->count, t); }),
    value("@/Ntry/NtryDtls/Btch/TtlAmt", [](Draft& d, Text t) { return read_amount(d.batch->total, d, t); }),
};

/// From TxDtls.
constexpr std::array detail_rows{
    Row{"", [](Draft& d) { return d.begin_detail(); }, [](Draft& d, Text) { return d.end_detail(); }},
    value("/Refs/AcctSvcrRef", [](Draft& d, Text t) { return d.keep(d.detail.servicer_reference, t); }),
    value("/Refs/InstrId", [](Draft& d, Text t) { return d.keep(d.detail.instruction_id, t); }),
    value("/Refs/EndToEndId", [](Draft& d, Text t) { return d.keep(d.detail.end_to_end_id, t); }),
    value("/Refs/TxId", [](Draft& d, Text t) { return d.keep(d.detail.transaction_id, t); }),
    value("/Refs/UETR", [](Draft& d, Text t) { return d.keep(d.detail.uetr, t); }),
    value("/Amt", [](Draft& d, Text t) { return read_amount(d.detail.amount, d, t); }),
    value("/CdtDbtInd", [](Draft& d, Text t) { return read_flow(d.detail.flow, t); }),
    value("/AmtDtls/TxAmt/Amt", [](Draft& d, Text t) { return read_amount(d.detail_amount, d, t); }),
    value("/RltdPties/Dbtr/Nm", [](Draft& d, Text t) { return d.keep(d.detail.debtor_name, t); }),
    value("/RltdPties/Dbtr/Pty/Nm", [](Draft& d, Text t) { return d.keep(d.detail.debtor_name, t); }),
    value("/RltdPties/DbtrAcct/Id/IBAN", [](Draft& d, Text t) { return d.keep(d.detail.debtor_account, t); }),
    value("/RltdPties/DbtrAcct/Id/Othr/Id", [](Draft& d, Text t) { return d.keep(d.detail.debtor_account, t); }),
    value("/RltdPties/Cdtr/Nm", [](Draft& d, Text t) { return d.keep(d.detail.creditor_name, t); }),
    value("/RltdPties/Cdtr/Pty/Nm", [](Draft& d, Text t) { return d.keep(d.detail.creditor_name, t); }),
    value("/RltdPties/CdtrAcct/Id/IBAN", [](Draft& d, Text t) { return d.keep(d.detail.creditor_account, t); }),
    value("/RltdPties/CdtrAcct/Id/Othr/Id", [](Draft& d, Text t) { return d.keep(d.detail.creditor_account, t); }),
    value("/RmtInf/Ustrd", [](Draft& d, Text t) { return d.keep_behind(d.detail.remittance, t); }),
    value("/RmtInf/Strd/CdtrRefInf/Ref",
          [](Draft& d, Text t) { return d.keep_behind(d.detail.structured_reference, t); }),
};

Node& child_of(Node& parent, std::string_view name) {
  for (auto& child : parent.children) {
    if (child.name == name) return child;
  }
  Node fresh;
  fresh.name = name;
  parent.children.push_back(std::move(fresh));
  return parent.children.back();
}

struct KindNames {
  std::string_view message;
  std::string_view statement;
  std::string_view pagination;
};
constexpr std::array kinds{KindNames{"BkToCstmrAcctRpt", "Rpt", "RptPgntn"},
                           KindNames{"BkToCstmrStmt", "Stmt", "StmtPgntn"},
                           KindNames{"BkToCstmrDbtCdtNtfctn", "Ntfctn", "NtfctnPgntn"}};

Node& node_at(Node& from, std::string_view path, const KindNames& kind) {
  Node* at = &from;
  while (!path.empty()) {
    const auto end = path.find('/');
    auto name = path.substr(0, end);
    if (name == "@") name = kind.statement;
    if (name == "@Pgntn") name = kind.pagination;
    if (!name.empty()) at = &child_of(*at, name);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
  }
  return *at;
}

template <class Rows>
void add(Node& from, const Rows& rows, const KindNames& kind) {
  for (const Row& row : rows) {
    auto& node = node_at(from, row.path, kind);
    node.opened = row.opened;
    node.closed = row.closed;
  }
}

Node build() {
  Node root;
  for (const auto& kind : kinds) {
    add(child_of(root, kind.message), message_rows, kind);
    add(child_of(root, kind.message), balance_rows, kind);
    add(child_of(root, kind.message), entry_rows, kind);
    add(node_at(child_of(root, kind.message), "@/Ntry/NtryDtls/TxDtls", kind), detail_rows, kind);
  }
  return root;
}

}  // namespace

const Node* CamtPaths::Node::child(std::string_view element) const {
  const auto found =
      std::find_if(children.begin(), children.end(), [&](const Node& node) { return node.name == element; });
  return found == children.end() ? nullptr : &*found;
}

const Node& CamtPaths::root() {
  static const Node built = build();
  return built;
}

}  // namespace lienthong::codec
