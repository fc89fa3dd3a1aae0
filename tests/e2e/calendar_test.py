"""Events as a calendar program sees them: python3-icalendar reads what we publish, and what a publisher calls off is
cancelled."""

from datetime import date, datetime, timedelta, timezone

import harness
from topic_page import read_html, words

TODAY = datetime.now(timezone.utc).replace(hour=18, minute=0, second=0, microsecond=0)


def day(days):
    return (TODAY + timedelta(days=days)).date()


def entry(name, start, end=None, place="", text="What there is to say."):
    ends = f"<ev:enddate>{end}</ev:enddate>" if end else ""
    return (f"<entry><id>urn:partner:{name}</id><title>{name}; one, two</title>"
            f'<link href="https://partner.example/{name}"/><updated>2024-09-02T08:15:00Z</updated>'
            f"<category term='Webinar'/><category term='Climate'/><summary>{text}</summary>"
            f"<ev:startdate>{start}</ev:startdate>{ends}<ev:location>{place}</ev:location></entry>")


def feed(*entries):
    return harness.Document(
        ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"'
         ' xmlns:ev="http://purl.org/rss/1.0/modules/event/"><title>Partner</title><id>urn:partner</id>'
         f"<updated>2024-09-02T08:15:00Z</updated><fh:complete/>{''.join(entries)}</feed>").encode(),
        content_type="application/atom+xml")


WALK = entry("walk", day(3), place="Vallée de l’Arve, entrée nord, près du très long mur de la médiathèque municipale")
FAIR = entry("fair", day(5), day(7), place="Juneau")
TALK = entry("talk", f"{day(9)}T18:00:00Z", f"{day(9)}T19:30:00Z")
OVER = entry("over", day(-10))
LONG_OVER = entry("long-over", day(-60))


class Calendar(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        try:
            import icalendar
        except ImportError:
            self.fail("icalendar is missing: install the Debian package python3-icalendar and run this test with "
                      "/usr/bin/python3")
        self.read = icalendar.Calendar.from_ical
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", feed(WALK, FAIR, TALK, OVER, LONG_OVER))
        self.daemon = harness.Daemon(self, {
            "10-partner.toml": f'[source.partner]\nurl = "{self.origin.url("/feed")}"\ntitle = "Our partner"\n',
            "20-topic.toml": '[topic.outings]\ntitle = "Outings, talks"\ndescription = "Where to go"\n'}).start()
        self.daemon.wait_for_poll("partner")
        harness.wait_until(lambda: len(self.events()) == 4, "four events")

    def calendar(self, path="/topics/outings.ics"):
        answer = self.daemon.get(path)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "text/calendar; charset=utf-8"))
        return self.read(answer.body)

    def events(self, path="/topics/outings.ics"):
        return {str(event["UID"]): event for event in self.calendar(path).walk("VEVENT")}

    def test_reads_days_instants_and_places(self):
        events = self.events()
        self.assertEqual(list(events), [f"urn:partner:{name}" for name in ["over", "walk", "fair", "talk"]])
        walk, fair, talk = (events[f"urn:partner:{name}"] for name in ["walk", "fair", "talk"])
        self.assertEqual((walk["DTSTART"].dt, walk["DTEND"].dt), (day(3), day(4)))
        self.assertIsInstance(walk["DTSTART"].dt, date)
        self.assertEqual((fair["DTSTART"].dt, fair["DTEND"].dt), (day(5), day(8)))
        self.assertEqual((talk["DTSTART"].dt, talk["DTEND"].dt),
                         (TODAY + timedelta(days=9), TODAY + timedelta(days=9, minutes=90)))
        self.assertEqual(str(walk["SUMMARY"]), "walk; one, two")
        self.assertEqual(str(walk["LOCATION"]),
                         "Vallée de l’Arve, entrée nord, près du très long mur de la médiathèque municipale")
        self.assertEqual([str(name) for name in walk["CATEGORIES"].cats], ["Webinar", "Climate"])
        self.assertEqual(str(walk["DESCRIPTION"]),
                         "What there is to say.\n\nSource: Our partner\nhttps://partner.example/walk")
        self.assertEqual(str(walk["URL"]), "https://partner.example/walk")

    def test_says_what_it_is_and_when_to_look_again(self):
        calendar = self.calendar()
        self.assertEqual(str(calendar["X-WR-CALNAME"]), "Outings, talks")
        self.assertEqual(str(calendar["NAME"]), "Outings, talks")
        self.assertEqual(str(calendar["VERSION"]), "2.0")
        self.assertEqual(str(calendar["REFRESH-INTERVAL"]), "PT60M")

    def test_an_edit_is_another_sequence_of_the_same_event(self):
        before = self.events()["urn:partner:walk"]
        self.origin.serve("/feed", feed(entry("walk", day(4), text="Moved by a day."), FAIR, TALK))
        self.assertEqual(self.daemon.poll().code, 0)
        after = harness.wait_until(
            lambda: next((event for event in self.events().values() if event["DTSTART"].dt == day(4)), None), "the move")
        self.assertEqual(after["UID"], before["UID"])
        self.assertGreater(after["SEQUENCE"], before["SEQUENCE"])
        self.assertGreater(after["DTSTAMP"].dt, before["DTSTAMP"].dt)

    def test_what_is_called_off_is_cancelled(self):
        self.origin.serve("/feed", feed(WALK, FAIR, OVER))
        self.assertEqual(self.daemon.poll().code, 0)
        for path in ["/topics/outings.ics", "/events.ics"]:
            talk = harness.wait_until(
                lambda: next((event for event in self.events(path).values() if event["STATUS"] == "CANCELLED"), None),
                "the cancellation")
            self.assertEqual(str(talk["UID"]), "urn:partner:talk")
            self.assertEqual(talk["DTSTART"].dt, TODAY + timedelta(days=9))
            self.assertEqual(talk["SEQUENCE"], 1)
            self.assertNotIn("one, two", str(talk["SUMMARY"]))

    def test_pages_show_what_is_to_come(self):
        page = read_html(self.daemon.get("/topics/outings").text())
        shown = [words(item.find("a")) for item in page.find(".//section[@aria-labelledby='upcoming']").iterfind(".//li")]
        self.assertEqual(shown, ["walk; one, two", "fair; one, two", "talk; one, two"])
        self.assertIn("/topics/outings.ics", [link.get("href") for link in page.iterfind(".//a")])
        events = read_html(self.daemon.get("/events").text())
        self.assertEqual([words(title) for title in events.iterfind(".//h3")], shown)
        self.assertIn("/events", [link.get("href") for link in page.iterfind(".//nav//a")])

    def test_same_bytes_after_a_restart(self):
        before = [self.daemon.get(path) for path in ["/topics/outings.ics", "/events.ics", "/events"]]
        self.daemon.restart()
        for answer, path in zip(before, ["/topics/outings.ics", "/events.ics", "/events"]):
            again = self.daemon.get(path, {"If-None-Match": answer.headers["ETag"]})
            self.assertEqual((path, again.status), (path, 304))
            self.assertEqual(again.headers["Last-Modified"], answer.headers["Last-Modified"])


if __name__ == "__main__":
    harness.main()
