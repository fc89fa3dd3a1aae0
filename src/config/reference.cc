#include "config/reference.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "base/text.h"
#include "commonplace/version.h"
#include "config/keys.h"

namespace commonplace::config {
namespace {

// Text for people: paragraphs parted by empty lines, `code` and [links](page.md) as in Markdown.
constexpr std::string_view kIntroduction =
    R"(Every `*.toml` in the folder of the drop-ins is read in the order of its name; hidden files are not. The folder is what
`--config` says, else `$COMMONPLACE_CONFIG`, else `/etc/commonplace/feeds.d` where it exists, else `./feeds.d`. A file may
hold any of the tables below, so that one partner or one topic can be one file.

A slug, the name of a source or of a topic, is up to 63 characters of `a` to `z`, `0` to `9` and `-`. A duration is a
number and one of `s m h d w y`. A query is written in the language of [topics](topics.md). Wherever a list of texts is
expected, one text will do.

A mistake reads `FILE:LINE:COLUMN: error: what, and what would be right`; `commonplace check` shows them all. A file with a
mistake is left out whole; where the service had a good version of it before, that version stays in force, also over a
restart. Of two files with the same slug, the later is left out. Only a mistake in `[service]` keeps the daemon from
starting.

`check` also warns of what is understood and can hardly be meant: a source, tag, type, language or related topic that
nothing has, a topic none of whose sources is configured, a query that can never match because its parts or the topic's
settings exclude each other, an operator in small letters. A warning changes neither the exit code nor what the daemon
does.)";

constexpr std::string_view kAfterService =
    R"(A changed `listen`, `admin_listen` or `database` takes effect at the next start, everything else on reload.)";

constexpr std::string_view kAfterAlerts = R"(What is sent, and when, is told in [operations](operations.md#be-told).)";

constexpr std::string_view kAfterSource =
    R"(In `[defaults]` any of these keys is the default of all sources; only a `url` makes no sense there.

Secrets: values of `headers`, `username`, `password`, `proxy`, `access`, `database` and of the `webhook` and the `headers`
of alerts may hold `${env:NAME}` and `${file:PATH}`. What they stand for is never shown. Neither is a user name or a
password that stands in an address (`https://ann:secret@library.example/`): pages, listings, messages and the log have the
address without them, and links relative to it too.)";

constexpr std::string_view kAfterPage =
    R"(Expressions are XPath 1.0 on the parsed HTML, without what is in a `<template>`; all but `entries` are evaluated in each
entry. Of an element that is selected counts what a reader sees: no scripts, nothing hidden, a space for a line break or
a no-break space.)";

constexpr std::string_view kAfterStories =
    R"(For where an operator knows better than the comparison of texts: see [stories](stories.md). The key of an entry is the
12 characters in `/entries/KEY`; `commonplace entries` and `commonplace explain` show it.)";

struct Row {
  std::string_view name, fallback, meaning, example;
};

struct Table {
  std::string_view heading;
  std::string_view purpose;
  std::string_view header;  // of an example
  std::vector<Row> rows;
  std::string_view remarks;
};

template <class Target>
std::vector<Row> rows_of(std::span<const Key<Target>> keys) {
  std::vector<Row> rows;
  for (const Key<Target>& key : keys) rows.push_back({key.name, key.fallback, key.meaning, key.example});
  return rows;
}

std::vector<Table> tables() {
  return {
      {"[service]", "The service itself.", "[service]", rows_of(service_keys()), kAfterService},
      {"[service.alerts]", "A webhook that is told of sources in trouble; the same as `alerts = { … }` in `[service]`.",
       "[service.alerts]", rows_of(alerts_keys()), kAfterAlerts},
      {"[source.SLUG], and [defaults] for all of them", "A feed, or a page that is read as one.", "[source.lakeland]",
       rows_of(source_keys()), kAfterSource},
      {"[source.SLUG.page]",
       "How a news page that has no feed is read as one. `commonplace add` proposes rules for the page at an address.",
       "[source.lakeland.page]", rows_of(page_keys()), kAfterPage},
      {"[topic.SLUG]", "What is published together.", "[topic.partnerships]", rows_of(topic_keys()), {}},
      {"[stories]", "Which copies are one story.", "[stories]", rows_of(stories_keys()), kAfterStories},
  };
}

// --- Markdown -------------------------------------------------------------------------------------------------------

