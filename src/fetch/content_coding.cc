#include "fetch/content_coding.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "fetch/inflate.h"
#include "fetch/unbrotli.h"
#include "fetch/unzstd.h"

namespace commonplace::fetch {

struct Coding {
  std::string_view label;
  bool (*may_begin)(std::string_view bytes);
  std::unique_ptr<Decoder> (*make)();
};

namespace {

constexpr std::size_t kMostCodings = 4;  // nobody compresses so often, but to wear us out
constexpr std::size_t kLongestQuote = 40;

std::unique_ptr<Decoder> make_gzip() { return std::make_unique<Inflate>(Inflate::Format::Gzip); }
std::unique_ptr<Decoder> make_deflate() { return std::make_unique<Inflate>(Inflate::Format::Deflate); }
std::unique_ptr<Decoder> make_brotli() { return std::make_unique<Unbrotli>(); }
std::unique_ptr<Decoder> make_zstd() { return std::make_unique<Unzstd>(); }
bool anything(std::string_view) { return true; }

constexpr Coding kCodings[] = {
    {"gzip", begins_like_gzip, make_gzip},   {"x-gzip", begins_like_gzip, make_gzip},
    {"br", begins_like_brotli, make_brotli}, {"zstd", begins_like_zstd, make_zstd},
    {"deflate", anything, make_deflate},
};

// A letter, a sign or a space of ASCII, or a byte order mark.
bool begins_like_text(std::string_view bytes) {
  const char first = bytes.front();
  return (first >= ' ' && first <= '~') || std::string_view("\t\n\r\xEF\xFE\xFF").find(first) != std::string_view::npos;
}

}  // namespace

BodyDecoder::BodyDecoder(std::span<const std::string_view> fields, std::size_t largest) : largest_(largest) {
  for (const std::string_view field : fields) {
    for (const std::string_view label : base::split(field, ',')) add(base::trim(label));
  }
  std::ranges::reverse(stages_);  // named in the order in which they were applied
  if (stages_.size() > kMostCodings) {
    stop(Errc::BadResponse, "the body is compressed " + std::to_string(stages_.size()) + " times over");
  }
}

void BodyDecoder::add(std::string_view label) {
  const auto known = std::ranges::find_if(
      kCodings, [&](const Coding& coding) { return base::equals_ignoring_case(coding.label, label); });
  if (known != std::end(kCodings)) {
    stages_.push_back({&*known});
  } else if (!label.empty() && !base::equals_ignoring_case(label, "identity")) {
    unknown_ = label;
  }
}

bool BodyDecoder::feed(std::string_view bytes, const Decoder::Sink& sink) { return !fault_ && pass(0, bytes, sink); }

bool BodyDecoder::pass(std::size_t number, std::string_view bytes, const Decoder::Sink& sink) {
  if (bytes.empty()) return true;
  if (number == stages_.size()) return deliver(bytes, sink);
  Stage& stage = stages_[number];
  if (!stage.has_begun && stage.coding->may_begin(bytes)) stage.decoder = stage.coding->make();
  stage.has_begun = true;
  if (!stage.decoder) return pass(number + 1, bytes, sink);
  const bool is_last = number + 1 == stages_.size();
  const auto next = [&](std::string_view decoded) {
    stage.size += decoded.size();
    if (!is_last && stage.size > largest_) return stop_growing();
    return pass(number + 1, decoded, sink);
  };
  switch (stage.decoder->feed(bytes, next)) {
    case Decoder::State::Corrupt:
      return stop(Errc::BadResponse, "the body is not " + std::string(stage.coding->label) + " as it says");
    case Decoder::State::Stopped:
      return false;
    default:
      return true;
  }
}

bool BodyDecoder::deliver(std::string_view bytes, const Decoder::Sink& sink) {
  if (!has_delivered_ && !unknown_.empty() && !begins_like_text(bytes)) {
    const std::string label(base::truncate_utf8(base::repair_utf8(unknown_), kLongestQuote));
    return stop(Errc::BadResponse, "the body is encoded as \"" + label + "\", which we cannot read");
  }
  has_delivered_ = true;
  return sink(bytes);
}

bool BodyDecoder::stop_growing() {
  return stop(Errc::TooLarge,
              "the body grows too much when decompressed (limit body_bytes=" + std::to_string(largest_) + ")");
}

bool BodyDecoder::stop(Errc code, std::string detail) {
  fault_ = Error{code, std::move(detail)};
  return false;
}

bool BodyDecoder::is_whole() const {
  return std::ranges::all_of(
      stages_, [](const Stage& stage) { return !stage.decoder || stage.decoder->state() == Decoder::State::Complete; });
}

}  // namespace commonplace::fetch
