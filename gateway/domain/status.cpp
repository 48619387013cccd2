#include "domain/status.hpp"

#include "domain/name_lookup.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace lienthong::domain {
namespace {

using enum Status;

constexpr std::array all_statuses{registered,        accepted,  not_accepted, processing, supplement_requested,
                                  payment_requested, withdrawn, stopped,      completed,  returned};

bool one_of(Status status, std::initializer_list<Status> list) {
  return std::find(list.begin(), list.end(), status) != list.end();
}

}  // namespace

std::optional<Status> status_from_code(int code) {
  if (code < code_of(registered) || code > code_of(returned)) return std::nullopt;
  return static_cast<Status>(code);
}

std::string_view name(Status status) {
  switch (status) {
    case registered:
      return "registered";
    case accepted:
      return "accepted";
    case not_accepted:
      return "not_accepted";
    case processing:
      return "processing";
    case supplement_requested:
      return "supplement_requested";
    case payment_requested:
      return "payment_requested";
    case withdrawn:
      return "withdrawn";
    case stopped:
      return "stopped";
    case completed:
      return "completed";
    case returned:
      return "returned";
  }
  return "?";
}

std::optional<Status> status_from_name(std::string_view name) { return find_by_name(all_statuses, name); }

std::string_view vietnamese_name(Status status) {
  switch (status) {
    case registered:
      return "Mới đăng ký";
    case accepted:
      return "Được tiếp nhận";
    case not_accepted:
      return "Không được tiếp nhận";
    case processing:
      return "Đang xử lý";
    case supplement_requested:
      return "Yêu cầu bổ sung giấy tờ";
    case payment_requested:
      return "Yêu cầu thực hiện nghĩa vụ tài chính";
    case withdrawn:
      return "Công dân yêu cầu rút hồ sơ";
    case stopped:
      return "Dừng xử lý";
    case completed:
      return "Đã xử lý xong";
    case returned:
      return "Đã trả kết quả";
  }
  return "?";
}

bool is_final(Status status) { return one_of(status, {not_accepted, withdrawn, returned}); }

bool stops_clock(Status status) { return one_of(status, {supplement_requested, payment_requested}); }

int progress_rank(Status status) {
  // The final ones stand last: what shares their second happened before it, or it would not have happened.
  switch (status) {
    case registered:
      return 1;
    case accepted:
      return 2;
    case processing:
      return 3;
    case supplement_requested:
      return 4;
    case payment_requested:
      return 5;
    case stopped:
      return 6;
    case completed:
      return 7;
    case not_accepted:
      return 8;
    case withdrawn:
      return 9;
    case returned:
      return 10;
  }
  return 0;
}

bool is_regular_move(std::optional<Status> from, Status to) {
  if (!from) return one_of(to, {registered, accepted});
  if (*from == to) return !is_final(to);  // the next officer's step within one status
  switch (*from) {
    case registered:
      return one_of(to, {accepted, not_accepted, supplement_requested, withdrawn});
    case accepted:
      return one_of(to, {processing, supplement_requested, payment_requested, withdrawn, returned});
    case processing:
      return one_of(to,
                    {accepted, not_accepted, supplement_requested, payment_requested, withdrawn, stopped, completed});
    case supplement_requested:
      return one_of(to, {registered, accepted, processing, withdrawn, stopped});
    case payment_requested:
      return one_of(to, {accepted, processing, withdrawn, stopped});
    case stopped:
      return one_of(to, {processing, not_accepted, withdrawn, returned});
    case completed:
      return to == returned;
    case not_accepted:
    case withdrawn:
    case returned:
      return false;
  }
  return false;
}

}  // namespace lienthong::domain
