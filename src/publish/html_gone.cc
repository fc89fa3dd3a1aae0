// Where an entry was that is not kept any more: what it was, and where it may still be read.

#include "publish/html_layout.h"
#include "publish/html_pages.h"
#include "publish/html_parts.h"
#include "publish/links.h"

namespace commonplace::publish {
namespace {

constexpr std::string_view kGone = R"(<header class="head">
{meta}<h1 dir="auto">{title}</h1>
<p class="standfirst">{text}</p>
{link}<p><a href="{base}/">{home}</a></p>
</header>
)";

std::string_view words_for(TombstoneReason why, const Labels& labels) {
  switch (why) {
    case TombstoneReason::Withdrawn:
      return labels.withdrawn_text;
    case TombstoneReason::Hidden:
      return labels.hidden_text;
    case TombstoneReason::Pruned:
      break;
  }
  return labels.pruned_text;
}

}  // namespace

std::string write_gone_page(const GonePage& page) {
  const Labels& labels = labels_for(page.site.language);
  const Tombstone& left = page.left;
  const bool is_named = left.why != TombstoneReason::Hidden && !left.title.empty();
  Markup meta;
  Markup link;
  if (is_named) {
    meta = fill("<p class=\"meta\">{meta}</p>\n",
                {{"meta", meta_line({}, date_of(page.site, left.published, labels), labels)}});
  }
  if (const std::string url = public_url_of(left.link); is_named && !url.empty()) {
    link = fill("<p class=\"read\"><a class=\"address\" href=\"{url}\">{address}</a></p>\n",
                {{"url", url}, {"address", address(url)}});
  }
  Layout layout;
  layout.title = is_named ? left.title : std::string(labels.not_found);
  layout.indexing = Indexing::Unwanted;
  layout.main = fill(kGone, {{"meta", meta},
                             {"title", layout.title},
                             {"text", words_for(left.why, labels)},
                             {"link", link},
                             {"base", base_path(page.site)},
                             {"home", labels.home}});
  return lay_out(page.site, layout);
}

}  // namespace commonplace::publish
