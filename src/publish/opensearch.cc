#include "publish/opensearch.h"

#include "base/utf8.h"
#include "publish/labels.h"
#include "publish/links.h"
#include "publish/template.h"
#include "xml/writer.h"

namespace commonplace::publish {
namespace {

// The specification's limits, in characters.
constexpr std::size_t kShortName = 16;
constexpr std::size_t kLongName = 48;

// As many whole words as fit; of a first word that does not, its beginning.
std::string_view first_words(std::string_view text, std::size_t most) {
  std::size_t end = 0, last_word = 0;
  for (std::size_t count = 0; count < most && end < text.size(); ++count) {
    if (text[end] == ' ') last_word = end;
    base::next_code_point(text, end);
  }
  if (end < text.size() && text[end] != ' ' && last_word > 0) end = last_word;
  return text.substr(0, end);
}

void write_url(xml::Writer& writer, std::string_view type, std::string_view address) {
  writer.open("Url").attribute("type", type).attribute("template", address).close();
}

}  // namespace

std::string write_search_description(const Site& site) {
  const Labels& labels = labels_for(site.language);
  constexpr char kAsked[] = "?q={searchTerms}&page={startPage?}";
  xml::Writer writer;
  writer.open("OpenSearchDescription").attribute("xmlns", "http://a9.com/-/spec/opensearch/1.1/");
  writer.element("ShortName", first_words(site.title, kShortName));
  writer.element("LongName", first_words(site.title, kLongName));
  writer.element("Description", fill_text(labels.search_in, {{"title", site.title}}));
  write_url(writer, "text/html", site.public_url + "/search" + kAsked);
  write_url(writer, media_type(OutputFormat::Atom), site.public_url + "/search.atom" + kAsked);
  writer.open("Url").attribute("type", "application/opensearchdescription+xml").attribute("rel", "self");
  writer.attribute("template", search_description_url(site)).close();
  writer.open("Image").attribute("type", "image/svg+xml").text(site.public_url + "/assets/icon.svg").close();
  writer.element_if("Language", site.language);
  writer.element("InputEncoding", "UTF-8");
  writer.element("OutputEncoding", "UTF-8");
  writer.close();
  return std::move(writer).finish();
}

}  // namespace commonplace::publish
