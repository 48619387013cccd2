#include "arrival/whole_reader.hpp"

namespace lienthong::arrival {

using base::ErrorKind;

base::Result<std::size_t> WholeReader::read(std::span<char> room) {
  auto size = inner_.read(room);
  if (!size) return size;
  if (*size > left_ || (*size == 0 && left_ != 0)) {
    return base::fail(ErrorKind::transient, "arrival.truncated", "fewer or more bytes came than the file has");
  }
  left_ -= *size;
  if (*size == 0) {
    if (auto same = still_the_same_(); !same) return base::fail(std::move(same.error()));
  }
  return size;
}

}  // namespace lienthong::arrival
