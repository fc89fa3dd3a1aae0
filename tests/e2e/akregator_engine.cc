// A feed on standard input, read by the library that Akregator reads feeds with: a line an entry, id, title, link,
// seconds and authors between tabs.

#include <Syndication/DataRetriever>
#include <Syndication/DocumentSource>
#include <Syndication/Feed>
#include <Syndication/Item>
#include <Syndication/ParserCollection>
#include <Syndication/Person>
#include <Syndication/Syndication>

#include <QFile>
#include <QTextStream>

int main() {
  QFile in;
  QTextStream out(stdout);
  if (!in.open(0, QIODevice::ReadOnly)) return 74;
  const Syndication::DocumentSource source(in.readAll(), QStringLiteral("http://127.0.0.1/feed"));
  const Syndication::FeedPtr feed = Syndication::parserCollection()->parse(source);
  if (!feed) return 65;
  out.setCodec("UTF-8");
  for (const Syndication::ItemPtr& item : feed->items()) {
    out << item->id() << '\t' << item->title() << '\t' << item->link() << '\t' << item->datePublished();
    for (const Syndication::PersonPtr& author : item->authors()) out << '\t' << author->name();
    out << '\n';
  }
  return 0;
}
