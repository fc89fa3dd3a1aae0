// What a reader sees where there is no page: in plain words, with a way back.

#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/links.h"

namespace commonplace::publish {
namespace {

struct Words {
  std::string_view title;
  std::string_view text;
};

Words words_for(int status, const Labels& labels) {
  switch (status) {
    case 401:
      return {labels.not_for_everybody, labels.not_for_everybody_text};
    case 404:
    case 410:
      return {labels.not_found, labels.not_found_text};
    case 503:
      return {labels.not_ready, labels.not_ready_text};
    default:
      if (status >= 500) return {labels.failed, labels.failed_text};
      return {labels.bad_request, labels.bad_request_text};
  }
}

}  // namespace

std::string write_error_page(const Site& site, int status) {
  const Labels& labels = labels_for(site.language);
  const Words words = words_for(status, labels);
  Layout layout;
  layout.title = std::string(words.title);
  layout.indexing = Indexing::Unwanted;
  layout.main = fill(R"(<header class="head">
<h1>{title}</h1>
<p class="standfirst">{text}</p>
<p><a href="{base}/">{home}</a></p>
</header>
)",
                     {{"title", words.title}, {"text", words.text}, {"base", base_path(site)}, {"home", labels.home}});
  return lay_out(site, layout);
}

}  // namespace commonplace::publish
