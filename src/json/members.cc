#include "json/members.h"

#include "commonplace/time.h"

namespace commonplace::json {
namespace {

constexpr TextMember<Person> kPersonMembers[] = {
    {"name", &Person::name}, {"email", &Person::email}, {"uri", &Person::uri}};
constexpr TextMember<Category> kCategoryMembers[] = {
    {"term", &Category::term}, {"scheme", &Category::scheme}, {"label", &Category::label}};

}  // namespace

void put(Writer& writer, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  writer.name(name);
  writer.string(text);
}

void put(Writer& writer, std::string_view name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  writer.name(name);
  writer.begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

void put(Writer& writer, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) put(writer, name, to_rfc3339(*time));
}

void put(Writer& writer, std::string_view name, const std::vector<Person>& persons) {
  put<Person>(writer, name, persons, kPersonMembers);
}

void put(Writer& writer, std::string_view name, const std::vector<Category>& categories) {
  put<Category>(writer, name, categories, kCategoryMembers);
}

void MemberReader::read(std::string_view name, std::string& text) {
  const boost::json::value* value = object_.if_contains(name);
  if (!value) return;
  const boost::json::string* string = value->if_string();
  if (!string) return wrong(name, "a string");
  text.assign(string->data(), string->size());
}

void MemberReader::read(std::string_view name, bool& flag) {
  const boost::json::value* value = object_.if_contains(name);
  if (!value) return;
  const bool* boolean = value->if_bool();
  if (!boolean) return wrong(name, "true or false");
  flag = *boolean;
}

void MemberReader::read(std::string_view name, std::uint32_t& number) {
  const boost::json::value* value = object_.if_contains(name);
  if (!value) return;
  boost::json::error_code error;
  const auto read = value->to_number<std::uint32_t>(error);
  if (error) return wrong(name, "a whole number");
  number = read;
}

void MemberReader::read(std::string_view name, std::optional<int>& number) {
  const boost::json::value* value = object_.if_contains(name);
  if (!value) return;
  boost::json::error_code error;
  const auto read = value->to_number<int>(error);
  if (error) return wrong(name, "a whole number");
  number = read;
}

void MemberReader::read(std::string_view name, std::vector<std::string>& texts) {
  const boost::json::array* array = array_of(name);
  if (!array) return;
  texts.reserve(array->size());
  for (const boost::json::value& item : *array) {
    const boost::json::string* string = item.if_string();
    if (!string) return wrong(name, "an array of strings");
    texts.emplace_back(string->data(), string->size());
  }
}

void MemberReader::read(std::string_view name, std::optional<Timestamp>& time) {
  std::string text;
  read(name, text);
  if (text.empty()) return;
  const std::optional<DateReading> reading = parse_date(text);
  if (!reading) return wrong(name, "a date");
  time = reading->instant;
}

void MemberReader::read(std::string_view name, std::optional<std::chrono::year_month_day>& day) {
  std::string text;
  read(name, text);
  if (text.empty()) return;
  const std::optional<DateReading> reading = parse_date(text);
  if (!reading) return wrong(name, "a day");
  day = reading->day;
}

void MemberReader::read(std::string_view name, std::vector<Person>& persons) {
  read<Person>(name, persons, kPersonMembers);
}

void MemberReader::read(std::string_view name, std::vector<Category>& categories) {
  read<Category>(name, categories, kCategoryMembers);
}

void MemberReader::wrong(std::string_view name, std::string_view expected) {
  if (problem_.empty()) problem_ = "\"" + std::string(name) + "\" is not " + std::string(expected);
}

const boost::json::array* MemberReader::array_of(std::string_view name) {
  const boost::json::value* value = object_.if_contains(name);
  if (!value) return nullptr;
  const boost::json::array* array = value->if_array();
  if (!array) wrong(name, "an array");
  return array;
}

void MemberReader::adopt(const MemberReader& inner, std::string_view name) {
  if (problem_.empty() && !inner.problem_.empty()) problem_ = inner.problem_ + " in \"" + std::string(name) + "\"";
}

Result<boost::json::object> parse_object(std::string_view text) {
  boost::json::error_code error;
  boost::json::value value = boost::json::parse(text, error);
  if (error) return fail(Errc::Malformed, "not JSON: " + error.message());
  if (!value.is_object()) return fail(Errc::Malformed, "not a JSON object");
  return std::move(value.as_object());
}

}  // namespace commonplace::json
