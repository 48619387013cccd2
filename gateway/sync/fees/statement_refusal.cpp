#include "sync/fees/statement_refusal.hpp"

#include "sync/fees/packed_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace lienthong::sync {
namespace {

constexpr std::uint64_t form = 1;

using Sentence = std::pair<std::string_view, std::string_view>;
constexpr std::array sentences{
    Sentence{"statement.account_currency", "tài khoản không bằng loại tiền đã thoả thuận"},
    Sentence{"statement.balance_currency", "số dư không cùng loại tiền với tài khoản"},
    Sentence{"statement.entry_currency", "bút toán không cùng loại tiền với tài khoản"},
    Sentence{"statement.decimals", "số tiền có phần lẻ của đồng"},
    Sentence{"statement.opening_missing", "thiếu số dư đầu kỳ"},
    Sentence{"statement.closing_missing", "thiếu số dư cuối kỳ"},
    Sentence{"statement.balance_contradicted", "hai số dư cùng loại, cùng ngày mà khác nhau"},
    Sentence{"statement.too_many_balances", "quá nhiều số dư"},
    Sentence{"statement.balance_sum", "số dư đầu kỳ + phát sinh có - phát sinh nợ không bằng số dư cuối kỳ"},
    Sentence{"statement.total_count", "tổng số bút toán ghi trong sao kê không đúng"},
    Sentence{"statement.total_sum", "tổng số tiền ghi trong sao kê không đúng"},
    Sentence{"statement.credit_count", "số bút toán có ghi trong sao kê không đúng"},
    Sentence{"statement.credit_sum", "tổng phát sinh có ghi trong sao kê không đúng"},
    Sentence{"statement.debit_count", "số bút toán nợ ghi trong sao kê không đúng"},
    Sentence{"statement.debit_sum", "tổng phát sinh nợ ghi trong sao kê không đúng"},
    Sentence{"statement.net_sum", "chênh lệch có - nợ ghi trong sao kê không đúng"},
    Sentence{"statement.batch_count", "số khoản trong lô không đúng với số ghi của lô"},
    Sentence{"statement.batch_sum", "tổng các khoản trong lô không bằng số tiền của lô"},
    Sentence{"statement.duplicate_reference", "một bút toán được gửi hai lần (trùng số tham chiếu của ngân hàng)"},
    Sentence{"statement.outside_period", "ngày hạch toán nằm ngoài kỳ sao kê"},
    Sentence{"statement.page_missing", "thiếu trang"},
    Sentence{"statement.page_foreign", "có trang của tài khoản hoặc sao kê khác"},
    Sentence{"statement.page_balance", "số dư đầu trang không bằng số dư cuối trang trước"},
    Sentence{"statement.too_many_entries", "quá nhiều bút toán"},
    Sentence{"statement.too_many", "quá nhiều sao kê trong một tệp"},
    Sentence{"statement.none", "tệp không có sao kê nào"},
    Sentence{"statement.format", "không phải ISO 20022 (XML), và ngân hàng này chưa khai báo mẫu CSV hoặc MT940"},
};

std::size_t number_in(const base::Error& error, std::string_view key) {
  std::size_t number = 0;
  for (const auto& [name, value] : error.context()) {
    if (name == key) std::from_chars(value.data(), value.data() + value.size(), number);
  }
  return number;
}

std::string place_of(const RefusalReason& reason) {
  std::string out;
  const auto add = [&](std::string_view what, std::size_t number) {
    if (number == 0) return;
    out += out.empty() ? "" : ", ";
    out += std::string(what) + " " + std::to_string(number);
  };
  add("sao kê", reason.statement);
  add("bút toán", reason.entry);
  add("dòng", reason.line);
  return out.empty() ? "cả tệp" : out;
}

}  // namespace

void StatementRefusal::add(std::size_t statement, const domain::StatementFindings& findings) {
  unlisted += findings.unlisted;
  for (const domain::StatementProblem& problem : findings.problems) {
    if (reasons.size() == domain::most_statement_problems) {
      ++unlisted;
      continue;
    }
    reasons.push_back({statement, problem.entry, problem.line, std::string(name(problem.rule)),
                       std::string(text(problem.rule)), problem.expected, problem.found,
                       problem.hint == domain::StatementHint::none ? "" : std::string(text(problem.hint))});
  }
}

StatementRefusal refusal_of(const base::Error& error) {
  StatementRefusal out;
  out.reasons.push_back(
      {0, number_in(error, "entry"), number_in(error, "line"), error.code(), error.text(), {}, {}, {}});
  return out;
}

std::string_view vietnamese(std::string_view rule) {
  const auto* const found = std::ranges::find(sentences, rule, &Sentence::first);
  return found == sentences.end() ? "tệp sai cấu trúc" : found->second;
}

std::string explain(const StatementRefusal& refusal) {
  std::string out = "Tệp không được nhận. Lý do (" + std::to_string(refusal.reasons.size() + refusal.unlisted) + "):\n";
  for (const RefusalReason& reason : refusal.reasons) {
    out += "- " + place_of(reason) + ": " + std::string(vietnamese(reason.rule));
    if (!reason.expected.empty()) out += "; phải là " + reason.expected;
    if (!reason.found.empty()) out += "; trong tệp là " + reason.found;
    out += " [" + reason.rule + ": " + reason.text + (reason.hint.empty() ? "" : "; " + reason.hint) + "]\n";
  }
  if (refusal.unlisted > 0) out += "- và " + std::to_string(refusal.unlisted) + " lý do khác không liệt kê\n";
  return out + "Đề nghị sửa và gửi lại cả tệp.\n";
}

std::string pack_refusal(const StatementRefusal& refusal) {
  PackedWriter out;
  out.number(form).number(refusal.unlisted).number(refusal.reasons.size());
  for (const RefusalReason& reason : refusal.reasons) {
    out.number(reason.statement).number(reason.entry).number(reason.line);
    for (const std::string* text : {&reason.rule, &reason.text, &reason.expected, &reason.found, &reason.hint})
      out.text(*text);
  }
  return std::move(out).take();
}

base::Result<StatementRefusal> unpack_refusal(std::string_view body) {
  PackedReader in(body);
  if (in.number() != form) in.fail();
  StatementRefusal out;
  out.unlisted = in.number();
  const std::size_t reasons = in.count();
  for (std::size_t i = 0; i < reasons && !in.failed(); ++i) {
    RefusalReason& reason = out.reasons.emplace_back();
    reason.statement = in.number();
    reason.entry = in.number();
    reason.line = in.number();
    for (std::string* text : {&reason.rule, &reason.text, &reason.expected, &reason.found, &reason.hint})
      *text = in.text();
  }
  if (!in.failed() && in.at_end()) return out;
  return base::fail(base::ErrorKind::permanent, "statement.body", "what was kept of a refusal cannot be read");
}

}  // namespace lienthong::sync
