#include "pages.h"

namespace commonplace::publish {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

class FixedZone final : public TimeZone {
 public:
  explicit FixedZone(int hours) : offset_(std::chrono::hours{hours}) {}
  std::chrono::seconds offset_at_local(std::chrono::local_seconds) const override { return offset_; }
  std::chrono::seconds offset_at(Timestamp) const override { return offset_; }

 private:
  std::chrono::seconds offset_;
};

Publisher webjunction() {
  return {.slug = "webjunction",
          .title = "WebJunction",
          .homepage = "https://www.webjunction.org/",
          .feed_url = "https://www.webjunction.org/news.feed",
          .feed_id = "https://www.webjunction.org/news",
          .rights = "© OCLC",
          .license = "",
          .republish = Republish::Excerpt,
          .updated = at(2024, 10, 24)};
}

Publisher reading_rooms() {
  return {.slug = "salles-de-lecture",
          .title = "Salles de lecture",
          .homepage = "https://lecture.example/",
          .feed_url = "https://lecture.example/flux.xml",
          .feed_id = "",
          .rights = "",
          .license = "CC BY 4.0",
          .republish = Republish::Full,
          .updated = at(2024, 9, 12)};
}

Publisher state_library() {
  return {.slug = "state-library",
          .title = "مكتبة الولاية",
          .homepage = "https://library.example/ar/",
          .feed_url = "https://feeds:secret@library.example/ar/feed",
          .feed_id = "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
          .rights = "",
          .license = "",
          .republish = Republish::Excerpt,
          .updated = {}};
}

struct Item {
  const char* key;
  const char* title;
  const char* type;
  year_month_day published;
  const char* excerpt;
};

Story story_of(const Item& item) {
  Story story;
  story.key = item.key;
  story.atom_id = std::string("tag:news.example.org,2024:webjunction/") + item.key;
  story.published = sys_days(item.published) + std::chrono::hours{12};
  Entry& entry = story.lead;
  entry.key = item.key;
  entry.source = "webjunction";
  entry.title = item.title;
  entry.link = std::string("https://www.webjunction.org/news/") + item.key + ".html";
  entry.published = story.published;
  entry.published_day = item.published;
  entry.date_precision = DatePrecision::Day;
  entry.type = item.type;
  entry.excerpt = item.excerpt;
  entry.language = "en";
  return story;
}

Event day_event(year_month_day start) {
  Event event;
  event.start = sys_days(start);
  event.from = "title";
  return event;
}

const Item kItems[] = {
    {"0c7x2m9kq4wd", "October 24, Sustaining ecosystems for climate learning and action", "News", year{2024} / 10 / 24,
     "Learn how public libraries can play a role in climate education and action, collaborating with other sectors and "
     "organizations."},
    {"1d8y3n0mr5xe", "November 21, Building community in a changing climate", "News", year{2024} / 10 / 24,
     "Explore how public libraries and their partners are empowering communities to address climate change "
     "collaboratively."},
    {"2e9z4p1ns6yf", "October 9, Libraries and non-profits: Leveraging data analytics for community impact", "News",
     year{2024} / 10 / 9,
     "Learn about \"Data for Good,\" designed to support library training and community services for data analysis, "
     "through teen and adult programming."},
    {"3fa05q2pt7zg", "Engaging Beyond Our Walls: Libraries connecting communities through outdoor games and stories",
     "Webinar", year{2024} / 9 / 26,
     "Discover how libraries can use outdoor games and interactive stories to connect with communities and showcase "
     "local history and landmarks."},
    {"4gb16r3qv80h", "Tuzzy Consortium Library, Iḷisaġvik College", "News", year{2024} / 9 / 24,
     "Crisis management and planning have become an increasing focus for the staff of libraries, archives, and "
     "museums. "
     "This illustrative example demonstrates how a remote Alaska library consortium balances connecting the community "
     "to information and…"},
    {"5hc27s4rw91j", "Food for thought: Library kitchens and cooking programs", "News", year{2024} / 9 / 10,
     "As community hubs, libraries can play an important role in promoting public health and wellness initiatives, "
     "including food and cooking literacy programs. But eating well involves more than just quality ingredients and "
     "culinary chops—joy…"},
    {"6jd38t5sxa2k", "The signs and science of burnout", "News", year{2024} / 8 / 13,
     "Employee burnout is rising at an alarming rate across many fields. In libraries, staff often face added unique "
     "challenges that contribute to workplace pressure and make the need for support even more pressing…"},
    {"7ke49v6tyb3m", "Work It Out @ Your Library with the Wombats!", "Webinar", year{2024} / 8 / 8,
     "Learn the important role your library can play in supporting young children learning computational thinking "
     "skills through Work It Out @ Your Library!"},
};

Story french_story() {
  Story story = story_of({"8mf5aw7vzc4n", "Le troisième lieu, vingt ans après", "Blog", year{2024} / 9 / 1,
                          "Ce que les bibliothèques ont appris en ouvrant leurs portes aux associations du quartier."});
  story.lead.source = "salles-de-lecture";
  story.lead.language = "fr";
  story.lead.link = "https://lecture.example/troisieme-lieu";
  story.atom_id = "https://lecture.example/troisieme-lieu";
  story.lead.authors = {{"Solène Rémy", "solene@lecture.example", "https://lecture.example/solene"}};
  story.lead.categories = {{"accueil", "", "Accueil des publics"}, {"partenaires", "not a scheme", ""}};
  story.lead.content = SafeHtml::trust_stored("<p>Vingt ans <em>après</em>, le bilan.</p>");
  story.lead.enclosures = {{"https://lecture.example/lieu.mp3", "audio/mpeg", "1048576"},
                           {"https://lecture.example/plan", "plan", "about a page"}};
  story.lead.image = Image{"https://lecture.example/lieu.jpg",
                           "Une salle de lecture, vue du balcon",
                           {"Ana Durán", "Yu Ito"},
                           "https://creativecommons.org/licenses/by-sa/4.0/"};
  story.updated = at(2024, 9, 3, 8);
  return story;
}

Story arabic_story() {
  Story story = story_of({"9ng6bx8w0d5p", "مكتبات بلا جدران: شراكات جديدة في الحي", "Event", year{2024} / 8 / 27,
                          "تتعاون المكتبات مع الجمعيات المحلية لتقديم أنشطة في الهواء الطلق."});
  story.lead.source = "state-library";
  story.lead.language = "ar";
  story.lead.link = "https://library.example/ar/news/7";
  story.atom_id = "https://library.example/ar/news/7";
  return story;
}

}  // namespace