std::string to_cell(std::string_view text) { return base::replace_all(text, "|", "\\|"); }

std::string to_markdown(const Table& table) {
  std::string out = "## " + std::string(table.heading) + "\n\n" + std::string(table.purpose) + "\n\n";
  out += "| key | default | |\n| --- | --- | --- |\n";
  for (const Row& row : table.rows) {
    const std::string fallback = row.fallback.empty() ? "" : " `" + to_cell(row.fallback) + "`";
    out += "| `" + std::string(row.name) + "` |" + fallback + " | " + to_cell(row.meaning) + " |\n";
  }
  out += "\n```toml\n" + std::string(table.header) + "\n";
  for (const Row& row : table.rows) out += std::string(row.name) + " = " + std::string(row.example) + "\n";
  out += "```\n";
  if (!table.remarks.empty()) out += "\n" + std::string(table.remarks) + "\n";
  return out;
}

// --- man(7) ---------------------------------------------------------------------------------------------------------

std::string escape(std::string_view text) {
  return base::replace_all(base::replace_all(text, "\\", "\\e"), "-", "\\-");
}

// `code` becomes bold, of a [link](page.md) stays what is read.
std::string to_roff(std::string_view text) {
  std::string out;
  bool is_code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = is_code || text[i] != '[' ? text.npos : text.find(']', i);
    if (text[i] == '`') {
      is_code = !is_code;
      out += is_code ? "\\fB" : "\\fR";
    } else if (end != text.npos && text.substr(end).starts_with("](")) {
      out += to_roff(text.substr(i + 1, end - i - 1));
      i = text.find(')', end);
    } else {
      out += is_code ? escape(text.substr(i, 1)) : text[i] == '\\' ? "\\e" : std::string(1, text[i]);
    }
  }
  return out;
}

// A paragraph in short lines, none of which looks like a request.
std::string to_lines(std::string_view text) {
  constexpr std::size_t kWidth = 78;
  std::string out, line;
  const auto end_line = [&] {
    if (line.starts_with('.') || line.starts_with('\'')) out += "\\&";
    out += std::exchange(line, {}) + "\n";
  };
  std::string words = to_roff(text);
  std::ranges::replace(words, '\n', ' ');
  for (const std::string_view word : base::split(words, ' ')) {
    if (!line.empty() && line.size() + 1 + word.size() > kWidth) end_line();
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  end_line();
  return out;
}

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = text.find("\n\n");
    parts.push_back(text.substr(0, end));
    text = end == text.npos ? std::string_view() : text.substr(end + 2);
  }
  return parts;
}

std::string to_paragraphs(std::string_view text) {
  std::string out;
  for (const std::string_view paragraph : paragraphs(text)) out += ".PP\n" + to_lines(paragraph);
  return out;
}

std::string to_man(const Table& table) {
  std::string out = ".SH \"" + escape(table.heading) + "\"\n" + to_lines(table.purpose);
  for (const Row& row : table.rows) {
    const std::string fallback = row.fallback.empty() ? "" : " Default: `" + std::string(row.fallback) + "`.";
    out += ".TP\n.B " + escape(row.name) + "\n" + to_lines(std::string(row.meaning) + "." + fallback);
    out += ".nf\n" + escape(row.name) + " = " + escape(row.example) + "\n.fi\n";
  }
  return out + to_paragraphs(table.remarks);
}

}  // namespace

std::string reference_to_markdown() {
  std::string out = "<!-- Made of src/config/keys.cc by `config_reference markdown`: change it there. -->\n\n";
  out += "# Configuration\n\n" + std::string(kIntroduction) + "\n";
  for (const Table& table : tables()) out += "\n" + to_markdown(table);
  return out;
}

std::string reference_to_man() {
  std::string out =
      ".TH COMMONPLACE.TOML 5 2026-10-01 \"commonplace " + std::string(version()) + "\" \"File Formats\"\n";
  out += ".SH NAME\ncommonplace.toml \\- drop\\-ins that configure commonplace\n";
  out += ".SH SYNOPSIS\n.B /etc/commonplace/feeds.d/*.toml\n";
  out += ".SH DESCRIPTION\n" + to_paragraphs(kIntroduction).substr(std::string_view(".PP\n").size());
  for (const Table& table : tables()) out += to_man(table);
  out += ".SH SEE ALSO\n.BR commonplace (1)\n";
  return out;
}

}  // namespace commonplace::config
