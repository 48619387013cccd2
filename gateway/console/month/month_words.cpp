#include "console/month/month_words.hpp"

#include <stdexcept>

namespace lienthong::console {

std::string_view words(domain::FeeKind kind) {
  switch (kind) {
    case domain::FeeKind::fee:
      return "Phí";
    case domain::FeeKind::charge:
      return "Lệ phí";
  }
  throw std::logic_error("no such fee kind");
}

std::string_view words(domain::PaidBy paid_by) {
  switch (paid_by) {
    case domain::PaidBy::platform:
      return "Trực tuyến";
    case domain::PaidBy::counter:
      return "Tại quầy";
  }
  throw std::logic_error("no such paid by");
}

std::string_view words(domain::FeeDifference difference) {
  switch (difference) {
    case domain::FeeDifference::not_booked:
      return "Đã nộp, ngân hàng chưa ghi có";
    case domain::FeeDifference::not_paid:
      return "Ngân hàng ghi có, không thấy nộp";
    case domain::FeeDifference::amount_differs:
      return "Khác số tiền";
    case domain::FeeDifference::paid_twice:
      return "Nộp nhiều lần";
    case domain::FeeDifference::refund_due:
      return "Phải hoàn trả";
    case domain::FeeDifference::overdue:
      return "Hồ sơ đã xong, chưa nộp";
  }
  throw std::logic_error("no such fee difference");
}

std::string_view words(domain::Confidence confidence) {
  switch (confidence) {
    case domain::Confidence::certain:
      return "Khớp chắc chắn";
    case domain::Confidence::likely:
      return "Đề nghị khớp";
  }
  throw std::logic_error("no such confidence");
}

std::string_view words(domain::MatchReason reason) {
  switch (reason) {
    case domain::MatchReason::reference:
      return "mã tham chiếu";
    case domain::MatchReason::reference_cut:
      return "mã tham chiếu bị cắt";
    case domain::MatchReason::dossier_code:
      return "mã hồ sơ";
    case domain::MatchReason::dossier_code_glued:
      return "mã hồ sơ dính số khác";
    case domain::MatchReason::dossier_code_cut:
      return "mã hồ sơ bị cắt";
    case domain::MatchReason::dossier_code_misspelt:
      return "mã hồ sơ gõ sai một chữ số";
    case domain::MatchReason::amount:
      return "đúng số tiền";
    case domain::MatchReason::amount_differs:
      return "khác số tiền";
    case domain::MatchReason::split:
      return "một khoản nộp nhiều lần";
    case domain::MatchReason::merged:
      return "một lần nộp nhiều khoản";
    case domain::MatchReason::day_settlement:
      return "tổng quyết toán trong ngày";
    case domain::MatchReason::payer_name:
      return "tên người nộp";
    case domain::MatchReason::only_amount:
      return "chỉ có số tiền";
    case domain::MatchReason::before_request:
      return "ghi có trước khi yêu cầu nộp";
    case domain::MatchReason::fits_several:
      return "còn khoản khác cũng khớp";
    case domain::MatchReason::several_dossiers:
      return "nội dung nêu cả hồ sơ khác";
    case domain::MatchReason::payer_owes_elsewhere:
      return "người nộp còn nợ khoản bằng tiền ở hồ sơ khác";
  }
  throw std::logic_error("no such match reason");
}

std::string_view words(DecisionDoubt doubt) {
  switch (doubt) {
    case DecisionDoubt::several_fit:
      return "Quyết định chờ xem lại: nhiều bút toán mới có thể là khoản này";
    case DecisionDoubt::amount_changed:
      return "Quyết định chờ xem lại: sao kê mới ghi số tiền khác";
    case DecisionDoubt::movement_gone:
      return "Quyết định chờ xem lại: sao kê mới không còn khoản này";
  }
  throw std::logic_error("no such doubt");
}

std::string_view words(domain::FindingKind kind) {
  switch (kind) {
    case domain::FindingKind::returned:
      return "Đã trả lại";
    case domain::FindingKind::unlinked_return:
      return "Tiền trả lại, chưa thấy khoản gốc";
    case domain::FindingKind::debit_returned:
      return "Tiền chuyển đi bị trả về";
    case domain::FindingKind::repeated:
      return "Ngân hàng gửi trùng";
    case domain::FindingKind::paid_twice:
      return "Nộp thêm lần nữa";
    case domain::FindingKind::extra_payment:
      return "Nộp thêm, khác số tiền";
    case domain::FindingKind::foreign_money:
      return "Ngoại tệ, hoặc lẻ dưới một đồng";
    case domain::FindingKind::unknown_dossier:
      return "Hồ sơ không có khoản phải thu";
    case domain::FindingKind::contradictory:
      return "Nội dung và người nộp chỉ hai hồ sơ";
    case domain::FindingKind::no_evidence:
      return "Không rõ nộp cho khoản nào";
  }
  throw std::logic_error("no such finding kind");
}

std::string_view words(domain::TransferState state) {
  switch (state) {
    case domain::TransferState::executed:
      return "Đã chuyển đủ";
    case domain::TransferState::not_booked:
      return "Chưa thấy ghi nợ";
    case domain::TransferState::other_amount:
      return "Ghi nợ khác số tiền";
    case domain::TransferState::booked_twice:
      return "Ghi nợ nhiều lần";
  }
  throw std::logic_error("no such transfer state");
}

std::string_view words(domain::FeeAlarmKind kind) {
  switch (kind) {
    case domain::FeeAlarmKind::fee_amount_mismatch:
      return "Thu không đúng mức phí, lệ phí";
    case domain::FeeAlarmKind::month_end_transfer_missing:
      return "Chưa chuyển tiền cuối tháng";
    case domain::FeeAlarmKind::month_end_transfer_wrong_day:
      return "Chuyển tiền không đúng ngày";
    case domain::FeeAlarmKind::month_end_sum_mismatch:
      return "Số tiền chuyển khác số phải chuyển";
    case domain::FeeAlarmKind::bank_documents_late:
      return "Chứng từ ngân hàng chậm";
    case domain::FeeAlarmKind::unit_reconciliation_open:
      return "Đơn vị chưa xác nhận đối soát";
  }
  throw std::logic_error("no such fee alarm kind");
}

std::string_view words(domain::Severity severity) {
  switch (severity) {
    case domain::Severity::warning:
      return "Cảnh báo";
    case domain::Severity::breach:
      return "Vi phạm";
  }
  throw std::logic_error("no such severity");
}

}  // namespace lienthong::console
