#include "transport/http_status.hpp"

namespace lienthong::transport {

using base::ErrorKind;

unsigned http_status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 400;
    case ErrorKind::unauthorised:
      return 401;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::too_large:
      return 413;
    case ErrorKind::unsupported:
      return 415;
    case ErrorKind::transient:
      return 503;
    case ErrorKind::ambiguous:
    case ErrorKind::permanent:
    case ErrorKind::cancelled:
    case ErrorKind::internal:
      return 500;
  }
  return 500;
}

}  // namespace lienthong::transport
