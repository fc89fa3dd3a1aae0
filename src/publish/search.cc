#include "publish/search.h"

#include "publish/labels.h"
#include "publish/template.h"

namespace commonplace::publish {

bool has_next(const SearchPage& page) { return page.asked.page * SearchPage::kEntries < page.total; }

std::string search_title(const SearchPage& page) {
  const Labels& labels = labels_for(page.site.language);
  if (page.asked.query.empty()) return std::string(labels.search);
  return fill_text(labels.search_for, {{"query", page.asked.query}});
}

std::string name_of(const std::vector<SearchPage::Choice>& choices, const std::string& value) {
  for (const SearchPage::Choice& choice : choices) {
    if (choice.value == value && !choice.name.empty()) return choice.name;
  }
  return value;
}

}  // namespace commonplace::publish
