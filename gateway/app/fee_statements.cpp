#include "app/fee_statements.hpp"

#include "app/sheet_text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/month/month_cells.hpp"

#include <algorithm>

namespace lienthong::app {
namespace {

using base::Result;
using codec::Arena;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;
using console::Cell;
using console::ColumnTotal;
using console::json_instant;
using console::json_number;

constexpr std::size_t shown_of_digest = 16;

std::string_view words(sync::FileVerdict verdict) {
  switch (verdict) {
    case sync::FileVerdict::unfinished:
      return "chưa xong";
    case sync::FileVerdict::accepted:
      return "đã nhận";
    case sync::FileVerdict::refused:
      return "không nhận";
  }
  return {};
}

std::string first_reason(const sync::StatementRefusal& refusal) {
  if (refusal.reasons.empty()) return {};
  const std::size_t more = refusal.reasons.size() + refusal.unlisted - 1;
  const std::string others = more == 0 ? "" : " (và " + std::to_string(more) + " lý do khác)";
  return std::string(sync::vietnamese(refusal.reasons.front().rule)) + others;
}

console::Sheet files_sheet(const StatementList& list) {
  console::Sheet out{"Tệp", "Tệp của ngân hàng", "", {}, {}};
  for (const char* title : {"Ngân hàng", "Tệp (SHA-256)", "Byte", "Đến bằng", "Lúc", "Kết quả", "Lý do"})
    out.columns.push_back({title, 10, ColumnTotal::none});
  for (const sync::StatementFileRecord& file : list.files)
    out.rows.push_back({file.id.bank, file.id.digest.substr(0, shown_of_digest),
                        console::Count{static_cast<std::int64_t>(file.size)}, file.origin, file.arrived_at,
                        std::string(words(file.verdict)), first_reason(file.refusal)});
  return out;
}

std::string standing(const sync::ChainedStatement& one) {
  if (one.replaced_by) return "đã thay bằng " + *one.replaced_by;
  std::string out = one.replaces ? "thay " + *one.replaces : "";
  for (const domain::StatementProblem& problem : one.problems)
    out += (out.empty() ? "" : "; ") + std::string(name(problem.rule));
  return out.empty() ? "khớp" : out;
}

console::Sheet statements_sheet(const StatementList& list) {
  console::Sheet out{"Sao kê", "Sao kê theo tài khoản", "", {}, {}};
  for (const char* title : {"Tài khoản", "Sao kê", "Số", "Từ ngày", "Đến ngày", "Bút toán", "Nhận lúc", "Tình trạng"})
    out.columns.push_back({title, 10, ColumnTotal::none});
  out.columns[5].total = ColumnTotal::sum;
  for (const auto& [subject, chain] : list.chains) {
    for (const sync::ChainedStatement& one : chain) {
      const auto days = one.link.days();
      out.rows.push_back({subject, one.link.name(), one.link.header.statement_id, days ? Cell(days->first) : Cell(),
                          days ? Cell(days->last) : Cell(), console::Count{static_cast<std::int64_t>(one.link.entries)},
                          one.link.taken_at, standing(one)});
    }
  }
  return out;
}

Value file_value(Arena& arena, const sync::StatementFileRecord& file) {
  RecordBuilder out(arena);
  out.add_text("bank", file.id.bank);
  out.add_text("file", file.id.digest);
  out.add("size", json_number(arena, static_cast<std::int64_t>(file.size)));
  out.add_text("origin", file.origin);
  out.add("arrived_at", json_instant(arena, file.arrived_at));
  out.add_text("verdict", name(file.verdict));
  ListBuilder reasons(arena);
  for (const sync::RefusalReason& reason : file.refusal.reasons) {
    RecordBuilder row(arena);
    row.add("statement", json_number(arena, static_cast<std::int64_t>(reason.statement)));
    row.add("entry", json_number(arena, static_cast<std::int64_t>(reason.entry)));
    row.add("line", json_number(arena, static_cast<std::int64_t>(reason.line)));
    row.add_text("rule", reason.rule);
    row.add_text("text", reason.text);
    reasons.add(row.build());
  }
  out.add("reasons", reasons.build());
  return out.build();
}

Value statement_value(Arena& arena, const std::string& account, const sync::ChainedStatement& one) {
  RecordBuilder out(arena);
  out.add_text("account", account);
  out.add_text("name", one.link.name());
  out.add_text("id", one.link.header.statement_id);
  out.add_text("file", one.link.file.digest);
  out.add("entries", json_number(arena, static_cast<std::int64_t>(one.link.entries)));
  out.add("taken_at", json_instant(arena, one.link.taken_at));
  out.add("counts", Value::boolean(!one.replaced_by.has_value()));
  if (one.replaced_by) out.add_text("replaced_by", *one.replaced_by);
  if (one.replaces) out.add_text("replaces", *one.replaces);
  out.add("copy_differs", Value::boolean(one.copy_differs));
  ListBuilder problems(arena);
  for (const domain::StatementProblem& problem : one.problems) problems.add(Value::text(arena.copy(describe(problem))));
  out.add("problems", problems.build());
  return out.build();
}

}  // namespace

Result<StatementList> load_statement_list(const sync::StoreCalls& store) {
  StatementList out;
  const auto subjects = store.find_subjects(storage::Journal::statement, sync::file_key);
  if (!subjects) return base::fail(subjects.error());
  for (const std::string& subject : *subjects) {
    const auto rows = store.load_journal(storage::Journal::statement, subject);
    if (!rows) return base::fail(rows.error());
    auto record = sync::file_record(*rows);
    if (!record) return base::fail(std::move(record).error());
    if (*record) out.files.push_back(std::move(**record));
  }
  std::ranges::stable_sort(out.files, std::less<>(), &sync::StatementFileRecord::arrived_at);
  const auto links = store.read_whole_journal(storage::Journal::statement_chain);
  if (!links) return base::fail(links.error());
  auto chains = sync::chains_of(*links);
  if (!chains) return base::fail(std::move(chains).error());
  out.chains = std::move(*chains);
  return out;
}

std::string statements_text(const StatementList& list) {
  return sheet_text(files_sheet(list)) + "\n" + sheet_text(statements_sheet(list));
}

std::string statements_json(const StatementList& list) {
  Arena arena;
  RecordBuilder out(arena);
  ListBuilder files(arena);
  for (const sync::StatementFileRecord& file : list.files) files.add(file_value(arena, file));
  out.add("files", files.build());
  ListBuilder statements(arena);
  for (const auto& [account, chain] : list.chains) {
    for (const sync::ChainedStatement& one : chain) statements.add(statement_value(arena, account, one));
  }
  out.add("statements", statements.build());
  return codec::write_json(out.build()) + "\n";
}

}  // namespace lienthong::app
