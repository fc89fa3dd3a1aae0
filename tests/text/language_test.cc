#include "text/language.h"

#include <gtest/gtest.h>

namespace commonplace::text {
namespace {

TEST(DetectLanguage, KnowsASentence) {
  struct Case {
    std::string_view language, text;
  };
  const Case cases[] = {
      {"en", "The library announces new opening hours for the summer, and everyone is invited to the book club."},
      {"de", "Die Stadtbibliothek hat ab sofort neue Öffnungszeiten und lädt alle Bürger zur Lesung ein."},
      {"fr", "La bibliothèque municipale annonce de nouveaux horaires d'ouverture pour les vacances d'été."},
      {"es", "La biblioteca pública anuncia un nuevo horario de apertura y un taller para los niños del barrio."},
      {"ru", "Городская библиотека сообщает о новых часах работы и приглашает всех на встречу с писателем."},
      {"ja", "市立図書館は夏休みの開館時間をお知らせします。皆さんのご来館をお待ちしています。"},
      {"zh", "市立图书馆公布了新的开放时间，欢迎大家参加读书会。"},
      {"he", "הספרייה העירונית מודיעה על שעות פתיחה חדשות ומזמינה את כולם למפגש עם סופר."},
      {"ar", "تعلن المكتبة العامة عن ساعات عمل جديدة وتدعو الجميع إلى لقاء مع الكاتب."},
      {"th", "ห้องสมุดประชาชนประกาศเวลาเปิดทำการใหม่และขอเชิญทุกคนเข้าร่วมกิจกรรม"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.language);
    EXPECT_EQ(detect_language(c.text), c.language);
  }
}

TEST(DetectLanguage, DoesNotGuess) {
  for (const std::string_view text : {"", "2024-10-24", "OCLC", "http://example.org/", "\xFF\xFE", "!!!"}) {
    EXPECT_EQ(detect_language(text), "") << text;
  }
}

TEST(DetectLanguage, DoesNotNameAMixture) {
  EXPECT_EQ(detect_language("The library announces new opening hours for the summer, everyone is invited. "
                            "Die Stadtbibliothek hat ab sofort neue Öffnungszeiten und lädt alle Bürger ein."),
            "");
}

}  // namespace
}  // namespace commonplace::text
