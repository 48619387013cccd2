#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "app/standard_input.hpp"
#include "app/terminal_text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/text_table.hpp"
#include "mapping/workbench/message_folder.hpp"
#include "mapping/workbench/traffic.hpp"

#include <filesystem>
#include <iostream>

namespace lienthong::app {
namespace {

using mapping::TrafficCounter;
using mapping::TrafficCoverage;

constexpr std::size_t path_width = 60;

std::string percent(std::size_t part, std::size_t all) {
  return all == 0 ? "–" : std::to_string((100 * part + all / 2) / all) + " %";
}

void print_text(const TrafficCoverage& coverage, const std::string& file) {
  std::vector<std::vector<std::string>> rows;
  for (const mapping::UnreadField& field : coverage.unread) {
    rows.push_back({terminal_text(field.path, path_width), std::to_string(field.messages),
                    percent(field.messages, coverage.messages),
                    terminal_text(field.message + " " + field.example, 2 * path_width),
                    field.declared.empty() ? "–" : field.declared});
  }
  if (!rows.empty()) {
    std::cout << console::text_table({"Không quy tắc nào đọc / no rule reads", "Số / messages", "%", "Ví dụ / example",
                                      "Khai báo bỏ / declared lost"},
                                     rows);
  }
  const std::string shown = std::filesystem::path(file).filename().string();
  for (const mapping::SilentRule& rule : coverage.silent) {
    std::cout << shown << ":" << rule.place.line << ": chưa gặp giá trị nào / never saw a value: " << rule.external
              << " ↔ " << rule.canonical << "\n";
  }
  std::cout << coverage.messages << " thông điệp / messages, " << coverage.refused << " bị từ chối / refused, "
            << coverage.unreadable << " không đọc được / unreadable\n";
}

codec::Value count(codec::Arena& arena, std::size_t number) {
  return console::json_number(arena, static_cast<std::int64_t>(number));
}

void print_json(const TrafficCoverage& coverage) {
  codec::Arena arena;
  codec::ListBuilder unread(arena);
  for (const mapping::UnreadField& field : coverage.unread) {
    codec::RecordBuilder row(arena);
    row.add_text("path", field.path);
    row.add("messages", count(arena, field.messages));
    row.add_text("example", field.example);
    row.add_text("message", field.message);
    row.add_text("declared", field.declared);
    unread.add(row.build());
  }
  codec::ListBuilder silent(arena);
  for (const mapping::SilentRule& rule : coverage.silent) {
    codec::RecordBuilder row(arena);
    row.add("line", count(arena, rule.place.line));
    row.add_text("external", rule.external);
    row.add_text("canonical", rule.canonical);
    silent.add(row.build());
  }
  codec::RecordBuilder out(arena);
  out.add("messages", count(arena, coverage.messages));
  out.add("refused", count(arena, coverage.refused));
  out.add("unreadable", count(arena, coverage.unreadable));
  out.add("unread", unread.build());
  out.add("silent", silent.build());
  std::cout << codec::write_json(out.build()) << "\n";
}

base::Result<void> from_input(TrafficCounter& counter) {
  const auto limits = message_limits();
  return each_input_line(limits.bytes, [&](std::size_t number, std::string_view line) {
    counter.add("line " + std::to_string(number), mapping::Format::json, line, limits);
  });
}

base::Result<void> from_folder(const std::string& folder, const std::string& stem, TrafficCounter& counter) {
  const auto limits = message_limits();
  const auto messages = mapping::list_messages(folder, stem, mapping::Way::in);
  if (!messages) return base::fail(messages.error());
  for (const mapping::MessageFile& message : *messages) {
    if (message.way != mapping::Way::in) continue;
    const auto bytes = mapping::read_message_file(message.file, limits.bytes);
    if (bytes) {
      counter.add(message.name, message.format, *bytes, limits);
    } else {
      counter.add_unreadable();
    }
  }
  return {};
}

}  // namespace

int map_coverage(const MapRequest& request) {
  mapping::PlanSet plans;
  const std::string& file = request.mapping;
  if (const int failed = load_plans(request, file, plans); failed != exit_ok) return failed;
  if (request.folder == "-" && !plans.json)
    return usage("standard input takes one JSON message per line; name a folder of XML messages");
  TrafficCounter counter(plans);
  const auto taken = request.folder == "-"
                         ? from_input(counter)
                         : from_folder(request.folder, std::filesystem::path(file).stem().string(), counter);
  if (!taken) return usage(taken.error().text());
  const TrafficCoverage coverage = counter.result();
  if (request.json) {
    print_json(coverage);
  } else {
    print_text(coverage, file);
  }
  return coverage.messages > 0 && coverage.unreadable == 0 ? exit_ok : exit_general;
}

}  // namespace lienthong::app
