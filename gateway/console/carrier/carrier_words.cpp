#include "console/carrier/carrier_words.hpp"

#include <algorithm>
#include <array>

namespace lienthong::console {
namespace {

constexpr std::array reason_words{
    CarrierWord{"not_at_home", "Không gặp người nhận"},
    CarrierWord{"no_answer", "Không liên lạc được qua điện thoại"},
    CarrierWord{"wrong_address", "Sai hoặc thiếu địa chỉ"},
    CarrierWord{"moved", "Người nhận đã chuyển đi nơi khác"},
    CarrierWord{"another_day", "Người nhận hẹn ngày khác"},
    CarrierWord{"no_identity_paper", "Không có giấy tờ để đối chiếu"},
    CarrierWord{"declined", "Người nhận từ chối"},
    CarrierWord{other_word, "Lý do khác (ghi rõ)"},
};

constexpr std::array relation_words{
    CarrierWord{addressee_word, "Chính người nhận"},
    CarrierWord{"spouse", "Vợ hoặc chồng"},
    CarrierWord{"parent", "Cha hoặc mẹ"},
    CarrierWord{"child", "Con"},
    CarrierWord{"sibling", "Anh, chị hoặc em"},
    CarrierWord{"colleague", "Đồng nghiệp, văn thư"},
    CarrierWord{"guard", "Bảo vệ, lễ tân"},
    CarrierWord{other_word, "Quan hệ khác (ghi rõ)"},
};

constexpr std::string_view fallback_sentence = "Mục này chưa nhận được; hãy báo cho Trung tâm";

constexpr std::array sentences{
    CarrierWord{"item.form", "Mã bưu gửi phải có từ 4 đến 30 chữ cái, chữ số hoặc dấu - . /"},
    CarrierWord{"item.check_digit", "Mã bưu gửi sai số kiểm tra; hãy quét lại hoặc xem lại từng chữ số"},
    CarrierWord{"order.form", "Số đơn hàng không đúng dạng"},
    CarrierWord{"post.unknown_item", "Không có đơn hàng nào mang mã bưu gửi này"},
    CarrierWord{"carrier.sign_in", "Sai tên đăng nhập hoặc mật khẩu"},
    CarrierWord{"carrier.locked", "Sai nhiều lần liên tiếp; hãy thử lại sau ít phút"},
    CarrierWord{"carrier.session", "Phiên làm việc đã hết; hãy đăng nhập lại"},
    CarrierWord{"carrier.origin", "Yêu cầu không đến từ trang của bưu tá"},
    CarrierWord{"carrier.too_many_unknown", "Tra quá nhiều mã không có thật; hãy thử lại sau ít phút"},
    CarrierWord{"store.unavailable", "Trung tâm tạm thời chưa nhận được; hãy gửi lại sau"},
    CarrierWord{"batch.form", "Nội dung gửi lên phải là {\"entries\": […]}"},
    CarrierWord{"batch.size", "Mỗi lần gửi từ 1 đến 500 mục"},
    CarrierWord{"entry.form", "Mục không phải là một đối tượng JSON"},
    CarrierWord{"entry.unknown_field", "Mục có trường không thuộc tài liệu"},
    CarrierWord{"entry.key", "Khoá của mục phải có từ 8 đến 64 chữ cái, chữ số hoặc dấu - . _"},
    CarrierWord{"entry.key_reused", "Khoá này đã dùng cho một mục có nội dung khác"},
    CarrierWord{"entry.item", "Mục thiếu mã bưu gửi"},
    CarrierWord{"entry.action", "Việc phải là collected, delivered, failed hoặc returned"},
    CarrierWord{"entry.at", "Thời điểm phải theo RFC 3339, ví dụ 2026-11-24T09:30:00+07:00"},
    CarrierWord{"entry.in_future", "Thời điểm ở tương lai; hãy xem lại đồng hồ của máy"},
    CarrierWord{"entry.too_old", "Thời điểm đã quá 30 ngày"},
    CarrierWord{"entry.to", "Phải ghi tên người đã nhận (nhiều nhất 250 ký tự)"},
    CarrierWord{"entry.relation", "Phải chọn quan hệ của người đã nhận với người nhận"},
    CarrierWord{"entry.reason", "Phải chọn lý do trong danh sách"},
    CarrierWord{"entry.note", "Ghi chú bắt buộc khi chọn «khác», nhiều nhất 500 ký tự"},
};

}  // namespace

std::span<const CarrierWord> failure_reasons() { return reason_words; }
std::span<const CarrierWord> relations() { return relation_words; }

std::optional<std::string_view> vietnamese_of(std::span<const CarrierWord> words, std::string_view code) {
  const auto found = std::ranges::find(words, code, &CarrierWord::code);
  return found == words.end() ? std::nullopt : std::optional(found->vietnamese);
}

std::string_view carrier_sentence(std::string_view error_code) {
  return vietnamese_of(sentences, error_code).value_or(fallback_sentence);
}

}  // namespace lienthong::console
