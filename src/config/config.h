// The whole configuration as one value, and the messages about it.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "commonplace/dedup.h"
#include "commonplace/source.h"
#include "commonplace/topic.h"

namespace commonplace::config {

// Who is told of sources that are in trouble, and when.
struct Alerts {
  std::string webhook;                         // http or https; empty: nobody is told
  std::chrono::seconds after{6 * 60 * 60};     // a failure is told once it has lasted so long
  std::map<std::string, std::string> headers;  // secrets resolved; never printed
  std::vector<std::string> allow_networks;     // private ranges that the webhook may live in

  friend bool operator==(const Alerts&, const Alerts&) = default;
};

// The [service] table with the defaults filled in (SPEC §1).
struct Service {
  std::string title = "commonplace";
  std::string public_url;  // no trailing slash; default: http://<first TCP listen>
  std::vector<std::string> listen = {"127.0.0.1:8080"};
  std::string admin_listen = "127.0.0.1:8081";
  std::string database;  // default: sqlite:/var/lib/commonplace/commonplace.db where that folder exists
  std::string contact;
  std::string timezone = "UTC";
  std::string language = "en";
  std::vector<std::string> allow_networks;
  double host_rate = 0.5;
  std::string file_root;  // absolute, or empty: file: sources are not allowed
  int host_connections = 2;
  int parallel = 64;
  std::string hub;  // WebSub: an external one; empty: none
  std::string log_level = "info";
  std::chrono::seconds keep{std::chrono::days{730}};  // of sources that say nothing else
  Alerts alerts;

  friend bool operator==(const Service&, const Service&) = default;
};

struct Config {
  Service service;
  std::vector<Source> sources;  // by slug
  std::vector<Topic> topics;    // by slug
  StoryRulings stories;         // of all files
};

// Prints as FILE:LINE:COLUMN: error: TEXT.
struct Message {
  enum class Severity { Warning, Error };
  Severity severity = Severity::Error;
  std::string file;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string text;
  std::string query{};           // where the place is in a query: all of it,
  std::size_t query_offset = 0;  // and the byte of it that is meant

  std::string to_string() const;
};

struct DropIn {
  std::string file;  // as it is to appear in messages
  std::string text;
};

struct Loaded {
  Config config;
  std::vector<Message> messages;      // by file, then line
  std::vector<std::string> rejected;  // files left out whole because of an error
  bool service_bad = false;           // an error in [service]: the daemon must not start
  std::string service_error;          // and which, as it prints
};

// What the command line says instead of the files.
struct Overrides {
  std::string database;
  std::vector<std::string> listen;
  std::string admin_listen;
};

// Whether ${env:…} and ${file:…} become what they stand for.
enum class Secrets { FilledIn, AsWritten };

// Where the configuration lies, for the defaults and paths that depend on it.
struct Place {
  std::string directory;                           // of the drop-ins; file_root is relative to it
  bool system_state_directory = false;             // /var/lib/commonplace exists
  std::map<std::string, std::string> environment;  // for ${env:…}
  Overrides overrides{};
  Secrets secrets = Secrets::FilledIn;
};

// Reads drop-ins in the order given (by name). A file with an error is left out whole; the others apply.
Loaded load(const std::vector<DropIn>& files, const Place& place);

// Reads DIR/*.toml in name order. A file that cannot be read becomes a message and is left out.
struct Directory {
  std::vector<DropIn> files;
  std::vector<Message> messages;
};
// One that is larger is an error.
constexpr std::size_t kLargestDropIn = 1 << 20;
Directory read_directory(const std::string& directory);

// Another one where any file has another name or text, or can be read no more.
std::string digest_of(const Directory& directory);

}  // namespace commonplace::config
