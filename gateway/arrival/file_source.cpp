#include "arrival/file_source.hpp"

namespace lienthong::arrival {

std::string_view name(PassedOver reason) {
  switch (reason) {
    case PassedOver::growing:
      return "growing";
    case PassedOver::empty:
      return "empty";
    case PassedOver::hidden:
      return "hidden";
    case PassedOver::temporary:
      return "temporary";
    case PassedOver::no_file:
      return "no_file";
    case PassedOver::odd_name:
      return "odd_name";
    case PassedOver::other_name:
      return "other_name";
    case PassedOver::too_large:
      return "too_large";
  }
  return "no_file";
}

}  // namespace lienthong::arrival
