#include "publish/labels.h"

#include "base/text.h"
#include "publish/template.h"
#include "text/language_tag.h"

namespace commonplace::publish {
namespace {

constexpr Labels kEnglish = {
    .code = "en",
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December"},
    .date = "{day} {month} {year}",
    .first_day = "1",
    .days_joint = "–",
    .range = "{start} to {end}",
    .skip_link = "Skip to content",
    .about =
        "News that libraries and their partners publish, gathered by topic. Read it here, or subscribe to a topic and "
        "be told what is new.",
    .topics = "Topics",
    .most_recently_added = "Most recently added",
    .nothing_yet = "Nothing has been published in this topic yet.",
    .related_topics = "Related topics",
    .updated = "Updated {date}",
    .one_story = "1 story",
    .stories = "{count} stories",
    .all_of = "All of {title}",
    .embed = "On your own site",
    .embed_text =
        "Paste this line into a page of yours: the newest stories of this topic will stand there and keep themselves "
        "up to date. Put ?limit=3 after the address to show three of them.",
    .embed_line = "The line to paste",
    .embed_preview = "See how it looks",
    .sources_text =
        "Whose news is gathered here: when each of them last published something, and when it was last heard from.",
    .no_sources = "No source has brought anything yet.",
    .more_topics = "{count} more topics",
    .latest_news = "Latest news",
    .last_heard = "Last heard from",
    .has_ended = "Its feed has ended.",
    .entries = "Entries",
    .feed = "Feed",
    .excerpts_only = "Excerpts are shown here.",
    .full_texts = "Whole texts are shown here.",
    .subscribe = "Subscribe",
    .what_is_a_feed =
        "A feed is an address you give to a feed reader once. From then on the reader looks there by itself and shows "
        "you what is new: no account here, no e-mail, no algorithm. Copy the address of a topic’s feed below.",
    .untitled = "Untitled",
    .this_is_a_feed = "This is a feed. Give its address to a feed reader, and it will tell you what is new.",
    .feed_of = "Feed of {title}",
    .month = "{month} {year}",
    .events = "Events",
    .upcoming_events = "Upcoming events",
    .nothing_upcoming = "Nothing is announced at the moment.",
    .all_events = "All events",
    .add_to_calendar = "Add to your calendar",
    .what_is_a_calendar = "Give this address to a calendar program, and it will show new events by itself.",
    .calendar_of = "Calendar of {title}",
    .cancelled = "Cancelled",
    .search = "Search",
    .search_in = "Search {title}",
    .search_for = "Search for {query}",
    .search_hint =
        "Every word must be there. Put a phrase between quotation marks, OR between alternatives, - before "
        "what is not wanted; librar* finds all words that begin so.",
    .one_found = "1 entry found",
    .found = "{count} entries found",
    .found_at_least = "At least {count} entries found",
    .nothing_found = "Nothing found",
    .nothing_found_text = "Nothing that is kept here matches. Fewer words, or other ones, may find more.",
    .best_first = "Best matches first",
    .newest_first = "Newest first",
    .narrowed_to = "Narrowed to",
    .show_all = "Show all",
    .sources = "Sources",
    .types = "Types",
    .previous_page = "Previous page",
    .next_page = "Next page",
    .more_pages = "More pages",
    .search_feed = "A feed of this search tells you what will be found from now on.",
    .search_problem = "This search cannot be answered: {problem}",
    .search_took_too_long = "it took too long; ask for something rarer, or try again in a minute",
    .source = "Source:",
    .also_at = "also at",
    .permalink = "Permalink",
    .takes_place = "Takes place",
    .photo = "Photo:",
    .credit = "Image:",
    .read_at = "Read it at {source}",
    .by = "By",
    .copies = "Where this story appeared",
    .original = "first published",
    .this_copy = "this copy",
    .in_topics = "In these topics",
    .rights = "Rights",
    .license = "License",
    .attachments = "Attachments",
    .table = "Table",
    .revised = "Edited by its publisher: this is version {number}, of {date}.",
    .revised_undated = "Edited by its publisher: this is version {number}.",
    .earlier_versions = "Earlier versions:",
    .superseded = "This is version {number}. Its publisher replaced it on {date}.",
    .current_version = "Read the current version",
    .more = "More",
    .all_feeds = "All feeds as a list (OPML)",
    .ownership = "Texts and pictures belong to those who published them; each says where it comes from.",
    .home = "To the start page",
    .not_found = "There is nothing here",
    .not_found_text = "The address may be misspelled, or what it led to is no longer kept.",
    .pruned_text = "This is older than what is kept here. The original may still be there:",
    .withdrawn_text = "Its publisher has withdrawn this.",
    .hidden_text = "This is not shown here any more.",
    .not_for_everybody = "Not for everybody",
    .not_for_everybody_text =
        "This can be read by those who have its password. Ask the library that gave you the address.",
    .not_ready = "Just a moment",
    .not_ready_text = "The service is starting and has nothing to show yet. Please try again in a few seconds.",
    .bad_request = "That cannot be answered",
    .bad_request_text = "The address is not one that a server can make sense of.",
    .failed = "Something went wrong",
    .failed_text = "The fault is on our side. Please try again in a few minutes.",
};

constexpr Labels kFrench = {
    .code = "fr",
    .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
               "novembre", "décembre"},
    .date = "{day} {month} {year}",
    .first_day = "1er",
    .days_joint = "–",
    .range = "du {start} au {end}",
    .skip_link = "Aller au contenu",
    .about =
        "Ce que publient les bibliothèques et leurs partenaires, réuni par thème. Lisez-le ici, ou abonnez-vous à un "
        "thème pour savoir ce qui est nouveau.",
    .topics = "Thèmes",
    .most_recently_added = "Ajouts récents",
    .nothing_yet = "Rien n’a encore été publié sur ce thème.",
    .related_topics = "Thèmes voisins",
    .updated = "Mis à jour le {date}",
    .one_story = "1 article",
    .stories = "{count} articles",
    .all_of = "Tout sur {title}",
    .embed = "Sur votre propre site",
    .embed_text =
        "Collez cette ligne dans l’une de vos pages : les derniers articles de ce thème y figureront, toujours à jour. "
        "Ajoutez ?limit=3 à l’adresse pour n’en montrer que trois.",
    .embed_line = "La ligne à coller",
    .embed_preview = "Voir le résultat",
    .sources_text =
        "De qui viennent les nouvelles réunies ici : la date de la dernière parution de chacun, et celle de sa "
        "dernière réponse.",
    .no_sources = "Aucune source n’a encore rien apporté.",
    .more_topics = "{count} autres thèmes",
    .latest_news = "Dernière parution",
    .last_heard = "Dernière réponse",
    .has_ended = "Son flux a pris fin.",
    .entries = "Articles",
    .feed = "Flux",
    .excerpts_only = "Des extraits sont montrés ici.",
    .full_texts = "Les textes entiers sont montrés ici.",
    .subscribe = "S’abonner",
    .what_is_a_feed =
        "Un flux est une adresse que l’on donne une fois à un lecteur de flux. Le lecteur y retourne ensuite de "
        "lui-même et montre ce qui est nouveau : sans compte ici, sans courriel, sans algorithme. Copiez l’adresse du "
        "flux d’un thème ci-dessous.",
    .untitled = "Sans titre",
    .this_is_a_feed = "Ceci est un flux. Donnez son adresse à un lecteur de flux, il vous dira ce qui est nouveau.",
    .feed_of = "Flux de {title}",
    .month = "{month} {year}",
    .events = "Agenda",
    .upcoming_events = "Événements à venir",
    .nothing_upcoming = "Rien n’est annoncé pour le moment.",
    .all_events = "Tout l’agenda",
    .add_to_calendar = "Ajouter à votre calendrier",
    .what_is_a_calendar = "Donnez cette adresse à un logiciel de calendrier, il montrera lui-même ce qui s’ajoute.",
    .calendar_of = "Calendrier de {title}",
    .cancelled = "Annulé",
    .search = "Rechercher",
    .search_in = "Rechercher dans {title}",
    .search_for = "Recherche : {query}",
    .search_hint =
        "Tous les mots doivent s’y trouver. Mettez une expression entre guillemets droits, OR entre deux "
        "possibilités, - devant ce qui n’est pas voulu ; biblio* trouve tout mot qui commence ainsi.",
    .one_found = "1 résultat",
    .found = "{count} résultats",
    .found_at_least = "Au moins {count} résultats",
    .nothing_found = "Aucun résultat",
    .nothing_found_text = "Rien de ce qui est conservé ici ne correspond. Essayez moins de mots, ou d’autres.",
    .best_first = "Les plus pertinents d’abord",
    .newest_first = "Les plus récents d’abord",
    .narrowed_to = "Limité à",
    .show_all = "Tout afficher",
    .sources = "Sources",
    .types = "Types",
    .previous_page = "Page précédente",
    .next_page = "Page suivante",
    .more_pages = "Autres pages",
    .search_feed = "Le flux de cette recherche signale ce qui sera trouvé désormais.",
    .search_problem = "Cette recherche reste sans réponse : {problem}",
    .search_took_too_long = "elle a pris trop de temps ; cherchez plus rare, ou réessayez dans une minute",
    .source = "Source :",
    .also_at = "aussi chez",
    .permalink = "Lien permanent",
    .takes_place = "Quand :",
    .photo = "Photo :",
    .credit = "Image :",
    .read_at = "Lire chez {source}",
    .by = "Par",
    .copies = "Où cet article a paru",
    .original = "première parution",
    .this_copy = "cette version",
    .in_topics = "Dans ces thèmes",
    .rights = "Droits",
    .license = "Licence",
    .attachments = "Pièces jointes",
    .table = "Tableau",
    .revised = "Modifié par son éditeur : ceci est la version {number}, du {date}.",
    .revised_undated = "Modifié par son éditeur : ceci est la version {number}.",
    .earlier_versions = "Versions antérieures :",
    .superseded = "Ceci est la version {number}. Son éditeur l’a remplacée le {date}.",
    .current_version = "Lire la version actuelle",
    .more = "Plus",
    .all_feeds = "Tous les flux en une liste (OPML)",
    .ownership = "Textes et images appartiennent à ceux qui les ont publiés ; l’origine de chacun est indiquée.",
    .home = "Vers la page d’accueil",
    .not_found = "Il n’y a rien ici",
    .not_found_text = "L’adresse est peut-être mal écrite, ou ce qu’elle désignait n’est plus conservé.",
    .pruned_text = "Ceci est plus ancien que ce qui est conservé ici. L’original existe peut-être encore :",
    .withdrawn_text = "Son éditeur l’a retiré.",
    .hidden_text = "Ceci n’est plus montré ici.",
    .not_for_everybody = "Accès réservé",
    .not_for_everybody_text =
        "Ceci est réservé à qui possède le mot de passe. Demandez-le à la bibliothèque qui vous a donné l’adresse.",
    .not_ready = "Un instant",
    .not_ready_text = "Le service démarre et n’a encore rien à montrer. Réessayez dans quelques secondes.",
    .bad_request = "Demande incompréhensible",
    .bad_request_text = "Cette adresse n’a pas de sens pour un serveur.",
    .failed = "Une erreur est survenue",
    .failed_text = "La faute est de notre côté. Réessayez dans quelques minutes.",
};

constexpr Labels kSpanish = {
    .code = "es",
    .months = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
               "noviembre", "diciembre"},
    .date = "{day} de {month} de {year}",
    .first_day = "1",
    .days_joint = "–",
    .range = "del {start} al {end}",
    .skip_link = "Ir al contenido",
    .about =
        "Lo que publican las bibliotecas y sus socios, reunido por temas. Léalo aquí, o suscríbase a un tema y sabrá "
        "qué hay de nuevo.",
    .topics = "Temas",
    .most_recently_added = "Añadido recientemente",
    .nothing_yet = "Todavía no se ha publicado nada sobre este tema.",
    .related_topics = "Temas relacionados",
    .updated = "Actualizado el {date}",
    .one_story = "1 artículo",
    .stories = "{count} artículos",
    .all_of = "Todo sobre {title}",
    .embed = "En su propio sitio",
    .embed_text =
        "Pegue esta línea en una página suya: los artículos más recientes de este tema aparecerán allí, siempre al "
        "día. Añada ?limit=3 a la dirección para mostrar solo tres.",
    .embed_line = "La línea que se pega",
    .embed_preview = "Ver cómo queda",
    .sources_text =
        "De quién son las noticias reunidas aquí: cuándo publicó algo cada uno por última vez y cuándo respondió por "
        "última vez.",
    .no_sources = "Ninguna fuente ha traído nada todavía.",
    .more_topics = "{count} temas más",
    .latest_news = "Última noticia",
    .last_heard = "Última respuesta",
    .has_ended = "Su canal ha terminado.",
    .entries = "Artículos",
    .feed = "Canal",
    .excerpts_only = "Aquí se muestran extractos.",
    .full_texts = "Aquí se muestran los textos completos.",
    .subscribe = "Suscribirse",
    .what_is_a_feed =
        "Un canal es una dirección que se da una sola vez a un lector de canales. El lector vuelve a ella por sí solo "
        "y muestra lo nuevo: sin cuenta aquí, sin correo, sin algoritmo. Copie la dirección del canal de un tema.",
    .untitled = "Sin título",
    .this_is_a_feed = "Esto es un canal. Dé su dirección a un lector de canales y este le dirá qué hay de nuevo.",
    .feed_of = "Canal de {title}",
    .month = "{month} de {year}",
    .events = "Agenda",
    .upcoming_events = "Próximos eventos",
    .nothing_upcoming = "No hay nada anunciado por ahora.",
    .all_events = "Toda la agenda",
    .add_to_calendar = "Añadir a su calendario",
    .what_is_a_calendar = "Dé esta dirección a un programa de calendario y este mostrará por sí solo lo nuevo.",
    .calendar_of = "Calendario de {title}",
    .cancelled = "Cancelado",
    .search = "Buscar",
    .search_in = "Buscar en {title}",
    .search_for = "Búsqueda: {query}",
    .search_hint =
        "Deben aparecer todas las palabras. Ponga una frase entre comillas rectas, OR entre alternativas y "
        "- delante de lo que no quiera; biblio* encuentra toda palabra que empiece así.",
    .one_found = "1 resultado",
    .found = "{count} resultados",
    .found_at_least = "Al menos {count} resultados",
    .nothing_found = "Sin resultados",
    .nothing_found_text = "Nada de lo que se conserva aquí coincide. Pruebe con menos palabras o con otras.",
    .best_first = "Los más pertinentes primero",
    .newest_first = "Los más recientes primero",
    .narrowed_to = "Limitado a",
    .show_all = "Mostrar todo",
    .sources = "Fuentes",
    .types = "Tipos",
    .previous_page = "Página anterior",
    .next_page = "Página siguiente",
    .more_pages = "Más páginas",
    .search_feed = "El canal de esta búsqueda avisa de lo que se encuentre desde ahora.",
    .search_problem = "Esta búsqueda no se puede responder: {problem}",
    .search_took_too_long = "ha tardado demasiado; busque algo menos frecuente o inténtelo de nuevo en un minuto",
    .source = "Fuente:",
    .also_at = "también en",
    .permalink = "Enlace permanente",
    .takes_place = "Cuándo:",
    .photo = "Foto:",
    .credit = "Imagen:",
    .read_at = "Leer en {source}",
    .by = "Por",
    .copies = "Dónde apareció este artículo",
    .original = "primera publicación",
    .this_copy = "esta versión",
    .in_topics = "En estos temas",
    .rights = "Derechos",
    .license = "Licencia",
    .attachments = "Archivos adjuntos",
    .table = "Tabla",
    .revised = "Modificado por su editor: esta es la versión {number}, del {date}.",
    .revised_undated = "Modificado por su editor: esta es la versión {number}.",
    .earlier_versions = "Versiones anteriores:",
    .superseded = "Esta es la versión {number}. Su editor la sustituyó el {date}.",
    .current_version = "Leer la versión actual",
    .more = "Más",
    .all_feeds = "Todos los canales en una lista (OPML)",
    .ownership = "Los textos y las imágenes pertenecen a quienes los publicaron; cada uno indica de dónde viene.",
    .home = "A la página de inicio",
    .not_found = "Aquí no hay nada",
    .not_found_text = "Puede que la dirección esté mal escrita o que su contenido ya no se conserve.",
    .pruned_text = "Esto es más antiguo que lo que aquí se conserva. Puede que el original siga ahí:",
    .withdrawn_text = "Su editor lo ha retirado.",
    .hidden_text = "Esto ya no se muestra aquí.",
    .not_for_everybody = "No es para todos",
    .not_for_everybody_text =
        "Solo puede leerlo quien tenga la contraseña. Pídala a la biblioteca que le dio la dirección.",
    .not_ready = "Un momento",
    .not_ready_text = "El servicio está arrancando y aún no tiene nada que mostrar. Inténtelo en unos segundos.",
    .bad_request = "Petición incomprensible",
    .bad_request_text = "Esta dirección no tiene sentido para un servidor.",
    .failed = "Algo ha fallado",
    .failed_text = "El fallo es nuestro. Inténtelo de nuevo en unos minutos.",
};

