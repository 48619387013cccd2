#include "console/words.hpp"

namespace lienthong::console {

std::string_view words(domain::DeliveryState state) {
  switch (state) {
    case domain::DeliveryState::waiting:
      return "Chờ gửi";
    case domain::DeliveryState::in_flight:
      return "Đang gửi";
    case domain::DeliveryState::unknown:
      return "Không rõ kết quả – đang tra lại";
    case domain::DeliveryState::delivered:
      return "Đã nhận";
    case domain::DeliveryState::superseded:
      return "Tin sau thay thế";
    case domain::DeliveryState::refused:
      return "Bên kia từ chối – cần người xử lý";
    case domain::DeliveryState::parked:
      return "Cần người xử lý";
  }
  return "";
}

std::string_view words(domain::Knowledge how) {
  switch (how) {
    case domain::Knowledge::acknowledged:
      return "đã xác nhận";
    case domain::Knowledge::read_back:
      return "đã tra lại";
    case domain::Knowledge::told_us:
      return "tự báo";
  }
  return "";
}

std::string_view words(domain::Drift::Kind kind) {
  switch (kind) {
    case domain::Drift::Kind::missing:
      return "chưa có hồ sơ";
    case domain::Drift::Kind::behind:
      return "chậm";
    case domain::Drift::Kind::ahead:
      return "đi trước";
    case domain::Drift::Kind::contradicts:
      return "trái nhau";
    case domain::Drift::Kind::document_differs:
      return "nội dung khác";
  }
  return "";
}

std::string_view words(domain::CircuitBreaker::State state) {
  switch (state) {
    case domain::CircuitBreaker::State::closed:
      return "Bình thường";
    case domain::CircuitBreaker::State::open:
      return "Tạm ngắt";
    case domain::CircuitBreaker::State::half_open:
      return "Đang thử lại";
  }
  return "";
}

std::string status_words(const std::optional<domain::Status>& status) {
  if (!status) return "—";
  return std::to_string(domain::code_of(*status)) + " " + std::string(domain::vietnamese_name(*status));
}

std::string time_words(base::Instant at) { return at == base::Instant{} ? "—" : base::to_vietnamese(at); }

}  // namespace lienthong::console
