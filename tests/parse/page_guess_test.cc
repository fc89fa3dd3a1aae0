// News pages without a feed: the rules that are guessed for them, and what these read.

#include "parse/page_guess.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "base/text.h"
#include "parse/page.h"

namespace commonplace::parse {
namespace {

Utf8Text page_of(std::string html) { return {std::move(html), "UTF-8", {}}; }

const Url& base() {
  static const Url base = *parse_url("https://riverside.example.org/news/");
  return base;
}

// One line a rule.
std::string rules_of(const std::string& html) {
  const auto rules = guess_page_rules(page_of(html), base());
  if (!rules) return "nothing";
  std::string lines = "entries " + rules->entries + "\ntitle " + rules->title + "\nlink " + rules->link + "\n";
  for (const auto& [name, rule] : {std::pair("date ", &rules->date),
                                   {"meta ", &rules->meta},
                                   {"pattern ", &rules->meta_pattern},
                                   {"summary ", &rules->summary}}) {
    if (!rule->empty()) lines += name + *rule + "\n";
  }
  return lines;
}

// Title, link, date and summary of each entry that the guessed rules read.
std::string entries_of(const std::string& html) {
  const auto rules = guess_page_rules(page_of(html), base());
  if (!rules) return "nothing";
  const auto feed = parse_page(page_of(html), base(), *rules);
  if (!feed) return feed.error().detail;
  std::string lines;
  for (const ParsedEntry& entry : feed->entries) {
    lines += entry.title.value + " | " + (entry.links.empty() ? "" : entry.links[0].href) + " | " +
             (entry.dates.empty() ? "" : entry.dates[0].text) + " | " + entry.summary.value +
             (entry.type.empty() ? "" : " | " + entry.type) + "\n";
  }
  return lines;
}

const std::string kNavigation =
    "<header><nav><ul class=menu><li><a href=/a>Opening hours and visits</a><li><a href=/b>Borrow and renew things</a>"
    "<li><a href=/c>Children and families</a><li><a href=/d>Local history collections</a></ul></nav></header>";
const std::string kFooter =
    "<footer><ul class=links><li><a href=/i>Imprint of the library</a><li><a href=/p>Privacy of our readers</a>"
    "<li><a href=/j>Jobs in the library</a><li><a href=/k>Contact the library</a></ul></footer>";
const std::string kLong = "What happened in the library this week, told in a sentence that is long enough for a text.";

std::string text_of(int number) { return kLong + " " + std::to_string(number); }

TEST(GuessPageRules, ReadsDivisionsWithHeadingsAndALineAboutThem) {
  const std::string html =
      "<title>News</title>" + kNavigation + "<h1>Partnerships</h1>" +
      "<div class='news-item'><h3><a href='/1'>Sustaining ecosystems together</a></h3><p class=meta>Publish Date: News "
      "/ "
      "24 October 2024</p><p class=excerpt>" +
      text_of(1) +
      "</p></div>"
      "<div class='news-item'><h3><a href='/2'>Building a community garden</a></h3><p class=meta>Publish Date: Webinar "
      "/ "
      "9 October 2024</p><p class=excerpt>" +
      text_of(2) +
      "</p></div>"
      "<div class='news-item'><h3><a href='/3'>Data for non-profits</a></h3><p class=meta>Publish Date: News / "
      "8 August 2024</p><p class=excerpt>" +
      text_of(3) +
      "</p></div>"
      "<aside><h3><a href='/other'>Community engagement</a></h3></aside>" +
      kFooter;
  EXPECT_EQ(rules_of(html),
            "entries //div[contains(concat(' ', normalize-space(@class), ' '), ' news-item ')]\n"
            "title .//h3\n"
            "link .//h3/a/@href\n"
            "meta .//p[@class='meta']\n"
            "pattern (?:^|: *)(?P<type>\\pL+) *[/|·•–—] *(?P<date>[^/|·•–—]+)$\n"
            "summary .//p[@class='excerpt']\n");
  EXPECT_EQ(entries_of(html), "Sustaining ecosystems together | /1 | 24 October 2024 | " + text_of(1) +
                                  " | News\n"
                                  "Building a community garden | /2 | 9 October 2024 | " +
                                  text_of(2) +
                                  " | Webinar\n"
                                  "Data for non-profits | /3 | 8 August 2024 | " +
                                  text_of(3) + " | News\n");
}

struct Page {
  const char* name;
  std::string html;
  std::string entries;
};

class GuessPageRulesOf : public testing::TestWithParam<Page> {};

TEST_P(GuessPageRulesOf, ReadsWhatAPersonWouldCallItsNews) {
  EXPECT_EQ(entries_of(GetParam().html), GetParam().entries);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, GuessPageRulesOf,
    testing::Values(
        Page{"a_blog",
             kNavigation +
                 "<main><article class='post-12 post type-post hentry'><header><h2 class=entry-title><a href='/12' "
                 "rel=bookmark>A new reading room</a></h2><span class=posted-on>Posted on <time "
                 "datetime='2026-11-20T09:00:00Z'>"
                 "20 November</time></span></header><div class=entry-summary><p>" +
                 text_of(1) +
                 "</p><a href='/12'>Read more</a></div></article>"
                 "<article class='post-11 post type-post hentry sticky'><header><h2 class=entry-title><a href='/11' "
                 "rel=bookmark>Maps of the harbour</a></h2><span class=posted-on>Posted on <time "
                 "datetime='2026-11-13T09:00:00Z'>"
                 "13 November</time></span></header><div class=entry-summary><p>" +
                 text_of(2) +
                 "</p><a href='/11'>Read more</a></div></article>"
                 "<article class='post-10 post type-post hentry'><header><h2 class=entry-title><a href='/10' "
                 "rel=bookmark>Boats that lend books</a></h2><span class=posted-on>Posted on <time "
                 "datetime='2026-11-06T09:00:00Z'>"
                 "6 November</time></span></header><div class=entry-summary><p>" +
                 text_of(3) + "</p><a href='/10'>Read more</a></div></article></main>" + kFooter,
             "A new reading room | /12 | 2026-11-20T09:00:00Z | " + text_of(1) +
                 "\n"
                 "Maps of the harbour | /11 | 2026-11-13T09:00:00Z | " +
                 text_of(2) +
                 "\n"
                 "Boats that lend books | /10 | 2026-11-06T09:00:00Z | " +
                 text_of(3) + "\n"},
        Page{"a_list_of_links",
             kNavigation +
                 "<h1>News</h1><ul id=news><li><a href=n1>The bus comes to Hillside</a> <span>3 May 2026</span>"
                 "<li><a href=n2>The bus comes to Riverside</a> <span>2 May 2026</span>"
                 "<li><a href=n3>The bus has a new driver</a> <span>1 May 2026</span></ul>" +
                 kFooter,
             "The bus comes to Hillside | n1 | 3 May 2026 | \n"
             "The bus comes to Riverside | n2 | 2 May 2026 | \n"
             "The bus has a new driver | n3 | 1 May 2026 | \n"},
        Page{"cards_that_are_links",
             kNavigation +
                 "<div class=grid><a class=card href=/x1><img src=1.jpg alt=''><h3>Winter opening hours</h3><p>" +
                 text_of(1) +
                 "</p><span class=date>Published: 1 December 2026</span></a><a class=card href=/x2><h3>Storytime "
                 "returns</h3><p>" +
                 text_of(2) +
                 "</p><span class=date>Published: 30 November 2026</span></a><a class=card href=/x3><h3>Borrow a "
                 "telescope</h3><p>" +
                 text_of(3) + "</p><span class=date>Published: 29 November 2026</span></a></div>",
             "Winter opening hours | /x1 | Published: 1 December 2026 | " + text_of(1) +
                 "\n"
                 "Storytime returns | /x2 | Published: 30 November 2026 | " +
                 text_of(2) +
                 "\n"
                 "Borrow a telescope | /x3 | Published: 29 November 2026 | " +
                 text_of(3) + "\n"},
        Page{"a_table",
             "<table class=items><tr><td>12.03.2026<td><a href=t1>Neue Lesesäle im Hafen</a>"
             "<tr><td>11.03.2026<td><a href=t2>Karten aus vier Jahrhunderten</a>"
             "<tr><td>10.03.2026<td><a href=t3>Bücher auf dem Schiff</a></table>",
             "Neue Lesesäle im Hafen | t1 | 12.03.2026 | \n"
             "Karten aus vier Jahrhunderten | t2 | 11.03.2026 | \n"
             "Bücher auf dem Schiff | t3 | 10.03.2026 | \n"},
        Page{"headings_in_other_languages",
             "<section><div class='teaser odd'><h2><a href=/fr1>La bibliothèque sur l’eau</a></h2><div class=d>Le 3 "
             "mai 2026</div></div>"
             "<div class='teaser even'><h2><a href=/fr2>Des livres pour le port</a></h2><div class=d>Le 2 mai "
             "2026</div></div>"
             "<div class='teaser odd'><h2><a href=/fr3>Un nouveau catalogue</a></h2><div class=d>Le 1 mai "
             "2026</div></div></section>",
             "La bibliothèque sur l’eau | /fr1 | Le 3 mai 2026 | \n"
             "Des livres pour le port | /fr2 | Le 2 mai 2026 | \n"
             "Un nouveau catalogue | /fr3 | Le 1 mai 2026 | \n"}),
    [](const auto& page) { return std::string(page.param.name); });

// Three entries of one shape, with {n} for their number.
std::string thrice(const std::string& shape) {
  std::string html;
  for (const char* number : {"1", "2", "3"}) html += base::replace_all(shape, "{n}", number);
  return html;
}

std::string first_of(const std::string& html) {
  const std::string entries = entries_of(html);
  return entries.substr(0, entries.find('\n'));
}

// What a first guess gets wrong.
TEST(GuessPageRules, TakesTheOneAmongMany) {
  const std::string title = "<h3>Headline number {n} here</h3>";
  const std::string text = "<p>Text {n}. " + kLong + "</p>";
  struct Case {
    const char* what;
    std::string html, first;
  };
  const Case cases[] = {
      {"the entry's link where a category comes first",
       thrice("<div class=i><a href=/news>Category: News</a>" + title + "<p>{n} May 2026</p>" + text +
              "<a href=/{n}>Read more</a></div>"),
       "Headline number 1 here | /1 | 1 May 2026 | Text 1. " + kLong},
      {"the text of the article, not the line about it",
       thrice("<article class=post><header class=entry-header><h2><a href=/{n}>Headline number {n} here</a></h2><div "
              "class=entry-meta>"
              "Posted on <time datetime=2026-05-0{n}>{n} May 2026</time> by Ann Librarian of Riverside</div></header>"
              "<div class=entry-content>" +
              text + "</div></article>"),
       "Headline number 1 here | /1 | 2026-05-01 | Text 1. " + kLong},
      {"when it was published, not when it was changed",
       thrice("<div class=i><h3><a href=/{n}>Headline number {n} here</a></h3><time class=updated "
              "datetime=2026-06-0{n}>June</time>"
              "<time class=published datetime=2026-05-0{n}>May</time></div>"),
       "Headline number 1 here | /1 | 2026-05-01 | "},
      {"news with dates before a menu without",
       "<div class=mega>" + thrice("<a href=/m{n}>Menu entry number {n}</a>") +
           thrice("<a href=/n{n}>Another entry number {n}</a>") + "</div><ul class=list>" +
           thrice("<li><a href=/{n}>Headline number {n} here</a> <i>{n} May 2026</i>") + "</ul>",
       "Headline number 1 here | /1 | 1 May 2026 | "},
      {"the link with a text, not the picture's",
       thrice("<div class=views-row><div><a href=/p{n}><img src=x></a></div><div class=d>{n} May 2026</div><div><a "
              "href=/{n}>Headline number {n} "
              "here</a></div></div>"),
       "Headline number 1 here | /1 | 1 May 2026 | "},
      {"rows below a head",
       "<table class=t><tr><td>Date<td>Title</tr>" +
           thrice("<tr><td>{n} May 2026<td><a href=/{n}>Headline number {n} here</a></tr>") +
           thrice("<tr><td>{n} June 2026<td><a href=/j{n}>Headline number {n} of June</a></tr>") + "</table>",
       "Headline number 1 here | /1 | 1 May 2026 | "},
      {"a page that is one form, as some systems make them",
       "<form id=aspnetForm>" +
           thrice("<div class=i><h3><a href=/{n}>Headline number {n} here</a></h3><p>{n} May 2026</p></div>") +
           "</form>",
       "Headline number 1 here | /1 | 1 May 2026 | "},
      {"a date beside the link, in no element of its own",
       "<ul class=l>" + thrice("<li>{n} May 2026 - <a href=/{n}>Headline number {n} here</a>") + "</ul>",
       "Headline number 1 here | /1 | 1 May 2026 | "},
      {"a list of terms, with the date before each",
       "<dl>" + thrice("<dt>{n} May 2026<dd><a href=/{n}>Headline number {n} here</a>") + "</dl>",
       "Headline number 1 here | /1 | 1 May 2026 | "},
      {"another list where the best cannot be named",
       thrice("<p:q:r class=it><h3><a href=/x{n}>Odd headline number {n}</a></h3></p:q:r>") +
           thrice("<div class=i><h3><a href=/{n}>Headline number {n} here</a></h3></div>"),
       "Headline number 1 here | /1 |  | "},
  };
  for (const Case& one : cases) EXPECT_EQ(first_of(one.html), one.first) << one.what;
}

TEST(GuessPageRules, FindsNothingWhereNothingRepeats) {
  for (const std::string& html :
       {std::string(), kNavigation, kNavigation + kFooter,
        kNavigation + "<h1>Sign in</h1><form><input name=user><a href=/lost>I forgot my password</a></form>" + kFooter,
        kNavigation + "<article><h1>One article about the harbour</h1><p>" + kLong + "</p><p>" + kLong +
            "</p></article>" + kFooter,
        "<ul class=links>" + thrice("<li><a href=/{n}>A link without a date {n}</a>") + "</ul>",
        "<ul class=c>" + thrice("<li><a href='tel:{n}'>Telephone number {n}</a> {n} May 2026") + "</ul>",
        std::string("<div class=n><h3><a href=1>Only two of these here</a></h3></div>"
                    "<div class=n><h3><a href=2>And this is the second</a></h3></div>"),
        std::string("<div class=n><h3><a href=1>Read all about it</a></h3></div><div class=n><h3><a href=2>Read all "
                    "about it</a></h3>"
                    "</div><div class=n><h3><a href=3>Read all about it</a></h3></div>")}) {
    EXPECT_EQ(rules_of(html), "nothing") << html;
  }
}

// Pieces of pages in any order: what is guessed can be used, and reads a list.
RC_GTEST_PROP(GuessPageRules, ProposesOnlyWhatReadsThePage, ()) {
  static const std::vector<std::string> kPieces = {"<div class='a b'>",
                                                   "</div>",
                                                   "<ul>",
                                                   "</ul>",
                                                   "<li class=x>",
                                                   "<h3>",
                                                   "</h3>",
                                                   "<a href='/1'>",
                                                   "<a href=#>",
                                                   "</a>",
                                                   "A headline of some length",
                                                   "Another headline",
                                                   "<p class=\"it's\">",
                                                   "</p>",
                                                   "<time datetime=2026-05-03>",
                                                   "</time>",
                                                   "3 May 2026",
                                                   "<article>",
                                                   "</article>",
                                                   "<nav>",
                                                   "</nav>",
                                                   "<script>",
                                                   "</script>",
                                                   " | "};
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kPieces.size()));
  std::string html;
  for (int times = 0; times < 3; ++times) {
    for (const std::size_t pick : picks) html += kPieces[pick];
  }
  const auto rules = guess_page_rules(page_of(html), base());
  if (!rules) return;
  const auto feed = parse_page(page_of(html), base(), *rules);
  RC_ASSERT(feed.has_value());
  RC_ASSERT(feed->entries.size() >= 3u);
}

}  // namespace
}  // namespace commonplace::parse