Timestamp at(int y, unsigned m, unsigned d, int hour, int minute) {
  return sys_days(year{y} / month{m} / day{d}) + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

std::shared_ptr<const TimeZone> fixed_zone(int hours) { return std::make_shared<FixedZone>(hours); }

Site sample_site() {
  return {.title = "Library partner news",
          .public_url = "https://news.example.org",
          .language = "en",
          .version = "0.1.0",
          .zone = nullptr};
}

Story sample_story(const std::string& title) {
  Story story = story_of({"0123456789ab", title.c_str(), "News", year{2024} / 7 / 10,
                          "Libraries are increasingly turning to community-led approaches."});
  return story;
}

TopicPage small_page() {
  TopicPage page;
  page.site = sample_site();
  page.topic.slug = "partnerships";
  page.topic.title = "Partnerships & collaboration";
  page.stories = {sample_story()};
  page.publishers = {{"webjunction", webjunction()}};
  page.updated = at(2024, 10, 24);
  return page;
}

TopicPage partnerships() {
  TopicPage page = small_page();
  page.topic.description =
      "When the library builds partnerships, it strengthens the ties to its community, shares resources, and builds "
      "positive relationships with diverse stakeholders. Reaching out to initiate community partnerships begins with "
      "identifying both traditional and non-traditional partners and exploring new ways to work together. Effective "
      "collaborations are sustained through a shared commitment to serving the ever-changing needs of the community.";
  page.topic.image = TopicImage{"https://img.example/bridge.jpg", "Two people carrying a table across a square",
                                "jenlen", "CC BY-NC-ND 2.0", ""};
  page.publishers["salles-de-lecture"] = reading_rooms();
  page.publishers["state-library"] = state_library();
  page.related = {{"community-engagement", "Community engagement",
                   "Where do you go for inspiration? Invigorate your community engagement efforts with advice from "
                   "library leaders."},
                  {"outdoors", "Outdoors <& beyond>", "Story walks, gardens and games."}};

  page.stories.clear();
  for (const Item& item : kItems) page.stories.push_back(story_of(item));
  page.stories[0].lead.event = day_event(year{2024} / 10 / 24);
  page.stories[1].lead.event = day_event(year{2024} / 11 / 21);
  page.stories[1].lead.event->end = sys_days(year{2024} / 11 / 22);
  page.stories[2].lead.event = day_event(year{2024} / 10 / 9);
  page.stories[1].lead.event->location = "Juneau, Alaska";
  page.stories[1].copies = {
      {"f00000000001", "state", "State Library", "https://library.example/november-21"},
      {"f00000000002", "reading", "Reading & Writing Agency", "https://reading.example/?a=1&b=2"}};
  Event webinar;
  webinar.precision = DatePrecision::Instant;
  webinar.start = at(2024, 10, 3, 18);
  webinar.end = at(2024, 10, 3, 19, 30);
  page.stories[3].lead.event = webinar;
  page.stories.insert(page.stories.begin() + 6, french_story());
  page.stories.insert(page.stories.begin() + 7, arabic_story());
  page.events = {page.stories[2], page.stories[3], page.stories[0], page.stories[1]};
  page.past_events = 2;
  page.archives = 3;
  return page;
}

ArchivePage archive_page() {
  TopicPage topic = partnerships();
  ArchivePage page;
  page.site = topic.site;
  page.topic = topic.topic;
  page.publishers = topic.publishers;
  page.number = 2;
  page.has_next = true;
  page.updated = topic.updated;
  page.items = {topic.stories[7], Retraction{"urn:x:withdrawn", at(2024, 9, 20)}, topic.stories[6]};
  return page;
}

EventsPage events_page() {
  TopicPage topic = partnerships();
  EventsPage page;
  page.site = topic.site;
  page.publishers = topic.publishers;
  page.updated = topic.updated;
  page.events = {topic.stories[2], topic.stories[1], topic.stories[7]};
  page.past_events = 1;
  page.events[2].lead.event = day_event(year{2024} / 12 / 2);
  page.events[2].lead.event->location = "قاعة المدينة";
  page.retractions = {{"urn:x:called-off", at(2024, 10, 20), day_event(year{2024} / 11 / 30), 1}};
  return page;
}

IndexPage start_page() {
  const TopicPage topic = partnerships();
  IndexPage page;
  page.site = topic.site;
  page.publishers = topic.publishers;
  page.updated = topic.updated;
  page.topics.push_back({{topic.topic.slug, topic.topic.title, topic.topic.description},
                         {topic.stories.begin(), topic.stories.begin() + 3},
                         37,
                         topic.updated});
  page.topics.push_back({topic.related[0], {topic.stories.begin() + 5, topic.stories.begin() + 8}, 1, at(2024, 9, 10)});
  page.topics.push_back({topic.related[1], {}, 0, at(2024, 8, 1)});
  return page;
}

SearchPage search_page() {
  TopicPage topic = partnerships();
  SearchPage page;
  page.site = topic.site;
  page.asked.query = "librar* OR \"story time\" -sports";
  page.asked.type = "News";
  page.asked.page = 2;
  page.query = Query::compile(page.asked.query).value();
  page.stories = std::move(topic.stories);
  page.publishers = std::move(topic.publishers);
  page.total = 47;
  page.sources = {{"webjunction", "WebJunction", 31}, {"salles-de-lecture", "Salles de lecture", 16}};
  page.types = {{"News", "News", 47}};
  page.topics = {{"partnerships", "Partnerships & collaboration", 9}, {"kids", "Kids", 2}};
  page.updated = topic.updated;
  return page;
}

EntryPage entry_page() {
  const TopicPage topic = partnerships();
  EntryPage page;
  page.site = topic.site;
  page.entry = topic.stories[1].lead;
  page.publisher = topic.publishers.at("webjunction");
  page.story_key = "f00000000001";
  page.copies = topic.stories[1].copies;
  page.topics = {{topic.topic.slug, topic.topic.title, topic.topic.description}, topic.related[0]};
  return page;
}

SourcesPage sources_page() {
  const TopicTeaser topic{"partnerships", "Partnerships & collaboration", ""};
  SourcesPage page;
  page.site = sample_site();
  page.sources = {{.publisher = webjunction(),
                   .newest = at(2024, 10, 24),
                   .last_heard = at(2024, 10, 25, 7),
                   .entries = 31,
                   .topics = {topic, {"outdoors", "Outdoors <& beyond>", ""}}},
                  {.publisher = reading_rooms(),
                   .newest = at(2024, 9, 1),
                   .last_heard = at(2024, 9, 12),
                   .has_ended = true,
                   .entries = 1,
                   .topics = {topic}},
                  {.publisher = state_library(), .newest = {}, .last_heard = {}, .entries = 2, .topics = {topic}}};
  return page;
}

EntryPage full_entry_page() {
  const Story story = french_story();
  EntryPage page;
  page.site = sample_site();
  page.entry = story.lead;
  page.entry.content = SafeHtml::trust_stored(
      "<p>Vingt ans <em>après</em>, le bilan est <strong>étonnant</strong> : les salles sont pleines.</p>"
      "<h2>Ce qui a changé</h2><ul><li>des horaires plus larges</li><li>des partenaires dans les murs</li></ul>"
      "<blockquote><p>On vient pour le silence, on reste pour les autres.</p></blockquote>"
      "<table><tr><th>Année</th><th>Visites</th></tr><tr><td>2004</td><td>41 000</td></tr></table>"
      "<p><a href=\"https://lecture.example/suite\" rel=\"noopener nofollow\">La suite</a></p>");
  page.entry.revision = 3;
  page.entry.updated = at(2024, 9, 3, 8);
  page.entry.first_seen = at(2024, 9, 1, 9);
  page.entry.event = day_event(year{2024} / 10 / 5);
  page.entry.event->location = "Médiathèque Jean-Zay";
  page.publisher = reading_rooms();
  page.story_key = page.entry.key;
  page.topics = {{"partnerships", "Partnerships & collaboration", ""}};
  return page;
}

}  // namespace commonplace::publish
