#include "cli/status_text.h"

#include <boost/json.hpp>
#include <string_view>

#include "base/counted.h"
#include "cli/wrap.h"
#include "commonplace/time.h"
#include "runtime/log.h"
#include "serve/health.h"

namespace commonplace::cli {
namespace {

namespace json = boost::json;

// Some of it is a stranger's, and must not steer the terminal.
std::string printable(const json::value& value) {
  return value.is_string() ? runtime::escape_controls(value.as_string()) : std::string();
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value ? printable(*value) : std::string();
}

std::int64_t number_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value && value->is_number() ? value->to_number<std::int64_t>() : 0;
}

const json::array& list_of(const json::object& object, std::string_view name) {
  static const json::array kNone;
  const json::value* value = object.if_contains(name);
  return value && value->is_array() ? value->as_array() : kNone;
}

std::optional<Timestamp> time_of(const json::object& object, std::string_view name) {
  const auto date = parse_date(text_of(object, name));
  return date ? std::optional(date->instant) : std::nullopt;
}

class Page {
 public:
  Page(const json::object& status, Style style, std::optional<std::size_t> width)
      : status_(status), style_(style), width_(width), now_(time_of(status, "now").value_or(Timestamp{})) {}

  std::string write(const std::string& address) {
    const bool is_calm = list_of(status_, "broken").empty() && text_of(status_, "outage").empty() && !has_errors();
    line(text_of(status_, "service") + ": " + paint(text_of(status_, "verdict"), is_calm ? "\x1b[32m" : "\x1b[1;31m"));
    if (const std::string outage = text_of(status_, "outage"); !outage.empty()) line("This machine is " + outage + ".");
    for (const json::value& source : list_of(status_, "broken")) trouble(source.as_object());
    for (const json::value& source : list_of(status_, "moved")) trouble(source.as_object());
    configuration();
    line("");
    paragraph("", counts());
    paragraph("", process(address));
    return std::move(text_);
  }

 private:
  void line(const std::string& words) { text_ += words + '\n'; }
  void paragraph(std::string_view indent, const std::string& words) { text_ += wrap(indent, words, width_); }
  std::string paint(const std::string& words, std::string_view colour) const {
    return style_ == Style::Plain ? words : std::string(colour) + words + "\x1b[0m";
  }

  bool has_errors() const { return !list_of(status_, "left_out").empty() || !list_of(status_, "kept").empty(); }

  void trouble(const json::object& source) {
    const std::string slug = text_of(source, "source"), title = text_of(source, "title");
    line("");
    line(paint(slug, "\x1b[1m") + (title.empty() ? "" : "  " + title));
    paragraph("  ", text_of(source, "words"));
    if (const std::string next = text_of(source, "next"); !next.empty()) paragraph("  ", next);
    if (const auto good = time_of(source, "last_success"))
      line("  Last good answer: " + serve::relative_time(*good, now_) + ".");
  }

  void configuration() {
    if (list_of(status_, "messages").empty()) return;
    line("");
    line(paint("Configuration", "\x1b[1m"));
    for (const json::value& message : list_of(status_, "messages")) paragraph("  ", printable(message));
    for (const json::value& file : list_of(status_, "left_out")) paragraph("  ", printable(file) + " is left out.");
    for (const json::value& file : list_of(status_, "kept"))
      paragraph("  ", printable(file) + " is bad; its last good content stays in force.");
  }

  std::string counts() const {
    std::string words = base::counted(number_of(status_, "sources"), "source", "sources");
    std::string states;
    if (const json::value* counts = status_.if_contains("states"); counts && counts->is_object()) {
      for (const auto& [state, count] : counts->as_object()) {
        states += (states.empty() ? "" : ", ") + std::to_string(count.to_number<std::int64_t>()) + " " +
                  std::string(serve::state_words(state));
      }
    }
    if (!states.empty()) words += " (" + states + ")";
    words += ", " + base::counted(number_of(status_, "entries"), "entry", "entries") + ", " +
             base::counted(number_of(status_, "topics"), "topic", "topics");
    if (const auto next = time_of(status_, "next_poll"))
      words += "; next poll " + (*next <= now_ ? std::string("now") : serve::relative_time(*next, now_));
    return words;
  }

  std::string process(const std::string& address) const {
    std::string words = "commonplace " + text_of(status_, "version");
    if (const auto started = time_of(status_, "started")) words += ", started " + serve::relative_time(*started, now_);
    const json::value* ready = status_.if_contains("ready");
    if (ready && ready->is_bool() && !ready->as_bool()) words += ", not published yet";
    if (!address.starts_with("unix:")) words += "; more at http://" + address + "/status";
    return words;
  }

  const json::object& status_;
  const Style style_;
  const std::optional<std::size_t> width_;
  const Timestamp now_;
  std::string text_;
};

}  // namespace

std::string status_text(const json::object& status, const std::string& address, Style style,
                        std::optional<std::size_t> width) {
  return Page(status, style, width).write(address);
}

}  // namespace commonplace::cli
