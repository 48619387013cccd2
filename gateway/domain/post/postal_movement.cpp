#include "domain/post/postal_movement.hpp"

#include <algorithm>
#include <array>

namespace lienthong::domain {
namespace {

struct Words {
  PostalMovement movement;
  std::string_view code;
  std::string_view vietnamese;
};

constexpr std::array all_words{
    Words{PostalMovement::posted, "EMA", "Đã nhận gửi"},
    Words{PostalMovement::arrived_at_outward_office, "EMB", "Đến bưu cục ngoại dịch đi"},
    Words{PostalMovement::left_outward_office, "EMC", "Rời bưu cục đi"},
    Words{PostalMovement::arrived_at_inward_office, "EMD", "Đến bưu cục đến"},
    Words{PostalMovement::presented_to_customs, "EDB", "Trình hải quan"},
    Words{PostalMovement::held_by_customs, "EME", "Hải quan giữ"},
    Words{PostalMovement::returned_from_customs, "EDC", "Hải quan trả lại"},
    Words{PostalMovement::left_inward_office, "EMF", "Rời bưu cục đến"},
    Words{PostalMovement::entered_sorting_centre, "EDD", "Đến trung tâm chia chọn"},
    Words{PostalMovement::left_sorting_centre, "EDE", "Rời trung tâm chia chọn"},
    Words{PostalMovement::arrived_in_transit, "EMJ", "Đến bưu cục trung chuyển"},
    Words{PostalMovement::left_transit, "EMK", "Rời bưu cục trung chuyển"},
    Words{PostalMovement::arrived_at_delivery_office, "EMG", "Đến bưu cục phát"},
    Words{PostalMovement::held_at_delivery_office, "EDF", "Giữ tại bưu cục phát"},
    Words{PostalMovement::out_for_delivery, "EDG", "Đang đi phát"},
    Words{PostalMovement::at_collection_point, "EDH", "Chờ nhận tại điểm phát"},
    Words{PostalMovement::attempt_failed, "EMH", "Phát không thành công"},
    Words{PostalMovement::delivered, "EMI", "Đã phát"},
    Words{PostalMovement::returned_to_sender, "EMI/sender", "Đã chuyển hoàn người gửi"},
};

const Words* words_of(PostalMovement movement) {
  const auto* const found = std::ranges::find(all_words, movement, &Words::movement);
  return found == all_words.end() ? nullptr : found;
}

}  // namespace

std::string_view name(PostalMovement movement) {
  const Words* words = words_of(movement);
  return words != nullptr ? words->code : "?";
}

std::optional<PostalMovement> movement_from_name(std::string_view name) {
  const auto* const found = std::ranges::find(all_words, name, &Words::code);
  return found == all_words.end() ? std::nullopt : std::optional(found->movement);
}

std::string_view vietnamese_name(PostalMovement movement) {
  const Words* words = words_of(movement);
  return words != nullptr ? words->vietnamese : "?";
}

bool is_terminal(PostalMovement movement) {
  return movement == PostalMovement::delivered || movement == PostalMovement::returned_to_sender;
}

}  // namespace lienthong::domain
