#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "app/standard_input.hpp"
#include "app/terminal_text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/text_table.hpp"
#include "mapping/workbench/explain.hpp"

#include <filesystem>
#include <iostream>

namespace lienthong::app {
namespace {

using codec::RecordBuilder;
using mapping::Way;

constexpr std::size_t path_width = 60;
constexpr std::size_t value_width = 40;
constexpr std::size_t line_width = 300;

Way way_of(const MapRequest& request) { return request.way == "out" ? Way::out : Way::in; }

/// A message from standard input and the plan it goes through. Anything but exit_ok: said, and to be returned.
struct Task {
  mapping::PlanSet plans;
  const mapping::Plan* plan = nullptr;
  std::string message;
};

int prepare(const MapRequest& request, Task& task) {
  if (const int failed = load_plans(request, request.mapping, task.plans); failed != exit_ok) return failed;
  auto message = read_standard_input(message_limits().bytes);
  if (!message) {
    std::cerr << "refused: " << message.error().describe() << "\n";
    return exit_general;
  }
  task.message = std::move(*message);
  task.plan = choose_plan(request, task.plans, task.message);
  return task.plan != nullptr ? exit_ok : usage("the mapping has no form in " + request.format);
}

void say_notes_and_refusals(const mapping::Passage& passage) {
  for (const mapping::Note& note : passage.notes) {
    std::cerr << "note: " << note.rule << " " << terminal_text(note.path, line_width) << ": " << note.text << "\n";
  }
  for (const mapping::Refusal& refusal : passage.refusals) {
    std::cerr << "refused: " << refusal.code << " " << terminal_text(refusal.path, line_width)
              << (refusal.path.empty() ? "" : ": ") << terminal_text(refusal.text, line_width) << "\n";
  }
}

std::string place_text(const mapping::Origin& origin) {
  return std::filesystem::path(origin.file).filename().string() + ":" + std::to_string(origin.place.line);
}

void print_text(const mapping::Explanation& explanation) {
  std::vector<std::vector<std::string>> rows;
  for (const mapping::Origin& origin : explanation.passage.origins) {
    rows.push_back({terminal_text(origin.target, path_width), terminal_text(origin.target_value, value_width),
                    terminal_text(origin.source, path_width), terminal_text(origin.source_value, value_width),
                    origin.rule.empty() ? "–" : terminal_text(origin.rule, path_width), place_text(origin)});
  }
  std::cout << console::text_table(
      {"Trường / field", "Giá trị / value", "Từ / from", "Giá trị / value", "Quy tắc / rule", "Ở / at"}, rows);
  for (const std::string& path : explanation.unread)
    std::cout << "không quy tắc nào đọc / no rule reads: " << terminal_text(path, line_width) << "\n";
  for (const mapping::LostField& loss : explanation.lost)
    std::cout << "bỏ theo khai báo / lost as declared: " << loss.path << " – " << loss.why << "\n";
}

codec::Value origins_json(const mapping::Origins& origins, codec::Arena& arena) {
  codec::ListBuilder out(arena);
  for (const mapping::Origin& origin : origins) {
    RecordBuilder row(arena);
    row.add_text("target", origin.target);
    row.add_text("target_value", origin.target_value);
    row.add_text("source", origin.source);
    row.add_text("source_value", origin.source_value);
    row.add_text("rule", origin.rule);
    row.add_text("file", origin.file);
    row.add("line", console::json_number(arena, origin.place.line));
    out.add(row.build());
  }
  return out.build();
}

codec::Value unread_json(const std::vector<std::string>& paths, codec::Arena& arena) {
  codec::ListBuilder out(arena);
  for (const std::string& path : paths) out.add(codec::Value::text(arena.copy(path)));
  return out.build();
}

codec::Value lost_json(const std::vector<mapping::LostField>& losses, codec::Arena& arena) {
  codec::ListBuilder out(arena);
  for (const mapping::LostField& loss : losses) {
    RecordBuilder row(arena);
    row.add_text("path", loss.path);
    row.add_text("why", loss.why);
    out.add(row.build());
  }
  return out.build();
}

void print_json(const mapping::Explanation& explanation) {
  codec::Arena arena;
  codec::ListBuilder refused(arena);
  for (const mapping::Refusal& refusal : explanation.passage.refusals) {
    RecordBuilder row(arena);
    row.add_text("code", refusal.code);
    row.add_text("path", refusal.path);
    row.add_text("text", refusal.text);
    refused.add(row.build());
  }
  RecordBuilder out(arena);
  out.add("fields", origins_json(explanation.passage.origins, arena));
  out.add("unread", unread_json(explanation.unread, arena));
  out.add("lost", lost_json(explanation.lost, arena));
  out.add("refused", refused.build());
  std::cout << codec::write_json(out.build()) << "\n";
}

}  // namespace

int map_run(const MapRequest& request) {
  Task task;
  if (const int failed = prepare(request, task); failed != exit_ok) return failed;
  codec::Arena arena;
  const auto passage = mapping::pass(*task.plan, way_of(request), task.message, arena, message_limits());
  say_notes_and_refusals(passage);
  if (!passage.accepted()) return exit_general;
  std::cout << passage.bytes << "\n";
  return exit_ok;
}

int map_explain(const MapRequest& request) {
  Task task;
  if (const int failed = prepare(request, task); failed != exit_ok) return failed;
  codec::Arena arena;
  const auto explanation = mapping::explain(*task.plan, way_of(request), task.message, arena, message_limits());
  say_notes_and_refusals(explanation.passage);
  if (request.json) {
    print_json(explanation);
  } else {
    print_text(explanation);
  }
  return explanation.passage.accepted() ? exit_ok : exit_general;
}

}  // namespace lienthong::app
