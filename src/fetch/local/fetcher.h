// A Fetcher for file: sources: files below one folder, answered as a web server would.

#pragma once

#include <filesystem>

#include "fetch/fetcher.h"

namespace commonplace::fetch::local {

class LocalFetcher final : public Fetcher {
 public:
  // `file_root` is absolute, or empty: then no file may be read.
  explicit LocalFetcher(std::filesystem::path file_root) : file_root_(std::move(file_root)) {}

  // The path of the URL is looked for as an absolute one, then below the root. 200, or 304 where the request's tag is
  // that of the content. Errors: SchemeNotAllowed without a root; AddressBlocked outside it, symbolic links resolved;
  // Io; TooLarge.
  runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) override;

 private:
  std::filesystem::path file_root_;
};

}  // namespace commonplace::fetch::local
