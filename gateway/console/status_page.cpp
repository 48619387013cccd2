#include "console/status_page.hpp"

#include "console/words.hpp"

namespace lienthong::console {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

constexpr std::string_view head = R"(<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<title>Liên Thông</title><style>
body{font:15px/1.5 system-ui,sans-serif;margin:0;color:#1a1f2b;background:#fff}header{background:#12305c;color:#fff;padding:.8em 1.5em}
main{padding:1em 1.5em;max-width:72em}table{border-collapse:collapse;width:100%;margin:0 0 1.5em}caption{text-align:left;font-weight:600;padding:.4em 0}
th,td{text-align:left;padding:.3em .8em .3em 0;border-bottom:1px solid #d5dae3;vertical-align:top}td.n,th.n{text-align:right}
.act{color:#a40000;font-weight:600}pre{overflow:auto}a{color:#12305c}
</style></head><body><header>Liên Thông</header><main>
)";
constexpr std::string_view foot = "</main></body></html>\n";

std::int64_t count(const LinkView& link, domain::DeliveryState state) {
  const auto found = link.conservation.by_state.find(state);
  return found == link.conservation.by_state.end() ? 0 : found->second;
}

std::int64_t needing_people(const LinkView& link) {
  return count(link, domain::DeliveryState::refused) + count(link, domain::DeliveryState::parked);
}

/// The first line answers: is anything wrong, and what do I do?
std::string sentence(const StatusPage& page) {
  if (!page.fault.empty())
    return "<p class=\"act\">✖ Trục không ghi được dữ liệu, không nhận tin mới: " + escaped(page.fault) + "</p>";
  std::int64_t people = 0;
  std::int64_t cut = 0;
  for (const LinkView& link : page.links) {
    people += needing_people(link);
    cut +=
        link.breaker.value_or(domain::CircuitBreaker::State::closed) == domain::CircuitBreaker::State::closed ? 0 : 1;
  }
  if (people == 0 && cut == 0) return "<p>✔ Mọi liên kết bình thường.</p>";
  std::string out = "<p class=\"act\">▲ ";
  if (cut > 0) out += std::to_string(cut) + " liên kết đang tạm ngắt, trục tự thử lại. ";
  if (people > 0)
    out += std::to_string(people) + " tin cần người xử lý: <code>lienthong queue list --state parked,refused</code>";
  return out + "</p>";
}

std::string cell(std::int64_t number) { return "<td class=\"n\">" + std::to_string(number) + "</td>"; }

std::string links_table(const StatusPage& page) {
  std::string out =
      "<table><caption>Liên kết</caption><tr><th>Hệ thống</th><th>Tình trạng</th><th class=\"n\">Đã nhận</th>"
      "<th class=\"n\">Tin sau thay thế</th><th class=\"n\">Chờ gửi</th><th class=\"n\">Không rõ kết quả</th>"
      "<th class=\"n\">Cần người xử lý</th><th>Cân đối</th></tr>\n";
  for (const LinkView& link : page.links) {
    out += "<tr><td>" + escaped(link.title) + "</td><td>" + std::string(link.breaker ? words(*link.breaker) : "—") +
           "</td>";
    out += cell(count(link, domain::DeliveryState::delivered)) + cell(count(link, domain::DeliveryState::superseded));
    out += cell(count(link, domain::DeliveryState::waiting) + count(link, domain::DeliveryState::in_flight));
    out += cell(count(link, domain::DeliveryState::unknown)) + cell(needing_people(link));
    out += link.conservation.holds() ? "<td>✔ đủ</td></tr>\n" : "<td class=\"act\">✖ lệch</td></tr>\n";
  }
  return out + "</table>\n";
}

std::string dossiers_table(const StatusPage& page) {
  std::string out =
      "<table><caption>Hồ sơ</caption><tr><th>Mã hồ sơ</th><th>Thủ tục</th><th>Trạng thái</th><th>Từ</th></tr>\n";
  for (const storage::DossierSummary& dossier : page.dossiers) {
    const std::string code = escaped(dossier.code.value());
    out += "<tr><td><a href=\"/ho-so/" + code + "\">" + code + "</a></td><td>" + escaped(dossier.procedure.value()) +
           "</td><td>" + status_words(dossier.status) + "</td><td>" + time_words(dossier.status_since) + "</td></tr>\n";
  }
  return out + "</table>\n";
}

std::string post_line(const PostLine& post) {
  const bool needs_people = post.waiting > 0 || post.alarming > 0;
  return std::string(needs_people ? "<p class=\"act\">▲ " : "<p>") + "Bưu chính: " + std::to_string(post.open) +
         " đơn đang mở, " + std::to_string(post.waiting) + " đơn chưa đặt được vì thiếu dữ liệu, " +
         std::to_string(post.alarming) + " đơn có cảnh báo (<code>lienthong post --alarms</code>)</p>\n";
}

}  // namespace

std::string to_html(const StatusPage& page) {
  return std::string(head) + sentence(page) + links_table(page) +
         "<p>Tin không được nhận vào: " + std::to_string(page.refused) +
         " (<code>lienthong queue list --refused</code>)</p>\n" + (page.post ? post_line(*page.post) : std::string()) +
         dossiers_table(page) + "<p>Lúc " + time_words(page.at) + "</p>" + std::string(foot);
}

std::string dossier_html(const std::string& code, const std::string& text) {
  return std::string(head) + "<p><a href=\"/\">← Tổng quan</a></p><h1>" + escaped(code) + "</h1><pre>" + escaped(text) +
         "</pre>" + std::string(foot);
}

}  // namespace lienthong::console
