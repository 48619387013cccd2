#include "codec/schema_file.hpp"

#include "codec/limits.hpp"

#include <fstream>
#include <system_error>

namespace lienthong::codec {

base::Result<std::string> read_schema_file(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error || size > Limits{}.bytes) {
    return base::fail(base::Error(base::ErrorKind::permanent, "schema.file", "the schema file is missing or too large")
                          .with("file", file.filename().string()));
  }
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::ifstream in(file, std::ios::binary);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    return base::fail(base::Error(base::ErrorKind::permanent, "schema.file", "the schema file cannot be read")
                          .with("file", file.filename().string()));
  }
  return bytes;
}

}  // namespace lienthong::codec
