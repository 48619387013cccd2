#pragma once

#include "base/result.hpp"
#include "base/secret.hpp"
#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "domain/ids.hpp"
#include "storage/records.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::sync {

/// A canonical document whose `documents[].content` and `results[].content` became `content_ref` (SHA-256 of the
/// bytes).
struct Lifted {
  codec::Value document;
  std::vector<storage::Attachment> attachments;  ///< each content once
};

/// Takes the contents out, so that facts stay small and one file is kept once. `invalid` "attachment.base64" with the
/// path.
[[nodiscard]] base::Result<Lifted> lift_attachments(const codec::Value& document, codec::Arena& arena);

/// Digests a document refers to, in order, each once.
[[nodiscard]] std::vector<std::string> attachment_refs(const codec::Value& document);

/// Puts the contents back as base64. `bytes`: digest → content; a digest that is missing is `internal`
/// "attachment.lost".
[[nodiscard]] base::Result<codec::Value> inline_attachments(const codec::Value& document,
                                                            const std::map<std::string, std::string>& bytes,
                                                            codec::Arena& arena);

/// Where a peer may fetch an attachment: public address, dossier and digest, signed so that nobody can guess others.
class AttachmentAddress {
 public:
  AttachmentAddress(std::string public_url, base::Secret key)
      : public_url_(std::move(public_url)), key_(std::move(key)) {}
  [[nodiscard]] std::string of(const domain::DossierCode& code, std::string_view digest) const;
  [[nodiscard]] bool signature_fits(const domain::DossierCode& code, std::string_view digest,
                                    std::string_view signature) const;

 private:
  [[nodiscard]] std::string sign(const domain::DossierCode& code, std::string_view digest) const;
  std::string public_url_;
  base::Secret key_;
};

/// Replaces each `content_ref` by a `url`.
[[nodiscard]] codec::Value address_attachments(const codec::Value& document, const domain::DossierCode& code,
                                               const AttachmentAddress& address, codec::Arena& arena);

}  // namespace lienthong::sync
