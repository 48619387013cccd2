#pragma once

#include "app/carriers_session.hpp"
#include "http/router.hpp"

#include <map>
#include <string>

namespace lienthong::app {

/// The files of /buu-ta as routes. Open to anybody: they hold no data.
class CarrierPage {
 public:
  explicit CarrierPage(CookieTransport transport);
  void add_routes(http::Router& router);

 private:
  struct File {
    std::string content_type;
    std::string bytes;
    std::string etag;
  };
  [[nodiscard]] http::Response answer(const std::string& name, const http::Request& request) const;
  CookieTransport transport_;
  std::map<std::string, File> files_;
};

/// Headers of every answer that a browser may show.
void add_page_headers(http::Response& response, CookieTransport transport);

}  // namespace lienthong::app
