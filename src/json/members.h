// Values → JSON members and back, for the model's shapes. Private to this folder: the only header that knows
// Boost.JSON.
//
// A writer leaves out what is empty. A reader leaves a field alone where its member is absent, and remembers the first
// member that has the wrong type.

#pragma once

#include <boost/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/result.h"

namespace commonplace::json {

// Which member spells which text field: one table serves both directions.
template <class T>
struct TextMember {
  std::string_view name;
  std::string T::*field;
};

// The text itself where it is valid UTF-8, else repaired.
boost::json::string json_text(std::string_view text);

void put(boost::json::object& object, std::string_view name, std::string_view text);
void put(boost::json::object& object, std::string_view name, const std::vector<std::string>& texts);
void put(boost::json::object& object, std::string_view name, const std::optional<Timestamp>& time);
void put(boost::json::object& object, std::string_view name, std::span<const Person> persons);
void put(boost::json::object& object, std::string_view name, std::span<const Category> categories);

template <class T>
boost::json::object text_members(const T& value, std::span<const TextMember<T>> table) {
  boost::json::object object;
  for (const auto& member : table) put(object, member.name, value.*member.field);
  return object;
}

template <class T>
void put(boost::json::object& object, std::string_view name, std::span<const T> values,
         std::span<const TextMember<T>> table) {
  boost::json::array array;
  for (const T& value : values) {
    if (boost::json::object members = text_members(value, table); !members.empty()) array.push_back(std::move(members));
  }
  if (!array.empty()) object[name] = std::move(array);
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
boost::json::object entry_object(const Entry& entry, EntryScope scope);

}  // namespace commonplace::json
