// Which of the hints to believe, and the decoding that follows from it.
//
// Labels lie in known ways: servers send a default charset, and templates keep the declaration of another age. UTF-8 is
// almost never valid by accident, so bytes that are valid UTF-8 beyond ASCII refute a label that says otherwise. The
// default of text/* without charset (US-ASCII, RFC 3023) is ignored, as RFC 7303 does.

#include "commonplace/decode.h"

#include <algorithm>
#include <utility>

#include "base/counted.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "decode/convert.h"
#include "decode/hints.h"
#include "decode/labels.h"
#include "decode/mislabelled.h"

namespace commonplace {
namespace {

using decode::Encoding;

constexpr std::size_t kMaxInput = 10 << 20;
constexpr std::size_t kMaxOutput = 3 * kMaxInput;
constexpr std::size_t kMaxQuoted = 40;

// How the bytes read as UTF-8.
struct Utf8Census {
  std::size_t sequences = 0;  // well-formed, longer than a byte
  std::size_t bad_parts = 0;

  bool valid() const { return bad_parts == 0; }
  // Damaged, but meant as UTF-8. Text in GBK makes a valid sequence of every seventh character by chance, so more is
  // asked where nothing is declared.
  bool meant_where_declared() const { return valid() || 4 * sequences >= bad_parts; }
  bool meant() const { return valid() || sequences > bad_parts; }
};

Utf8Census count_utf8(std::string_view bytes) {
  Utf8Census census;
  for (std::size_t position = 0; (position = base::find_in<base::NonAscii>(bytes, position)) < bytes.size();) {
    const std::size_t length = base::sequence_length(bytes, position);
    ++(length == 0 ? census.bad_parts : census.sequences);
    position += length;
    if (length == 0) base::next_code_point(bytes, position);  // past all of the bad part
  }
  return census;
}

// "utf-7" in an issue: what is printable of a label, cut.
std::string quoted(std::string_view label) {
  std::string text = "'" + base::repair_utf8(base::truncate_utf8(label, kMaxQuoted)) + "'";
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
  return text;
}

tl::unexpected<Error> too_large(std::string_view what, std::size_t limit) {
  return fail(Errc::TooLarge, "the document is larger than " + std::string(what) + "=" + std::to_string(limit));
}

class Decoder {
 public:
  Decoder(std::string_view bytes, const CharsetHints& hints) : bytes_(bytes), hints_(hints) {}
  Decoder(std::string&& bytes, const CharsetHints& hints) : own_(std::move(bytes)), bytes_(own_), hints_(hints) {}

  Result<Utf8Text> run() {
    if (const decode::Signature mark = decode::find_byte_order_mark(bytes_); !mark.encoding.empty()) {
      bytes_.remove_prefix(mark.mark_size);
      if (mark.encoding == "UTF-8") census_ = count_utf8(bytes_);
      return finish(mark.encoding);
    }
    if (const decode::Signature zeros = decode::find_zero_pattern(bytes_); !zeros.encoding.empty()) {
      return finish(zeros.encoding);
    }
    if (decode::looks_like_ebcdic(bytes_)) {
      report("the document is in EBCDIC, which is not read");
      return Utf8Text{std::string(base::kReplacementUtf8), "replacement", std::move(issues_)};
    }
    census_ = count_utf8(bytes_);
    return finish(choose());
  }

 private:
  std::string_view choose() {
    const std::string http = decode::charset_of_content_type(hints_.content_type);
    if (const Encoding* declared = believable(http, "the HTTP header")) return declared->name;
    const std::string_view markup = decode::charset_of_markup(bytes_);
    if (const Encoding* declared = believable(markup, "the document")) return declared->name;
    if (census_.meant()) return "UTF-8";
    const std::string_view detected = decode::detect_encoding(bytes_);
    const std::string_view chosen = detected.empty() ? "windows-1252" : detected;
    report("the encoding is not declared rightly; read as " + std::string(chosen));
    return chosen;
  }

  // The encoding that the label names, unless it has no meaning or the bytes refute it.
  const Encoding* believable(std::string_view label, std::string_view where) {
    if (label.empty()) return nullptr;
    const std::string claim = std::string(where) + " declares the encoding " + quoted(label);
    const Encoding* declared = decode::find_encoding(label);
    if (declared == nullptr || declared->converter.empty()) {
      report(claim + ", which is not known");
      return nullptr;
    }
    if (declared->name.starts_with("UTF-16") || declared->name.starts_with("UTF-32")) {
      report(claim + ", but the bytes are not");
      return nullptr;
    }
    if (declared->name == "UTF-8" ? !census_.meant_where_declared()
                                  : census_.valid() && decode::is_utf8_under_label(bytes_, *declared)) {
      report(claim + ", but the bytes are " + (declared->name == "UTF-8" ? "not" : "valid UTF-8"));
      return nullptr;
    }
    return declared;
  }

  Result<Utf8Text> finish(std::string_view name) {
    Utf8Text result{{}, std::string(name), {}};
    std::size_t bad_parts = 0;
    if (name == "UTF-8") {
      bad_parts = census_.bad_parts;
      result.text = bad_parts > 0                  ? base::repair_utf8(bytes_)
                    : own_.size() == bytes_.size() ? std::move(own_)
                                                   : std::string(bytes_);
    } else {
      const Encoding* encoding = decode::find_encoding(name);
      std::optional<decode::Converted> converted = decode::convert(bytes_, encoding->converter, kMaxOutput);
      if (!converted) return fail(Errc::Io, "ICU has no converter for " + std::string(name));
      if (converted->too_large) return too_large("output", kMaxOutput);
      bad_parts = converted->bad_parts;
      result.text = std::move(converted->text);
    }
    if (result.text.size() > kMaxOutput) return too_large("output", kMaxOutput);
    if (bad_parts > 0)
      report(base::counted(bad_parts, "byte sequence", "byte sequences") + " without meaning in " + result.charset);
    drop_marks_and_zeros(result.text);
    result.issues = std::move(issues_);
    return result;
  }

  // A second byte order mark comes from files that were joined; U+0000 is in no format.
  void drop_marks_and_zeros(std::string& text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    std::size_t marks = 0;
    while (std::string_view(text).substr(marks).starts_with(kMark)) marks += kMark.size();
    text.erase(0, marks);
    if (text.find('\0') == std::string::npos) return;
    if (const auto zeros = static_cast<std::size_t>(std::erase(text, '\0')))
      report(base::counted(zeros, "NUL character", "NUL characters"));
  }

  void report(std::string text) { issues_.push_back({std::move(text), 0, IssueKind::Encoding}); }

  std::string own_;  // where the bytes were handed over
  std::string_view bytes_;
  const CharsetHints& hints_;
  Utf8Census census_;
  std::vector<Issue> issues_;
};

}  // namespace

Result<Utf8Text> decode_to_utf8(std::string_view bytes, const CharsetHints& hints) {
  if (bytes.size() > kMaxInput) return too_large("input", kMaxInput);
  return Decoder(bytes, hints).run();
}

Result<Utf8Text> decode_in_place(std::string bytes, const CharsetHints& hints) {
  if (bytes.size() > kMaxInput) return too_large("input", kMaxInput);
  return Decoder(std::move(bytes), hints).run();
}

}  // namespace commonplace
