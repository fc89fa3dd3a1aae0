// Words of many languages, and by hand what the query language makes of them: how each is folded, and which forms are
// one word to the stemmer of the language.

#pragma once

#include <string>
#include <vector>

namespace commonplace::testing {

struct Form {
  std::string written;
  std::string folded;
  std::string word;  // the same of two forms: they are forms of one word
};

struct Language {
  std::string tag;
  std::vector<Form> forms;
  std::vector<std::string> beginnings;  // as one writes them before '*', in folded spelling
  bool is_by_character = false;         // Chinese and Japanese: each character has a place of its own
};

inline const std::vector<Language>& languages() {
  static const std::vector<Language> all = {
      {"en",
       {{"book", "book", "book"},
        {"Books", "books", "book"},
        {"BOOKING", "booking", "book"},
        {"boat", "boat", "boat"},
        {"maps", "maps", "map"},
        {"map", "map", "map"},
        {"naïve", "naive", "naive"},
        {"naive", "naive", "naive"}},
       {"bo", "boo", "ma", "naiv"}},
      {"fr",
       {{"bibliothèque", "bibliotheque", "bibliotheque"},
        {"Bibliothèques", "bibliotheques", "bibliotheque"},
        {"BIBLIOTHEQUE", "bibliotheque", "bibliotheque"},
        {"livre", "livre", "livre"},
        {"livres", "livres", "livre"},
        {"été", "ete", "ete"},
        {"ete", "ete", "ete"}},
       {"biblio", "liv", "et"}},
      {"de",
       {{"Buch", "buch", "buch"},
        {"Bücher", "bucher", "buch"},
        {"BÜCHERN", "buchern", "buch"},
        {"Straße", "strasse", "strasse"},
        {"STRASSE", "strasse", "strasse"},
        {"Haus", "haus", "haus"}},
       {"buch", "str", "h"}},
      {"es",
       {{"niños", "ninos", "nino"},
        {"NIÑO", "nino", "nino"},
        {"ninos", "ninos", "nino"},
        {"biblioteca", "biblioteca", "biblioteca"},
        {"Bibliotecas", "bibliotecas", "biblioteca"},
        {"mes", "mes", "mes"}},
       {"nin", "bib", "m"}},
      {"ru",
       {{"библиотека", "библиотека", "библиотека"},
        {"Библиотеки", "библиотеки", "библиотека"},
        {"БИБЛИОТЕКЕ", "библиотеке", "библиотека"},
        {"книга", "книга", "книга"},
        {"книги", "книги", "книга"},
        {"ёлка", "елка", "елка"},
        {"елка", "елка", "елка"}},
       {"библ", "кни", "ел"}},
      {"tr",
       {{"kitap", "kitap", "kitap"},
        {"Kitaplar", "kitaplar", "kitap"},
        {"istanbul", "istanbul", "istanbul"},
        {"İSTANBUL", "istanbul", "istanbul"},
        {"çocuk", "cocuk", "cocuk"},
        {"Çocuklar", "cocuklar", "cocuk"}},
       {"kit", "ist", "coc"}},
      {"el",
       {{"βιβλιοθήκη", "βιβλιοθηκη", "βιβλιοθηκη"},
        {"ΒΙΒΛΙΟΘΉΚΕΣ", "βιβλιοθηκεσ", "βιβλιοθηκη"},
        {"βιβλίο", "βιβλιο", "βιβλιο"},
        {"νέα", "νεα", "νεα"}},
       {"βιβ", "νε"}},
      {"ar",
       {{"مكتبة", "مكتبة", "مكتبة"},
        {"المكتبة", "المكتبة", "مكتبة"},
        {"كتاب", "كتاب", "كتاب"},
        {"مدينة", "مدينة", "مدينة"}},
       {"مك", "كتا"}},
      {"th",
       {{"หนังสือ", "หนังสือ", "หนังสือ"}, {"อ่าน", "อ่าน", "อ่าน"}, {"ประชาชน", "ประชาชน", "ประชาชน"}, {"ข่าว", "ข่าว", "ข่าว"}},
       {"หนัง", "ประ"}},
      {"ko", {{"도서관", "도서관", "도서관"}, {"소식", "소식", "소식"}, {"도시", "도시", "도시"}}, {"도", "소"}},
      {"ja",
       {{"図書館", "図書館", "図書館"},
        {"図書", "図書", "図書"},
        {"館", "館", "館"},
        {"ニュース", "ニュース", "ニュース"},
        {"ﾆｭｰｽ", "ニュース", "ニュース"}},
       {"図", "図書", "ニュ"},
       true},
      {"zh",
       {{"新闻", "新闻", "新闻"}, {"北京", "北京", "北京"}, {"市民", "市民", "市民"}, {"学生", "学生", "学生"}},
       {"新", "学", "北京"},
       true},
  };
  return all;
}

}  // namespace commonplace::testing
