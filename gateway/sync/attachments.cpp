#include "sync/attachments.hpp"

#include "base/digest.hpp"
#include "codec/builder.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using codec::Arena;
using codec::Member;
using codec::Value;

bool holds_files(std::string_view field) { return field == "documents" || field == "results"; }

/// Rebuilds a document with every file record passed through `change`.
Result<Value> change_files(const Value& document, Arena& arena,
                           const std::function<Result<Value>(const Value&, const std::string&)>& change) {
  codec::RecordBuilder out(arena);
  for (const auto& [name, value] : document.members()) {
    if (!holds_files(name)) {
      out.add(name, value);
      continue;
    }
    codec::ListBuilder files(arena);
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      auto changed = change(value.items()[i], std::string(name) + "[" + std::to_string(i) + "]");
      if (!changed) return base::fail(std::move(changed).error());
      files.add(*changed);
    }
    out.add(name, files.build());
  }
  return out.build();
}

/// The record with member `from` replaced by `to` = `text`.
Value with_member_replaced(const Value& file, std::string_view from, std::string_view to, std::string_view text,
                           Arena& arena) {
  codec::RecordBuilder out(arena);
  for (const auto& [name, value] : file.members()) {
    if (name == from) {
      out.add_text(to, text);
    } else {
      out.add(name, value);
    }
  }
  return out.build();
}

}  // namespace

Result<Lifted> lift_attachments(const Value& document, Arena& arena) {
  Lifted out;
  auto changed = change_files(document, arena, [&](const Value& file, const std::string& path) -> Result<Value> {
    const Value* content = file.find("content");
    if (content == nullptr || content->is_null()) return file;
    auto bytes = base::from_base64(content->scalar());
    if (!bytes) {
      return base::fail(
          base::Error(ErrorKind::invalid, "attachment.base64", "attachment is not base64").with("path", path));
    }
    const std::string digest = base::sha256_hex(*bytes);
    const auto known = [&](const storage::Attachment& attachment) { return attachment.digest == digest; };
    if (std::none_of(out.attachments.begin(), out.attachments.end(), known)) {
      out.attachments.push_back({digest, std::move(*bytes)});
    }
    return with_member_replaced(file, "content", "content_ref", digest, arena);
  });
  if (!changed) return base::fail(std::move(changed).error());
  out.document = *changed;
  return out;
}

std::vector<std::string> attachment_refs(const Value& document) {
  std::vector<std::string> out;
  for (const auto& [name, value] : document.members()) {
    if (!holds_files(name)) continue;
    for (const Value& file : value.items()) {
      const Value* ref = file.find("content_ref");
      if (ref == nullptr) continue;
      std::string digest(ref->scalar());
      if (std::find(out.begin(), out.end(), digest) == out.end()) out.push_back(std::move(digest));
    }
  }
  return out;
}

Result<Value> inline_attachments(const Value& document, const std::map<std::string, std::string>& bytes, Arena& arena) {
  return change_files(document, arena, [&](const Value& file, const std::string& path) -> Result<Value> {
    const Value* ref = file.find("content_ref");
    if (ref == nullptr) return file;
    const auto found = bytes.find(std::string(ref->scalar()));
    if (found == bytes.end()) {
      return base::fail(
          base::Error(ErrorKind::internal, "attachment.lost", "attachment is not in the store").with("path", path));
    }
    return with_member_replaced(file, "content_ref", "content", base::to_base64(found->second), arena);
  });
}

std::string AttachmentAddress::sign(const domain::DossierCode& code, std::string_view digest) const {
  return base::hmac_sha256_hex(key_.reveal(), "attachment|" + code.value() + "|" + std::string(digest)).substr(0, 32);
}

std::string AttachmentAddress::of(const domain::DossierCode& code, std::string_view digest) const {
  return public_url_ + "/attachments/" + code.value() + "/" + std::string(digest) + "?sig=" + sign(code, digest);
}

bool AttachmentAddress::signature_fits(const domain::DossierCode& code, std::string_view digest,
                                       std::string_view signature) const {
  return base::Secret(sign(code, digest)).equals(signature);
}

Value address_attachments(const Value& document, const domain::DossierCode& code, const AttachmentAddress& address,
                          Arena& arena) {
  auto changed = change_files(document, arena, [&](const Value& file, const std::string&) -> Result<Value> {
    const Value* ref = file.find("content_ref");
    if (ref == nullptr) return file;
    return with_member_replaced(file, "content_ref", "url", address.of(code, ref->scalar()), arena);
  });
  return *changed;  // this change never fails
}

}  // namespace lienthong::sync
