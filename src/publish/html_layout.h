// The frame around every page: head, mast, main, colophon.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/publish.h"
#include "publish/labels.h"
#include "publish/template.h"

namespace commonplace::publish {

enum class Indexing { Welcome, Unwanted };                // by search engines
enum class Place { Topics, Events, Sources, Elsewhere };  // of those that every page leads to
enum class Mast { Full, WithoutTitle, WithoutSearch, None };

struct Layout {
  std::string title;
  std::string description;    // one sentence for search results and previews; empty: none
  std::string canonical_url;  // absolute; empty: none
  Indexing indexing = Indexing::Welcome;
  Mast mast = Mast::Full;
  Place place = Place::Elsewhere;
  Markup head;  // more for <head>: alternates, JSON-LD
  Markup main;  // the inside of <main>
};

std::string lay_out(const Site& site, const Layout& layout);

}  // namespace commonplace::publish
