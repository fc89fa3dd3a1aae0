#include "serve/static_files.h"

#include "base/text.h"
#include "json/writer.h"

namespace commonplace::serve {
namespace {

bool is_plain_name(std::string_view name) {
  if (name.empty() || name == "." || name == "..") return false;
  for (const char c : name) {
    if (!base::is_ascii_alnum(c) && std::string_view("-_.").find(c) == std::string_view::npos) return false;
  }
  return true;
}

// A page that has others below its name can only be a folder's index.
bool is_folder(std::string_view path) {
  const std::vector<std::string_view> names = base::split(path, '/');
  return names.size() == 3 && (names[1] == "topics" || names[1] == "entries") &&
         names[2].find('.') == std::string_view::npos;
}

std::string http_date(Timestamp time) { return time == Timestamp{} ? std::string() : to_http_date(time); }

// In single quotes, as nginx reads them.
std::string quoted(std::string_view value) {
  std::string text = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

struct Variable {
  std::string_view name;
  std::string (*value)(const StaticDocument&);
};

constexpr Variable kVariables[] = {
    {"type", [](const StaticDocument& document) { return document.type; }},
    {"cache_control", [](const StaticDocument& document) { return document.cache_control; }},
    {"last_modified", [](const StaticDocument& document) { return http_date(document.last_modified); }},
    {"link", [](const StaticDocument& document) { return document.link; }},
    {"allow_origin", [](const StaticDocument& document) { return std::string(document.cors ? "*" : ""); }},
    // On whose pages it may stand in a frame; of the others there is nothing to say, and that is nobody's.
    {"framing", [](const StaticDocument& document) { return std::string(document.is_for_frames ? "*" : ""); }},
    {"plain", [](const StaticDocument& document) { return document.etag; }},
    {"gzip", [](const StaticDocument& document) { return document.gzip_etag; }},
    {"br", [](const StaticDocument& document) { return document.brotli_etag; }},
};

constexpr std::string_view kNginxHead =
    "# What nginx says of the files beside this one: include it in http { }. Written by `commonplace render`.\n"
    "map_hash_max_size 65536;\n"
    "map_hash_bucket_size 512;\n";

// Which file nginx sends is known by its encoding; one that the client has already may be any of them.
constexpr std::string_view kNginxTail =
    "map \"$status$sent_http_content_encoding\" $commonplace_etag {\n"
    "  default $commonplace_plain;\n"
    "  200gzip $commonplace_gzip;\n"
    "  200br $commonplace_br;\n"
    "  ~^304 $http_if_none_match;\n"
    "}\n"
    "map \"$http_if_none_match $commonplace_plain $commonplace_gzip $commonplace_br\" $commonplace_is_known {\n"
    "  default 0;\n"
    "  '~^(?:W/)?(\"[0-9a-f]+\") .*\\1' 1;\n"
    "}\n";

}  // namespace

StaticDocument describe(const Representation& representation) {
  StaticDocument document;
  document.type = representation.content_type;
  document.cache_control = representation.cache_control;
  document.link = representation.link;
  document.last_modified = representation.last_modified;
  document.cors = representation.cors;
  document.is_for_frames = representation.is_for_frames;
  document.etag = representation.identity.etag;
  if (representation.gzip) document.gzip_etag = representation.gzip->etag;
  if (representation.brotli) document.brotli_etag = representation.brotli->etag;
  return document;
}

std::string file_of(std::string_view path) {
  if (path == "/") return "index.html";
  if (!path.starts_with('/')) return {};
  for (const std::string_view name : base::split(path.substr(1), '/')) {
    if (!is_plain_name(name)) return {};
  }
  std::string file(path.substr(1));
  if (is_folder(path)) file += "/index.html";
  return file;
}

std::string write_headers_json(const StaticDocuments& documents) {
  json::Writer out;
  out.begin_object();
  for (const auto& [path, document] : documents) {
    out.any_name(path);
    out.begin_object();
    auto add = [&out](std::string_view name, std::string_view value) {
      if (value.empty()) return;
      out.name(name);
      out.string(value);
    };
    add("file", file_of(path));
    add("type", document.type);
    add("etag", document.etag);
    add("gzip_etag", document.gzip_etag);
    add("br_etag", document.brotli_etag);
    add("last_modified", http_date(document.last_modified));
    add("cache_control", document.cache_control);
    add("link", document.link);
    out.end_object();
  }
  out.end_object();
  return std::move(out).take() + "\n";
}

std::string write_nginx_include(const StaticDocuments& documents) {
  std::string out(kNginxHead);
  for (const Variable& variable : kVariables) {
    out.append("map $uri $commonplace_").append(variable.name).append(" {\n");
    for (const auto& [path, document] : documents) {
      const std::string value = variable.value(document);
      if (value.empty() || value.find('$') != std::string::npos) continue;  // nginx would look for a variable
      // An index is asked for by the name of its folder, and found under its own.
      out.append("  ").append(quoted(path)).append(" ").append(quoted(value)).append(";\n");
      const std::string file = "/" + file_of(path);
      if (file != path) out.append("  ").append(quoted(file)).append(" ").append(quoted(value)).append(";\n");
    }
    out.append("}\n");
  }
  return out.append(kNginxTail);
}

}  // namespace commonplace::serve
