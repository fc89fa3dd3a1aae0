#include "cli/document.h"

#include <iostream>
#include <iterator>

#include "runtime/files.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kLargestDocument = 10u << 20;

}  // namespace

Result<std::string> read_document(const std::string& file) {
  if (file != "-") return runtime::read_file(file, kLargestDocument);
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (text.size() > kLargestDocument) return fail(Errc::TooLarge, "standard input is larger than 10 MiB");
  return text;
}

}  // namespace commonplace::cli
