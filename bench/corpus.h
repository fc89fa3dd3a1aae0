// The documents that benchmarks read, in memory before anything is timed.

#pragma once

#include <span>
#include <string>
#include <vector>

namespace commonplace::bench {

struct Document {
  std::string name;
  std::string bytes;
};

// The files named, and every file below the folders named, in name order.
std::vector<Document> load(std::span<const std::string> paths);

std::size_t total_bytes(const std::vector<Document>& documents);

}  // namespace commonplace::bench
