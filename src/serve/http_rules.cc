#include "serve/http_rules.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::serve {
namespace {

constexpr std::pair<int, std::string_view> kReasons[] = {
    {200, "OK"},
    {304, "Not Modified"},
    {204, "No Content"},
    {226, "IM Used"},
    {302, "Found"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

std::ptrdiff_t count_headers(const Request& request, std::string_view name) {
  return std::ranges::count(request.headers, name, [](const auto& header) { return std::string_view(header.first); });
}

// Characters of reg-name, IP literal and port (RFC 3986 §3.2.2): enough to keep rubbish out; nothing is made of it.
bool is_host(std::string_view host) {
  if (host.empty()) return false;
  for (const char c : host)
    if (!base::is_ascii_alnum(c) && std::string_view(".-_~:[]%!$&'()*+,;=").find(c) == std::string_view::npos)
      return false;
  return true;
}

bool has_one_host(const RequestHead& head) {
  const auto hosts = count_headers(head.request, "host");
  if (hosts == 0) return head.version < 11;
  return hosts == 1 && is_host(head.request.header("host"));
}

// Request smuggling lives on two readings of where a body ends.
bool has_clear_length(const RequestHead& head) {
  const auto lengths = count_headers(head.request, "content-length");
  const auto codings = count_headers(head.request, "transfer-encoding");
  if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0)) return false;
  if (lengths == 1 && !base::parse_decimal(head.request.header("content-length"))) return false;
  if (codings == 0) return true;
  return head.version == 11 && base::equals_ignoring_case(head.request.header("transfer-encoding"), "chunked");
}

// "http://host/path" → "/path".
bool reduce_to_origin_form(Request& request) {
  std::string& target = request.target;
  if (target.starts_with('/')) return true;
  if (target == "*") return request.method == Method::Options;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!base::starts_with_ignoring_case(target, scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    target = path == std::string::npos ? "/" : target.substr(path);
    if (target.starts_with('?')) target.insert(target.begin(), '/');
    return true;
  }
  return false;
}

bool has_clean_target(std::string_view target) {
  return std::ranges::all_of(target, [](char c) { return c > 0x20 && c < 0x7F; });
}

}  // namespace

int judge(RequestHead& head, std::size_t target_bytes) {
  if (head.version != 10 && head.version != 11) return 505;
  if (head.request.target.size() > target_bytes) return 414;
  if (!has_clean_target(head.request.target) || !reduce_to_origin_form(head.request)) return 400;
  if (!has_one_host(head) || !has_clear_length(head)) return 400;
  const std::string_view expectation = head.request.header("expect");
  if (!expectation.empty() && !base::equals_ignoring_case(expectation, "100-continue")) return 417;
  return 0;
}

bool expects_continue(const RequestHead& head) {
  return head.version == 11 && base::equals_ignoring_case(head.request.header("expect"), "100-continue");
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string_view reason_phrase(int status) {
  for (const auto& [code, phrase] : kReasons) {
    if (code == status) return phrase;
  }
  return {};  // it may be missing (RFC 9112 §4)
}

void write_head(std::string& out, const Response& response, const HeadFields& fields) {
  auto add = [&out](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  out.append(reason_phrase(response.status)).append("\r\n");
  add("Date", fields.date);
  for (const std::string_view lines : response.spelled.parts) out.append(lines);
  for (const auto& [name, value] : response.headers) add(name, value);
  if (!response.spelled.owner && may_have_body(response.status)) {
    add("Content-Length", std::to_string(response.body.size()));
  }
  if (!fields.keep_alive)
    add("Connection", "close");
  else if (fields.version < 11)
    add("Connection", "keep-alive");
  out.append("\r\n");
}

}  // namespace commonplace::serve
