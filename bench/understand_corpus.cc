// Decodes, parses and normalizes documents again and again, one thread, no output: what callgrind and the comparison
// with other parsers count.
//
//   understand_corpus ROUNDS PATH…      files, or folders of them; ROUNDS 0 only reads them, to be subtracted

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "corpus.h"
#include "understand.h"

namespace {

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

int main(int argc, char** argv) {
  using namespace commonplace;
  if (argc < 3) {
    std::fprintf(stderr, "usage: understand_corpus ROUNDS PATH...\n");
    return 64;
  }
  const std::vector<std::string> paths(argv + 2, argv + argc);
  const std::vector<bench::Document> documents = bench::load(paths);
  const auto megabytes = static_cast<double>(bench::total_bytes(documents)) / 1e6;
  const long rounds = std::strtol(argv[1], nullptr, 10);
  for (long round = 0; round < rounds; ++round) {
    const double begin = cpu_seconds();
    std::size_t entries = 0, unread = 0;
    for (const bench::Document& document : documents) {
      const Result<Feed> feed = bench::understand(document.bytes);
      feed ? entries += feed->entries.size() : ++unread;
    }
    const double seconds = cpu_seconds() - begin;
    std::printf("%zu documents, %.2f MB, %zu entries, %zu not read: %.4f CPU s, %.1f MB/s\n", documents.size(),
                megabytes, entries, unread, seconds, megabytes / seconds);
  }
  return 0;
}
