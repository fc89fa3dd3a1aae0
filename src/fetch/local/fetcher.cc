// file: URL → path → bytes. The content's own digest is its tag, so that an unchanged file costs no more than a 304.

#include "fetch/local/fetcher.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <system_error>

#include "base/digest.h"
#include "runtime/files.h"
#include "url/percent.h"

namespace commonplace::fetch::local {
namespace {

namespace fs = std::filesystem;

bool is_below(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// Absolute below the root, or relative to it: `file:NAME` and file:///NAME are one URL.
fs::path below_root(const fs::path& written, const fs::path& file_root, const fs::path& root) {
  const bool is_absolute = is_below(written, file_root.lexically_normal()) || is_below(written, root);
  return is_absolute ? written : root / written.relative_path();
}

// The real file that the URL means.
Result<fs::path> locate(const Url& url, const fs::path& file_root) {
  if (file_root.empty()) return fail(Errc::SchemeNotAllowed, "file: sources are not allowed: file_root is not set");
  std::error_code failure;
  const fs::path root = fs::canonical(file_root, failure);
  if (failure) return fail(Errc::Io, "file_root " + file_root.string() + ": " + failure.message());
  const std::string decoded = url::percent_decode(url.path());
  if (decoded.find('\0') != std::string::npos || (!url.host().empty() && url.host() != "localhost")) {
    return fail(Errc::BadUrl, "not the address of a file here: " + url.href().substr(0, 80));
  }
  const fs::path written = fs::path(decoded).lexically_normal();
  const fs::path real = fs::weakly_canonical(below_root(written, file_root, root), failure);
  if (failure) return fail(Errc::Io, written.string() + ": " + failure.message());
  if (!is_below(real, root) || (!is_there(real) && is_there(written))) {
    return fail(Errc::AddressBlocked, written.string() + " lies outside file_root " + root.string());
  }
  if (fs::is_regular_file(real, failure)) return real;
  return fail(Errc::Io, written.string() + (is_there(real) ? " is not a regular file" : " does not exist"));
}

Result<FetchResponse> answer(const FetchRequest& request, const fs::path& file_root) {
  const auto path = locate(request.url, file_root);
  if (!path) return fail(path.error());
  auto content = runtime::read_file(*path, request.limits.body_bytes);
  if (!content) return fail(content.error());
  FetchResponse response;
  response.url = request.url;
  const std::string tag = "\"" + base::to_hex(base::sha256(*content)) + "\"";
  response.status = tag == request.validators.etag ? 304 : 200;
  response.headers.emplace_back("etag", tag);
  if (response.status == 200) response.body = std::move(*content);
  return response;
}

}  // namespace

// Reads at once: files are small and near, and a wait would buy nothing.
runtime::Task<Result<FetchResponse>> LocalFetcher::fetch(FetchRequest request) {
  const auto begin = std::chrono::steady_clock::now();
  Result<FetchResponse> response = answer(request, file_root_);
  if (response) {
    response->elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  }
  co_return response;
}

}  // namespace commonplace::fetch::local