constexpr Labels kGerman = {
    .code = "de",
    .months = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
               "November", "Dezember"},
    .date = "{day}. {month} {year}",
    .first_day = "1",
    .days_joint = ".–",
    .range = "{start} bis {end}",
    .skip_link = "Zum Inhalt",
    .about =
        "Was Bibliotheken und ihre Partner veröffentlichen, nach Themen gesammelt. Hier zu lesen, oder im Abonnement "
        "eines Themas, das zeigt, was neu ist.",
    .topics = "Themen",
    .most_recently_added = "Zuletzt hinzugefügt",
    .nothing_yet = "Zu diesem Thema ist noch nichts erschienen.",
    .related_topics = "Verwandte Themen",
    .updated = "Stand {date}",
    .one_story = "1 Beitrag",
    .stories = "{count} Beiträge",
    .all_of = "Alles zu {title}",
    .embed = "Auf der eigenen Website",
    .embed_text =
        "Diese Zeile in eine eigene Seite einfügen: Dort stehen dann die neuesten Beiträge dieses Themas, immer auf "
        "aktuellem Stand. Mit ?limit=3 hinter der Adresse sind es drei.",
    .embed_line = "Die Zeile zum Einfügen",
    .embed_preview = "So sieht es aus",
    .sources_text =
        "Von wem die Nachrichten hier stammen: wann jede Quelle zuletzt etwas veröffentlicht hat, und wann sie zuletzt "
        "erreicht wurde.",
    .no_sources = "Noch hat keine Quelle etwas gebracht.",
    .more_topics = "{count} weitere Themen",
    .latest_news = "Neuester Beitrag",
    .last_heard = "Zuletzt erreicht",
    .has_ended = "Ihr Feed ist eingestellt.",
    .entries = "Beiträge",
    .feed = "Feed",
    .excerpts_only = "Gezeigt werden Auszüge.",
    .full_texts = "Gezeigt werden ganze Texte.",
    .subscribe = "Abonnieren",
    .what_is_a_feed =
        "Ein Feed ist eine Adresse, die man einem Feedreader einmal gibt. Von da an sieht er dort selbst nach und "
        "zeigt, was neu ist: ohne Konto bei uns, ohne E-Mail, ohne Algorithmus. Kopieren Sie die Feed-Adresse eines "
        "Themas.",
    .untitled = "Ohne Titel",
    .this_is_a_feed = "Dies ist ein Feed. Ein Feedreader, der seine Adresse kennt, zeigt Ihnen, was neu ist.",
    .feed_of = "Feed zu {title}",
    .month = "{month} {year}",
    .events = "Termine",
    .upcoming_events = "Kommende Termine",
    .nothing_upcoming = "Zurzeit ist nichts angekündigt.",
    .all_events = "Alle Termine",
    .add_to_calendar = "In den eigenen Kalender",
    .what_is_a_calendar = "Ein Kalenderprogramm, das diese Adresse kennt, zeigt neue Termine von selbst.",
    .calendar_of = "Kalender zu {title}",
    .cancelled = "Abgesagt",
    .search = "Suchen",
    .search_in = "{title} durchsuchen",
    .search_for = "Suche: {query}",
    .search_hint =
        "Alle Wörter müssen vorkommen. Eine Wortgruppe steht in geraden Anführungszeichen, OR zwischen "
        "Alternativen, - vor Unerwünschtem; biblio* findet alle Wörter, die so beginnen.",
    .one_found = "1 Treffer",
    .found = "{count} Treffer",
    .found_at_least = "Mindestens {count} Treffer",
    .nothing_found = "Nichts gefunden",
    .nothing_found_text = "Nichts, was hier aufbewahrt wird, passt. Weniger oder andere Wörter finden vielleicht mehr.",
    .best_first = "Beste Treffer zuerst",
    .newest_first = "Neueste zuerst",
    .narrowed_to = "Eingeschränkt auf",
    .show_all = "Alle zeigen",
    .sources = "Quellen",
    .types = "Arten",
    .previous_page = "Vorige Seite",
    .next_page = "Nächste Seite",
    .more_pages = "Weitere Seiten",
    .search_feed = "Der Feed dieser Suche zeigt, was von nun an gefunden wird.",
    .search_problem = "Diese Suche lässt sich nicht beantworten: {problem}",
    .search_took_too_long =
        "sie dauerte zu lange; bitte Selteneres suchen oder es in einer Minute noch einmal versuchen",
    .source = "Quelle:",
    .also_at = "auch bei",
    .permalink = "Permalink",
    .takes_place = "Wann:",
    .photo = "Foto:",
    .credit = "Bild:",
    .read_at = "Lesen bei {source}",
    .by = "Von",
    .copies = "Wo dieser Beitrag erschien",
    .original = "zuerst erschienen",
    .this_copy = "diese Fassung",
    .in_topics = "In diesen Themen",
    .rights = "Rechte",
    .license = "Lizenz",
    .attachments = "Anhänge",
    .table = "Tabelle",
    .revised = "Vom Herausgeber geändert: Dies ist Fassung {number} vom {date}.",
    .revised_undated = "Vom Herausgeber geändert: Dies ist Fassung {number}.",
    .earlier_versions = "Frühere Fassungen:",
    .superseded = "Dies ist Fassung {number}. Der Herausgeber hat sie am {date} ersetzt.",
    .current_version = "Zur aktuellen Fassung",
    .more = "Mehr",
    .all_feeds = "Alle Feeds als Liste (OPML)",
    .ownership = "Texte und Bilder gehören denen, die sie veröffentlicht haben; bei jedem steht, woher es kommt.",
    .home = "Zur Startseite",
    .not_found = "Hier ist nichts",
    .not_found_text = "Die Adresse ist vielleicht falsch geschrieben, oder ihr Inhalt wird nicht mehr aufbewahrt.",
    .pruned_text = "Das ist älter als das, was hier aufbewahrt wird. Das Original gibt es vielleicht noch:",
    .withdrawn_text = "Der Herausgeber hat dies zurückgezogen.",
    .hidden_text = "Das wird hier nicht mehr gezeigt.",
    .not_for_everybody = "Nicht für alle",
    .not_for_everybody_text =
        "Das ist für alle, die das Passwort dafür haben. Fragen Sie die Bibliothek, von der Sie die Adresse haben.",
    .not_ready = "Einen Augenblick",
    .not_ready_text = "Der Dienst startet gerade und hat noch nichts zu zeigen. Bitte gleich noch einmal versuchen.",
    .bad_request = "Das lässt sich nicht beantworten",
    .bad_request_text = "Mit dieser Adresse kann ein Server nichts anfangen.",
    .failed = "Etwas ist schiefgegangen",
    .failed_text = "Der Fehler liegt bei uns. Bitte in ein paar Minuten noch einmal versuchen.",
};

