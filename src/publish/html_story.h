// A story in a list: its title, what it is, how it begins, and whom it is from.

#pragma once

#include "commonplace/publish.h"
#include "publish/labels.h"
#include "publish/template.h"

namespace commonplace::publish {

// `title` and `excerpt` as they are shown.
Markup story_article(const Site& site, const Story& story, const Publisher& publisher, const Markup& title,
                     const Markup& excerpt, const Labels& labels);
// The same of an event in a calendar, where only the day counts on which it takes place.
Markup event_article(const Site& site, const Story& story, const Publisher& publisher, const Labels& labels);

}  // namespace commonplace::publish
