"""Archives (RFC 5005) and deltas (RFC 3229): a reader who was away gets everything, and one who was not gets what is
new."""

import http.client
from xml.etree import ElementTree

import harness

ATOM = {"atom": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0",
        "fh": "http://purl.org/syndication/history/1.0"}
TOKEN = "branch-token-17"
SIZE = 50  # stories in a document


def entry(number, text="What there is to say of it."):
    return (f"<entry><id>urn:partner:{number}</id><title>Number {number}</title>"
            f'<link href="https://partner.example/{number}"/><updated>2024-09-02T08:{number // 60:02}:{number % 60:02}Z'
            f"</updated><summary>{text}</summary></entry>")


def feed(entries):
    return harness.Document(
        ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"><title>Partner'
         "</title><id>urn:partner</id><updated>2024-09-02T08:15:00Z</updated><fh:complete/>"
         + "".join(entries) + "</feed>").encode(),
        content_type="application/atom+xml")


class Away(harness.EndToEnd):
    TOPIC = '[topic.all]\ntitle = "Everything"\n'

    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.entries = [entry(number) for number in range(2 * SIZE + 7)]
        self.origin.serve("/feed", feed(self.entries))
        self.daemon = harness.Daemon(self, {
            "10-partner.toml": f'[source.partner]\nurl = "{self.origin.url("/feed")}"\n',
            "20-topic.toml": self.TOPIC}).start()
        self.daemon.wait_for_poll("partner")
        harness.wait_until(lambda: self.daemon.get(f"/topics/all.rss?token={TOKEN}").text().count("<item>") == 20,
                           "the newest stories")

    def poll(self):
        self.origin.serve("/feed", feed(self.entries))
        outcome = self.daemon.poll("partner")
        self.assertEqual(outcome.code, 0, outcome.err)


class Archives(Away):
    def setUp(self):
        super().setUp()
        harness.wait_until(lambda: "max-age=86400" in self.daemon.get("/topics/all/archive/2.atom").headers["Cache-Control"],
                           "the second archive to be complete")

    def link(self, document, rel):
        found = document.find(f"atom:link[@rel='{rel}']", ATOM)
        return None if found is None else found.get("href").removeprefix(harness.PUBLIC_URL)

    def titles(self, document):
        return [found.text for found in document.iterfind("atom:entry/atom:title", ATOM)]

    def document(self, path):
        answer = self.daemon.get(path)
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "application/atom+xml; charset=utf-8"))
        return ElementTree.fromstring(answer.body)

    def test_a_reader_who_follows_the_links_has_everything_once(self):
        subscription = self.document("/topics/all.atom")
        chain, path = [], self.link(subscription, "prev-archive")
        while path:
            document = self.document(path)
            self.assertIsNotNone(document.find("fh:archive", ATOM))
            self.assertEqual(self.link(document, "current"), "/topics/all.atom")
            self.assertEqual(self.link(document, "self"), path)
            self.assertEqual(document.findtext("atom:id", namespaces=ATOM), subscription.findtext("atom:id", namespaces=ATOM))
            chain.insert(0, document)
            path = self.link(document, "prev-archive")
        self.assertEqual([len(self.titles(document)) for document in chain], [SIZE, SIZE, 7])
        self.assertEqual(sum(map(self.titles, chain), []), [f"Number {number}" for number in range(2 * SIZE + 7)])
        forward, path = [], "/topics/all/archive/1.atom"
        while path:
            forward.append(path)
            path = self.link(self.document(path), "next-archive")
        self.assertEqual(forward, [f"/topics/all/archive/{number}.atom" for number in (1, 2, 3)])

    def test_a_complete_document_never_changes(self):
        before = [self.daemon.get(f"/topics/all/archive/{number}.atom") for number in (1, 2)]
        self.entries[3] = entry(3, "An edited text.")
        self.entries.append(entry(900))
        self.poll()
        self.daemon.write("20-topic.toml", '[topic.all]\ntitle = "Renamed"\nmatch = "title:900"\n')
        self.daemon.reload()
        harness.wait_until(lambda: "Renamed" in self.daemon.get("/topics/all").text(), "the new configuration")
        self.daemon.restart()
        for number, answer in zip((1, 2), before):
            again = self.daemon.get(f"/topics/all/archive/{number}.atom")
            self.assertEqual((again.body, again.headers["ETag"], again.headers["Last-Modified"]),
                             (answer.body, answer.headers["ETag"], answer.headers["Last-Modified"]))
            known = self.daemon.get(f"/topics/all/archive/{number}.atom", {"If-None-Match": answer.headers["ETag"]})
            self.assertEqual(known.status, 304)

    def test_what_is_withdrawn_is_taken_out(self):
        del self.entries[3]
        self.poll()
        document = self.document("/topics/all/archive/1.atom")
        self.assertNotIn("Number 3", self.titles(document))
        self.assertEqual([gone.get("ref") for gone in document.iterfind("at:deleted-entry", ATOM)], ["urn:partner:3"])
        self.assertEqual(len(self.titles(document)), SIZE - 1)

    def test_what_is_hidden_is_taken_out(self):
        [key] = [found["key"] for found in self.daemon.entries() if found["title"] == "Number 60"]
        self.daemon.write("20-topic.toml", f'{self.TOPIC}hide = ["{key}"]\n')
        self.daemon.reload()
        harness.wait_until(lambda: "Number 60" not in self.titles(self.document("/topics/all/archive/2.atom")), "hiding")

    def test_there_are_no_others(self):
        for path in ["/topics/all/archive/0.atom", "/topics/all/archive/4.atom", "/topics/none/archive/1.atom"]:
            self.assertEqual((path, self.daemon.get(path).status), (path, 404))

    def test_the_store_is_sound(self):
        self.daemon.stop()
        self.daemon.check_store()


