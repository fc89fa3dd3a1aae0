"""The feed of an invented partner, as publishers of library news write them: midnight dates, titles that begin with the
day of an event, tracking parameters on every link, teasers cut off by the publisher. Own words throughout."""

from dataclasses import dataclass
from html import escape

HOME = "https://tidewater-partners.example/"
TITLE = "Tidewater Library Partners"


@dataclass(frozen=True)
class Item:
    slug: str
    title: str
    day: str  # as pubDate writes it
    text: str
    category: str = "News"

    def to_rss(self, home=HOME):
        link = f"{home}news/{self.slug}.html?utm_source=rss&utm_medium=feed"
        return (f"<item><title>{escape(self.title)}</title><link>{escape(link)}</link>"
                f'<guid isPermaLink="false">{self.slug}</guid><category>{self.category}</category>'
                f"<pubDate>{self.day} 00:00:00 +0000</pubDate><description>{escape(self.text)}</description></item>\n")


ITEMS = [
    Item("october-24-seed-libraries", "October 24, Seed libraries and school gardens", "Thu, 24 Oct 2024",
         "See how two branches and a school became partners over a drawer of bean seeds & a borrowed spade."),
    Item("november-21-under-one-roof", "November 21, Under one roof: Clinics that move in with the library",
         "Thu, 24 Oct 2024",
         "A nurse, a librarian and an architect talk about a partnership that shares one front door."),
    Item("october-9-counting-together", "October 9, Counting together: Open data with the neighbours",
         "Wed, 09 Oct 2024", 'Bring a question; our partners from "Numbers for All" bring the tables.'),
    Item("walking-the-story", "Past the front desk: Walking a story with the parks department", "Thu, 26 Sep 2024",
         "A recorded session on planning story walks with a partner who owns the paths.", "Webinar"),
    # The letters with marks are written with combining characters, as some editors leave them.
    Item("kuparuk-library", "Kuparuk Consortium Library, Il\u0323isag\u0307vik College", "Tue, 24 Sep 2024",
         "Planning for storms has become daily work for small libraries. A consortium in the far north shows how "
         "partners keep people, records and radios together when the road is closed and informa..."),
    Item("shared-kitchen", "The shared kitchen: What cooking clubs teach a library", "Tue, 10 Sep 2024",
         "As places where everybody may come in, libraries are good partners for teaching how to cook well on little "
         "money. This report follows three kitchens through their first year, from the hunt for a stove that the fire "
         "marshal would accept to the evening on which the waiting list grew longer than the table."),
    Item("murals-that-answer", "Murals that answer: Games that send readers outdoors", "Tue, 27 Aug 2024",
         "Staff and partners painted, recorded and hid; families walked, listened and found."),
    Item("tired-colleagues", "When colleagues are tired: Notes on burnout", "Tue, 13 Aug 2024",
         "What a partnership with an occupational health service changed in a year, in plain numbers."),
    Item("thinking-in-steps", "Thinking in steps @ your library: Puzzles for the very young", "Thu, 08 Aug 2024",
         "Learn with a partner from the science museum how children of four take a problem apart.", "Webinar"),
    Item("led-by-neighbours", "A library led by its neighbours", "Wed, 10 Jul 2024",
         "Handing over the agenda is the hardest part of being partners. A town that did it looks back."),
]


def rss(items, title=TITLE, home=HOME):
    """The items as an RSS 2.0 document."""
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{escape(title)}</title>'
            f"<link>{home}</link><description>News of {escape(title)}</description>\n"
            f"{''.join(item.to_rss(home) for item in items)}</channel></rss>\n").encode("utf-8")
