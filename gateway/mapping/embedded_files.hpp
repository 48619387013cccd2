#pragma once

#include "mapping/binding.hpp"
#include "mapping/version.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::mapping {

/// Reads a schema that a mapping file names; null after reporting "schema.unusable" at `named`.
[[nodiscard]] std::shared_ptr<const codec::Schema> load_canonical(const CompileContext& context,
                                                                  const PlacedText& named, TomlReader& reader);
[[nodiscard]] std::shared_ptr<const codec::Schema> load_external(const CompileContext& context, const Form& form,
                                                                 TomlReader& reader);

/// The mappings that one mapping file embeds, read from the folder it is in ("<system>/<name>" of its own system) or
/// from the folder of another system beside it.
class EmbeddedFiles final : public EmbeddedMappings {
 public:
  EmbeddedFiles(std::filesystem::path file, const CompileContext& context, Diagnostics& problems);
  ~EmbeddedFiles() override;
  /// The file's own name, which is open from the start.
  void begin(const std::string& mapping);

  std::optional<EmbeddedMapping> open(const std::string& name, Format format, std::string& why) override;
  void close() override { open_.pop_back(); }

  /// Everything that was opened: what a plan must keep alive, and what its version depends on.
  [[nodiscard]] const std::vector<std::shared_ptr<const codec::Schema>>& schemas() const { return schemas_; }
  void add_to(VersionDigest& digest) const;

 private:
  struct Opened;

  Opened* read(const std::string& name, std::string& why);
  [[nodiscard]] std::filesystem::path file_of(std::string_view name) const;

  std::filesystem::path file_;
  const CompileContext* context_;
  Diagnostics* problems_;
  std::vector<std::string> open_;
  std::map<std::string, std::unique_ptr<Opened>, std::less<>> read_;
  std::vector<std::shared_ptr<const codec::Schema>> schemas_;
};

}  // namespace lienthong::mapping