struct TypeName {
  std::string_view type;
  std::string_view french, spanish, german;
};

constexpr TypeName kTypeNames[] = {
    {"News", "Actualité", "Noticia", "Nachricht"},
    {"Webinar", "Webinaire", "Seminario web", "Webinar"},
    {"Event", "Événement", "Evento", "Termin"},
    {"Announcement", "Annonce", "Anuncio", "Ankündigung"},
    {"Blog", "Blog", "Blog", "Blog"},
    {"Podcast", "Podcast", "Pódcast", "Podcast"},
    {"Video", "Vidéo", "Vídeo", "Video"},
    {"Job", "Emploi", "Empleo", "Stelle"},
};

using std::chrono::year_month_day;

std::string day_words(year_month_day date, const Labels& labels) {
  const unsigned day = static_cast<unsigned>(date.day());
  return day == 1 ? std::string(labels.first_day) : std::to_string(day);
}

std::string date_with(std::string_view days, year_month_day date, const Labels& labels) {
  const std::string year = std::to_string(static_cast<int>(date.year()));
  const std::string_view month = labels.months[static_cast<unsigned>(date.month()) - 1];
  return fill_text(labels.date, {{"day", days}, {"month", month}, {"year", year}});
}

}  // namespace

const Labels& labels_for(std::string_view language) {
  const std::string code = base::to_ascii_lower(text::primary_language(language));
  for (const Labels* labels : {&kFrench, &kSpanish, &kGerman})
    if (labels->code == code) return *labels;
  return kEnglish;
}

