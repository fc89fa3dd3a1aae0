"""An invented partner whose news are hard to lay out: titles without a place to break, Arabic, Hebrew and Chinese, mixed
directions, pictures that are not there, tables and code in full texts, an edit, and copies of other partners' stories."""

from html import escape

HOME = "https://difficult-partners.example/"
TITLE = "Bibliotheken der Länder, 図書館, مكتبات, ספריות"

UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänskajütenbibliotheksbenutzungsordnungsänderungsverordnung"
ADDRESS = "https://catalogue.difficult-partners.example/" + "very-long-path-segment" * 6 + "?q=" + "%D9%83" * 30

FULL_TEXT = f"""<p>The programme, and what it <em>cost</em> per branch, in <a href="{ADDRESS}">{ADDRESS}</a>:</p>
<h1>What it cost</h1>
<table><caption>Costs in the first year</caption><thead><tr><th>Branch</th><th>Visits</th><th>Loans</th><th>Staff</th>
<th>Rent</th><th>Heating</th><th>Furniture</th><th>Kilometres</th></tr></thead>
<tbody>{"".join(f"<tr><td>Branch {n}</td>" + f"<td>{n}00,000</td>" * 7 + "</tr>" for n in range(1, 7))}</tbody></table>
<h2>How the catalogue is asked</h2>
<pre><code>curl --header 'Accept: application/atom+xml' 'https://catalogue.example/sru?query={"x" * 140}'</code></pre>
<blockquote><p>“We would do it again tomorrow”, says the branch librarian.</p></blockquote>
<ul><li>One<ul><li>Two<ol><li>Three</li></ol></li></ul></li></ul>
<p><img src="https://images.difficult-partners.example/wide-plan.png" alt="A floor plan of the branch" width="2400" height="600"></p>
<p dir="rtl" lang="ar">تفتح المكتبة أبوابها للجميع، ويبدأ البرنامج في الساعة 10:30 صباحا.</p>
<hr>
<dl><dt>ILL</dt><dd>Interlibrary loan</dd></dl>"""

PICTURE = ('<media:content url="https://images.difficult-partners.example/{name}" medium="image" type="image/jpeg">'
           "<media:description>{alt}</media:description><media:credit role=\"photographer\">{credit}</media:credit>"
           '<media:license type="text/html" href="https://creativecommons.org/licenses/by-nc-nd/2.0/">CC BY-NC-ND 2.0'
           "</media:license></media:content>")

MISSING = PICTURE.format(name="missing.jpg", alt="Readers of all ages in a garden", credit="jenlen")

# title, language, category, days before the newest, text, more elements
ITEMS = [
    ("Difficult words: " + UNBROKEN, "de", "News", 0, f"Wir ändern die {UNBROKEN}. " * 3, ""),
    ("مكتبة الحي تفتح أبوابها: برنامج جديد للقراءة مع 12 شريكا من OCLC و IFLA", "ar", "News", 1,
     "أعلنت المكتبة العامة عن برنامج جديد للقراءة بالشراكة مع المدارس والمتاحف، ويبدأ في 24 October 2024 ويستمر عاما كاملا.", MISSING),
    ("הספרייה השכונתית: שעת סיפור (story time) בעברית וביידיש", "he", "Event", 2,
     "שעת סיפור לילדים בני שלוש עד שש, עם שירים, ציורים וספרים.",
     "<ev:startdate>2026-12-03T16:30:00+02:00</ev:startdate><ev:location>הספרייה המרכזית, קומה 2</ev:location>"),
    ("公共圖書館與社區夥伴合作推出數位典藏計畫並開放借閱歷史照片與口述歷史錄音資料供全民使用", "zh", "Announcement", 3,
     "圖書館與三十二個社區夥伴合作，將一百年來的照片、地圖與錄音數位化，並以開放授權方式提供所有讀者使用。" * 3, ""),
    ("<b>&lt;script&gt;alert(1)&lt;/script&gt;</b> & \"quotes\" 'in' a title", "en", "Blog", 4, "Entities & <i>markup</i>.", ""),
    ("A full text with everything in it", "en", "News", 5, FULL_TEXT, MISSING +
     '<enclosure url="https://media.difficult-partners.example/' + "recording-" * 12 + '.mp3" type="audio/mpeg" length="12345"/>'),
    ("", "en", "News", 6, "An entry that has no title, only a text that says something about partners.", ""),
    ("Partners without a text", "en", "Webinar", 7, "", ""),
]


def item(number, title, language, category, days, text, more):
    return (f"<item><title>{escape(title)}</title><link>{HOME}news/{number}</link>"
            f'<guid isPermaLink="false">difficult-{number}</guid><category>{category}</category>'
            f"<dc:language>{language}</dc:language>"
            f"<pubDate>{24 - days:02} Oct 2024 09:30:00 +0000</pubDate>"
            f"<description>{escape(text)}</description>{more}</item>\n")


def rss(edited=False):
    """The document; `edited`: one of its texts has changed since."""
    items = [item(n, *fields) for n, fields in enumerate(ITEMS)]
    if edited:
        items[7] = item(7, *ITEMS[7][:4], "By now they have one.", "")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:media="http://search.yahoo.com/mrss/">'
            f"<channel><title>{escape(TITLE)}</title><link>{HOME}</link><description>…</description>"
            "<copyright>© 2024 the partners, all of whom have long names and addresses</copyright>\n"
            f"{''.join(items)}</channel></rss>\n").encode("utf-8")
