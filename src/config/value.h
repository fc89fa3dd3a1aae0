// One TOML value on its way into the configuration: typed reading, with a message that says what and where.

#pragma once

#include <toml++/toml.h>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

namespace commonplace::config {

// Collects the messages of one file.
class Reporter {
 public:
  // `text` is the file's; it outlives this.
  Reporter(std::string file, std::string_view text, std::vector<Message>& messages)
      : file_(std::move(file)), text_(text), messages_(messages) {}

  void error(const toml::source_region& where, std::string text);
  void warning(const toml::source_region& where, std::string text);
  // At byte `offset` of a string's value.
  void error_inside(const toml::node& value, std::size_t offset, std::string text);
  // The same where the value is a query.
  void error_in_query(const toml::node& value, std::size_t offset, std::string text);
  void warning_in_query(const toml::node& value, std::size_t offset, std::string text);

  bool failed() const { return failed_; }
  const std::string& file() const { return file_; }
  std::string_view text() const { return text_; }

 private:
  Message& add(Message::Severity severity, std::uint32_t line, std::uint32_t column, std::string text);
  Message& add_inside(Message::Severity severity, const toml::node& value, std::size_t offset, std::string text);
  void add_query(Message::Severity severity, const toml::node& value, std::size_t offset, std::string text);

  std::string file_;
  std::string_view text_;
  std::vector<Message>& messages_;
  bool failed_ = false;
};

// A value with its key and the place to complain. Every `read` leaves its target alone on failure.
class Value {
 public:
  Value(std::string_view key, const toml::node& node, Reporter& reporter, const Place& place)
      : key_(key), node_(node), reporter_(reporter), place_(place) {}

  bool read(std::string& target) const;
  bool read(bool& target) const;
  bool read(int& target, int least, int most) const;
  bool read(std::size_t& target, std::size_t least, std::size_t most) const;
  bool read(double& target, double least) const;
  bool read(std::chrono::seconds& target) const;      // "90s" "15m" "1h" "365d" "2w" "2y"
  bool read(std::vector<std::string>& target) const;  // strings; one string counts as a list of one
  bool read(std::map<std::string, std::string>& target) const;
  bool read_secret(std::string& target) const;  // with ${env:NAME} and ${file:PATH} filled in
  // The same, but that a secret which is not there is no error: a warning, and `is_there` is false.
  bool read_token(std::string& target, bool& is_there) const;
  bool read_headers(std::map<std::string, std::string>& target) const;  // values filled in, like a secret
  // Whether a text that read_secret gave is what it stands for, and can be judged; see Secrets::AsWritten.
  bool is_filled_in(std::string_view text) const;
  // A string out of a list; the message names the choices.
  std::optional<std::size_t> read_choice(std::initializer_list<std::string_view> choices) const;
  bool read_query(std::string& target) const;  // SPEC §6; the message points into the query
  bool read_http_url(std::string& target) const;

  const toml::node& node() const { return node_; }
  std::string_view key() const { return key_; }
  Reporter& reporter() const { return reporter_; }
  const Place& place() const { return place_; }
  bool complain(std::string text) const;  // an error at the value; returns false

 private:
  bool wrong_type(std::string_view expected) const;
  // Why a text cannot be filled in, and where in it.
  struct Unfilled {
    std::size_t offset = 0;
    std::string why;
    bool is_missing = false;  // what is well named is not there
  };
  std::optional<Unfilled> try_fill_in(std::string text, std::string& target) const;
  bool fill_in(const toml::node& node, std::string text, std::string& target) const;

  std::string_view key_;
  const toml::node& node_;
  Reporter& reporter_;
  const Place& place_;
};

std::optional<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace commonplace::config
