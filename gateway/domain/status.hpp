#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace lienthong::domain {

/// The national list of `TrangThaiHoSo` (contracts 2.7). The number is the national code.
enum class Status : std::uint8_t {
  registered = 1,            ///< Mới đăng ký
  accepted = 2,              ///< Được tiếp nhận
  not_accepted = 3,          ///< Không được tiếp nhận (also: refused after acceptance, with a reason)
  processing = 4,            ///< Đang xử lý
  supplement_requested = 5,  ///< Yêu cầu bổ sung giấy tờ
  payment_requested = 6,     ///< Yêu cầu thực hiện nghĩa vụ tài chính
  withdrawn = 7,             ///< Công dân yêu cầu rút hồ sơ
  stopped = 8,               ///< Dừng xử lý
  completed = 9,             ///< Đã xử lý xong
  returned = 10,             ///< Đã trả kết quả
};

/// Nothing when the code is not on the national list.
[[nodiscard]] std::optional<Status> status_from_code(int code);
[[nodiscard]] constexpr int code_of(Status status) { return static_cast<int>(status); }
/// English name as in the canonical schema: "supplement_requested".
[[nodiscard]] std::string_view name(Status status);
[[nodiscard]] std::optional<Status> status_from_name(std::string_view name);
[[nodiscard]] std::string_view vietnamese_name(Status status);

/// 3, 7 and 10: nothing may follow (contracts 2.7).
[[nodiscard]] bool is_final(Status status);
/// 5 and 6: the processing clock stands still.
[[nodiscard]] bool stops_clock(Status status);
/// How far along: orders facts that carry the same second. registered < accepted < … < returned.
[[nodiscard]] int progress_rank(Status status);
/// Moves that the practised transitions (contracts 2.7) and the regulation (rules 2.5) allow; anything else is named
/// in the dossier as an irregular move, never hidden. `from` is nothing for a dossier not yet known.
[[nodiscard]] bool is_regular_move(std::optional<Status> from, Status to);

}  // namespace lienthong::domain
