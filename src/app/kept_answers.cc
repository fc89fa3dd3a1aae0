#include "app/kept_answers.h"

#include <utility>

#include "serve/negotiate.h"

namespace commonplace::app {
namespace {

std::size_t size_of(const std::string& question, const serve::Representation& document) {
  constexpr std::size_t kRest = 512;  // headers and the map
  std::size_t size = question.size() + document.identity.body.size() + kRest;
  for (const auto& variant : {document.gzip, document.brotli}) size += variant ? variant->body.size() : 0;
  return size;
}

}  // namespace

std::string question_of(std::string what, std::string_view accept_encoding) {
  switch (serve::choose_encoding(accept_encoding, {.gzip = true, .brotli = true})) {
    case serve::Encoding::Identity:
      return what;
    case serve::Encoding::Gzip:
      return std::move(what) + "\ngzip";
    case serve::Encoding::Brotli:
      return std::move(what) + "\nbr";
  }
  return what;
}

KeptAnswers::Document KeptAnswers::find(const std::string& question) const {
  const auto found = documents_.find(question);
  return found == documents_.end() ? nullptr : found->second;
}

void KeptAnswers::forget() {
  documents_.clear();
  bytes_ = 0;
  ++state_;
}

void KeptAnswers::keep(const std::string& question, Document document, std::uint64_t state) {
  if (state != state_ || documents_.contains(question)) return;
  const std::size_t size = size_of(question, *document);
  if (size > kMostBytes) return;
  if (bytes_ + size > kMostBytes) {
    documents_.clear();
    bytes_ = 0;
  }
  documents_.emplace(question, std::move(document));
  bytes_ += size;
}

}  // namespace commonplace::app
