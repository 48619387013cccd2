#include "app/post_words.hpp"

namespace lienthong::app {

std::string_view words(domain::Leg leg) {
  switch (leg) {
    case domain::Leg::collect:
      return "nhận hồ sơ";
    case domain::Leg::deliver:
      return "phát kết quả";
  }
  return "?";
}

std::string_view words(domain::LegState state) {
  using enum domain::LegState;
  switch (state) {
    case ordered:
      return "đã đặt đơn";
    case posted:
      return "đã nhận gửi";
    case in_transit:
      return "đang chuyển";
    case held_by_customs:
      return "hải quan giữ";
    case at_delivery_office:
      return "ở bưu cục phát";
    case out_for_delivery:
      return "đang đi phát";
    case attempt_failed:
      return "phát chưa được";
    case held_for_addressee:
      return "chờ người nhận";
    case delivered:
      return "đã phát";
    case returned_to_sender:
      return "đã chuyển hoàn";
  }
  return "?";
}

std::string_view words(domain::PostalAlarm::Kind kind) {
  using enum domain::PostalAlarm::Kind;
  switch (kind) {
    case silent:
      return "im lặng quá lâu";
    case attempt_failed:
      return "phát không được";
    case held_too_long:
      return "nằm ở bưu cục quá lâu";
    case returned_to_sender:
      return "đã chuyển hoàn";
    case ends_disagree:
      return "vừa báo đã phát, vừa báo chuyển hoàn";
    case returned_before_emi:
      return "đã trả kết quả trước khi bưu chính phát";
    case channel_mismatch:
      return "phát qua bưu chính nhưng không đăng ký";
    case not_wanted:
      return "đã hủy nhưng bưu tá vẫn giữ";
    case cancel_refused:
      return "bưu chính không cho hủy";
  }
  return "?";
}

std::string_view words(sync::OrderGap gap) {
  using enum sync::OrderGap;
  switch (gap) {
    case applicant_name:
      return "tên người nộp";
    case applicant_phone:
      return "số điện thoại người nộp";
    case applicant_address:
      return "địa chỉ người nộp";
    case province_number:
      return "mã bưu chính của tỉnh ghi trong địa chỉ";
  }
  return "?";
}

}  // namespace lienthong::app