std::string long_date(year_month_day date, const Labels& labels) {
  return date.ok() ? date_with(day_words(date, labels), date, labels) : std::string();
}

std::string long_date_range(year_month_day first, year_month_day last, const Labels& labels) {
  if (!first.ok() || !last.ok()) return {};
  if (first.year() != last.year() || first.month() != last.month()) {
    const std::string start = long_date(first, labels);
    return fill_text(labels.range, {{"start", start}, {"end", long_date(last, labels)}});
  }
  std::string days = day_words(first, labels);
  days.append(labels.days_joint).append(day_words(last, labels));
  return date_with(days, last, labels);
}

std::string month_words(std::chrono::year_month month, const Labels& labels) {
  if (!month.ok()) return {};
  const std::string year = std::to_string(static_cast<int>(month.year()));
  std::string words =
      fill_text(labels.month, {{"month", labels.months[static_cast<unsigned>(month.month()) - 1]}, {"year", year}});
  if (base::is_ascii_lower(words.front())) words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

std::string_view type_label(std::string_view type, const Labels& labels) {
  for (const TypeName& known : kTypeNames) {
    if (known.type != type) continue;
    if (labels.code == kFrench.code) return known.french;
    if (labels.code == kSpanish.code) return known.spanish;
    if (labels.code == kGerman.code) return known.german;
  }
  return type;
}

}  // namespace commonplace::publish
