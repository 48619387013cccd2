#include "app/command_map.hpp"
#include "app/exit_codes.hpp"
#include "app/terminal_text.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "console/json_values.hpp"
#include "console/text_table.hpp"
#include "mapping/workbench/difference.hpp"
#include "mapping/workbench/message_folder.hpp"

#include <filesystem>
#include <iostream>

namespace lienthong::app {
namespace {

using mapping::ChangeGroup;
using mapping::Way;

constexpr std::size_t path_width = 60;

std::string_view words(ChangeGroup::Kind kind) {
  switch (kind) {
    case ChangeGroup::Kind::value:
      return "đổi giá trị / value";
    case ChangeGroup::Kind::appears:
      return "thêm / appears";
    case ChangeGroup::Kind::vanishes:
      return "mất / vanishes";
    case ChangeGroup::Kind::newly_refused:
      return "nay bị từ chối / newly refused";
    case ChangeGroup::Kind::newly_accepted:
      return "nay được nhận / newly accepted";
    case ChangeGroup::Kind::refused_otherwise:
      return "từ chối vì lẽ khác / refused otherwise";
    case ChangeGroup::Kind::note_appears:
      return "thêm ghi chú / note appears";
    case ChangeGroup::Kind::note_vanishes:
      return "bớt ghi chú / note vanishes";
  }
  return {};
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

void print_text(const mapping::Difference& difference, std::size_t unread) {
  std::vector<std::vector<std::string>> rows;
  for (const ChangeGroup& group : difference.groups) {
    rows.push_back({std::string(words(group.kind)), terminal_text(group.path, path_width),
                    std::to_string(group.messages), group.before.empty() ? "–" : group.before,
                    group.after.empty() ? "–" : group.after, terminal_text(joined(group.examples), 3 * path_width)});
  }
  if (!rows.empty()) {
    std::cout << console::text_table(
        {"Thay đổi / change", "Trường / field", "Số / messages", "Trước / before", "Sau / after", "Ví dụ / examples"},
        rows);
  }
  std::cout << difference.messages << " thông điệp / messages, " << difference.unchanged << " không đổi / unchanged";
  if (unread > 0) std::cout << ", " << unread << " không có mẫu hoặc không đọc được / without a form or unreadable";
  std::cout << "\n";
}

void print_json(const mapping::Difference& difference, std::size_t unread) {
  codec::Arena arena;
  codec::ListBuilder groups(arena);
  for (const ChangeGroup& group : difference.groups) {
    codec::RecordBuilder row(arena);
    codec::ListBuilder examples(arena);
    for (const std::string& name : group.examples) examples.add(codec::Value::text(name));
    row.add_text("change", mapping::name(group.kind));
    row.add_text("path", group.path);
    row.add("messages", console::json_number(arena, static_cast<std::int64_t>(group.messages)));
    row.add_text("before", group.before);
    row.add_text("after", group.after);
    row.add("examples", examples.build());
    groups.add(row.build());
  }
  codec::RecordBuilder out(arena);
  out.add("messages", console::json_number(arena, static_cast<std::int64_t>(difference.messages)));
  out.add("unchanged", console::json_number(arena, static_cast<std::int64_t>(difference.unchanged)));
  out.add("unread", console::json_number(arena, static_cast<std::int64_t>(unread)));
  out.add("groups", groups.build());
  std::cout << codec::write_json(out.build()) << "\n";
}

/// One of the two versions may lie anywhere; what it refers to is where the other one has it.
int load_both(const MapRequest& request, mapping::PlanSet& before, mapping::PlanSet& after) {
  mapping::SourceChoice sources;
  if (const int failed = choose_sources(request, sources); failed != exit_ok) return failed;
  auto found = mapping::find_sources(request.mapping, sources);
  if (!found) found = mapping::find_sources(request.old_mapping, sources);
  if (!found) return usage(found.error().text());
  for (const auto& [file, target] : {std::pair(request.old_mapping, &before), std::pair(request.mapping, &after)}) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) return usage("không có tệp / there is no file " + file);
    mapping::Diagnostics problems;
    auto plans = mapping::load_mapping(file, *found, problems);
    for (const mapping::Diagnostic& problem : problems) std::cerr << mapping::to_line(problem) << "\n";
    if (!plans) return exit_general;
    *target = std::move(*plans);
  }
  return exit_ok;
}

bool take(const mapping::MessageFile& message, mapping::Comparison& comparison) {
  const auto limits = message_limits();
  const auto bytes = mapping::read_message_file(message.file, limits.bytes);
  if (!bytes) return false;
  if (message.way == Way::out) return comparison.add_canonical(message.name, *bytes, limits);
  return comparison.add(message.name, Way::in, message.format, *bytes, limits);
}

}  // namespace

int map_diff(const MapRequest& request) {
  mapping::PlanSet before;
  mapping::PlanSet after;
  if (const int failed = load_both(request, before, after); failed != exit_ok) return failed;
  const std::string stem = std::filesystem::path(request.mapping).stem().string();
  const auto messages = mapping::list_messages(request.folder, stem, request.way == "out" ? Way::out : Way::in);
  if (!messages) return usage(messages.error().text());
  mapping::Comparison comparison(before, after);
  std::size_t unread = 0;
  for (const mapping::MessageFile& message : *messages) {
    const bool wanted = request.way.empty() || request.way == mapping::name(message.way);
    if (wanted && !take(message, comparison)) ++unread;
  }
  const mapping::Difference difference = comparison.result();
  if (difference.messages == 0) return usage("không có thông điệp / no message in " + request.folder);
  if (request.json) {
    print_json(difference, unread);
  } else {
    print_text(difference, unread);
  }
  return difference.groups.empty() ? exit_ok : exit_general;
}

}  // namespace lienthong::app
