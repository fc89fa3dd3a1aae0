#include "corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace commonplace::bench {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::vector<Document> load(std::span<const std::string> paths) {
  std::vector<Document> documents;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      documents.push_back({path, read(path)});
      continue;
    }
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) documents.push_back({entry.path().string(), read(entry.path())});
    }
  }
  std::ranges::sort(documents, {}, &Document::name);
  return documents;
}

std::size_t total_bytes(const std::vector<Document>& documents) {
  std::size_t bytes = 0;
  for (const Document& document : documents) bytes += document.bytes.size();
  return bytes;
}

}  // namespace commonplace::bench
