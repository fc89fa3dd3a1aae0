// What is stored of topics and entries, as the admin API lists it.

#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/topic.h"
#include "config/config.h"
#include "store/store.h"

namespace commonplace::app {

// {"topic","title","stories","changed"}; `topic` is its configuration, where it has one.
boost::json::object topic_object(const store::TopicRow& row, const Topic* topic);

const Topic* find_topic(const config::Config& config, std::string_view slug);

// An array of these.
Result<std::string> list_topics(store::Store& store, const config::Config& config);

// Those that the query takes, all where it takes everything, in the order of all listings.
Result<std::vector<Entry>> entries_that_match(store::Store& store, const config::Config& config, Query query,
                                              store::EntryFilter filter);

// An array of entries in the order of all listings, narrowed by the parameters topic, source, since, match and limit
// (50 where it is not given, at most 1000). Errors: BadQuery, saying which value means nothing; NotFound for a slug
// that nothing has.
Result<std::string> list_entries(store::Store& store, const config::Config& config, std::string_view query);

}  // namespace commonplace::app