class Guarded(Away):
    TOPIC = f'[topic.all]\ntitle = "Everything"\naccess = ["{TOKEN}"]\n'

    def test_archives_ask_for_the_token(self):
        path = "/topics/all/archive/1.atom"
        harness.wait_until(lambda: self.daemon.get(f"{path}?token={TOKEN}").status == 200, "the archive")
        refused = self.daemon.get(path)
        self.assertEqual(refused.status, 401)
        self.assertNotIn("Number", refused.text())
        admitted = self.daemon.get(f"{path}?token={TOKEN}")
        self.assertTrue(admitted.headers["Cache-Control"].startswith("private"))
        self.assertNotIn(TOKEN, admitted.text() + str(admitted.headers))


class Deltas(Away):
    def get(self, form, etag, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.daemon.port, timeout=harness.PATIENCE)
        try:
            connection.request("GET", f"/topics/all.{form}", headers={"A-IM": "feed", "If-None-Match": etag, **headers})
            response = connection.getresponse()
            return response.status, response.reason, response.headers, response.read()
        finally:
            connection.close()

    def test_a_reader_who_has_an_earlier_state_gets_what_is_new(self):
        before = {form: self.daemon.get(f"/topics/all.{form}") for form in ("atom", "rss")}
        self.entries[-1] = entry(2 * SIZE + 6, "An edited text.")
        self.entries.append(entry(900))
        del self.entries[-3]
        self.poll()
        for form, earlier in before.items():
            self.assertIn("A-IM", earlier.headers["Vary"])
            now = harness.wait_until(
                lambda: (answer := self.daemon.get(f"/topics/all.{form}")).headers["ETag"] != earlier.headers["ETag"]
                and answer, "the new state")
            status, reason, headers, body = self.get(form, earlier.headers["ETag"])
            self.assertEqual((status, reason), (226, "IM Used"))
            self.assertEqual(headers["IM"], "feed")
            self.assertEqual(headers["ETag"], now.headers["ETag"])
            self.assertIn("A-IM", headers["Vary"])
            self.assertIn("no-store", headers["Cache-Control"])
            root = ElementTree.fromstring(body)
            if form == "atom":
                titles = [found.text for found in root.iterfind("atom:entry/atom:title", ATOM)]
                self.assertEqual([gone.get("ref") for gone in root.iterfind("at:deleted-entry", ATOM)],
                                 [f"urn:partner:{2 * SIZE + 5}"])
            else:
                titles = [found.text for found in root.iterfind("channel/item/title")]
            self.assertEqual(titles[:2], ["Number 900", f"Number {2 * SIZE + 6}"])
            self.assertLessEqual(len(titles), 3)  # one more may have filled the place that became free
            self.assertLess(len(body), len(now.body) // 2)
            self.assertEqual(self.get(form, now.headers["ETag"])[0], 304)
            self.assertEqual(self.get(form, '"nobody knows this"')[0], 200)
            self.assertEqual(self.daemon.get(f"/topics/all.{form}", {"If-None-Match": earlier.headers["ETag"]}).status, 200)


if __name__ == "__main__":
    harness.main()
