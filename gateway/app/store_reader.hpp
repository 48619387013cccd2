#pragma once

#include "app/site.hpp"
#include "storage/store.hpp"

#include <memory>
#include <optional>
#include <string>

namespace lienthong::app {

/// A site and its store, opened for reading beside a running gateway (or without one).
struct SiteReader {
  Site site;
  std::unique_ptr<storage::Store> store;
};

/// Prints what is wrong to standard error and returns the exit code, or fills `reader` and returns exit_ok.
int open_site_reader(const std::string& config_file, std::optional<SiteReader>& reader);

/// Prints an error of the store and returns exit_store.
int store_failed(const base::Error& error);

}  // namespace lienthong::app
