// Published documents as files for any web server: under which names, and what servers should say of them. Pure.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "commonplace/time.h"
#include "serve/snapshot.h"

namespace commonplace::serve {

// What is told of one document, whose bytes lie in files.
struct StaticDocument {
  std::string type;
  std::string cache_control;
  std::string link;
  Timestamp last_modified;
  bool cors = false;
  bool is_for_frames = false;
  std::string etag;
  std::string gzip_etag, brotli_etag;  // empty: there is no such file
};
using StaticDocuments = std::map<std::string, StaticDocument, std::less<>>;  // by path

StaticDocument describe(const Representation& representation);

// "/topics/news" → "topics/news/index.html", "/topics/news.atom" → "topics/news.atom". Empty for a path that is none of
// ours.
std::string file_of(std::string_view path);

// {"/topics/news.atom": {"file", "type", "etag", "gzip_etag", "br_etag", "last_modified", "cache_control", "link"}, …}
std::string write_headers_json(const StaticDocuments& documents);

// Variables for an nginx that serves the files (docs/proxy.md): $commonplace_type, $commonplace_etag, …
std::string write_nginx_include(const StaticDocuments& documents);

}  // namespace commonplace::serve
