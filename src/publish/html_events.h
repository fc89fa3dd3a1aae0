// Events to come, as topics' pages and the page of all events list them.

#pragma once

#include "commonplace/publish.h"
#include "publish/labels.h"
#include "publish/template.h"

namespace commonplace::publish {

// The next few of a topic, and where its calendar is; nothing where none is to come.
Markup upcoming_events(const TopicPage& page, const Labels& labels);

}  // namespace commonplace::publish
