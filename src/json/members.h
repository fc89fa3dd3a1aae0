// Values → JSON members and back, for the model's shapes. Private to this folder: the only header that knows
// Boost.JSON, which reads; what is written needs no tree (json/writer.h).
//
// A writer leaves out what is empty. A reader leaves a field alone where its member is absent, and remembers the first
// member that has the wrong type.

#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/result.h"
#include "json/writer.h"

namespace commonplace::json {

// Which member spells which text field: one table serves both directions.
template <class T>
struct TextMember {
  std::string_view name;
  std::string T::*field;
};

// What is empty is left out.
void put(Writer& writer, std::string_view name, std::string_view text);
void put(Writer& writer, std::string_view name, const std::vector<std::string>& texts);
void put(Writer& writer, std::string_view name, const std::optional<Timestamp>& time);
void put(Writer& writer, std::string_view name, const std::vector<Person>& persons);
void put(Writer& writer, std::string_view name, const std::vector<Category>& categories);

template <class T>
void write_members(Writer& writer, const T& value, std::span<const TextMember<T>> table) {
  writer.begin_object();
  for (const auto& member : table) put(writer, member.name, value.*member.field);
  writer.end_object();
}

template <class T>
void put(Writer& writer, std::string_view name, const std::vector<T>& values, std::span<const TextMember<T>> table) {
  const auto says_something = [table](const T& value) {
    return std::ranges::any_of(table, [&value](const auto& member) { return !(value.*member.field).empty(); });
  };
  if (std::ranges::none_of(values, says_something)) return;
  writer.name(name);
  writer.begin_array();
  for (const T& value : values) {
    if (says_something(value)) write_members(writer, value, table);
  }
  writer.end_array();
}

class MemberReader {
 public:
  explicit MemberReader(const boost::json::object& object) : object_(object) {}

  void read(std::string_view name, std::string& text);
  void read(std::string_view name, bool& flag);
  void read(std::string_view name, std::uint32_t& number);
  void read(std::string_view name, std::optional<int>& number);
  void read(std::string_view name, std::vector<std::string>& texts);
  void read(std::string_view name, std::optional<Timestamp>& time);
  void read(std::string_view name, std::optional<std::chrono::year_month_day>& day);
  void read(std::string_view name, std::vector<Person>& persons);
  void read(std::string_view name, std::vector<Category>& categories);

  template <class T>
  void read(std::string_view name, std::vector<T>& values, std::span<const TextMember<T>> table) {
    const boost::json::array* array = array_of(name);
    if (!array) return;
    values.reserve(array->size());
    for (const boost::json::value& item : *array) {
      const boost::json::object* members = item.if_object();
      if (!members) return wrong(name, "an array of objects");
      T& value = values.emplace_back();
      MemberReader reader(*members);
      for (const auto& member : table) reader.read(member.name, value.*member.field);
      adopt(reader, name);
    }
  }

  // The members of an object within, read by `body`; not called where it is absent.
  template <class Body>
  void read_object(std::string_view name, Body body) {
    const boost::json::value* value = object_.if_contains(name);
    if (!value) return;
    const boost::json::object* members = value->if_object();
    if (!members) return wrong(name, "an object");
    MemberReader reader(*members);
    body(reader);
    adopt(reader, name);
  }

  void wrong(std::string_view name, std::string_view expected);
  const std::string& problem() const { return problem_; }  // empty: all was well

 private:
  const boost::json::array* array_of(std::string_view name);
  void adopt(const MemberReader& inner, std::string_view name);

  const boost::json::object& object_;
  std::string problem_;
};

// The text as one JSON object. Error: Malformed.
Result<boost::json::object> parse_object(std::string_view text);

// The one entry shape, for embedding in a larger document.
enum class EntryScope;
void write_entry(Writer& writer, const Entry& entry, EntryScope scope);

}  // namespace commonplace::json
