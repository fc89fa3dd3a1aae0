// A folder of drop-ins → their texts, in name order.

#include <algorithm>
#include <filesystem>

#include "base/digest.h"
#include "config/config.h"
#include "runtime/files.h"

namespace commonplace::config {

Directory read_directory(const std::string& directory) {
  namespace fs = std::filesystem;
  Directory found;
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.ends_with(".toml") && !name.starts_with('.')) paths.push_back(it->path());
  }
  if (error) {
    found.messages.push_back({Message::Severity::Error, directory, 1, 1, "cannot read the folder: " + error.message()});
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    Result<std::string> text = runtime::read_file(path, kLargestDropIn);
    if (text) {
      found.files.push_back({path.string(), std::move(*text)});
    } else {
      found.messages.push_back({Message::Severity::Error, path.string(), 1, 1, text.error().detail});
    }
  }
  return found;
}

std::string digest_of(const Directory& directory) {
  std::string all;
  const auto add = [&all](std::string_view kind, const std::string& name, const std::string& text) {
    all.append(kind).append(std::to_string(name.size())).append(":").append(name);
    all.append(std::to_string(text.size())).append(":").append(text);
  };
  for (const DropIn& file : directory.files) add("file", file.file, file.text);
  for (const Message& message : directory.messages) add("message", message.file, message.text);
  return base::to_hex(base::sha256(all));
}

}  // namespace commonplace::config
