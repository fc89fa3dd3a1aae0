"""The folder of the drop-ins changes, and the daemon reads it again by itself."""

import os
import pathlib
import shutil

import harness
import partner_feed


def topic(slug, title):
    return f'[topic.{slug}]\ntitle = "{title}"\n'


class Watch(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS)))
        self.daemon = harness.Daemon(self, {
            "10-tidewater.toml": f'[source.tidewater]\nurl = "{self.origin.url("/feed")}"\n',
            "20-all.toml": topic("all", "All")})

    def title(self, slug="all"):
        answer = self.daemon.get(f"/topics/{slug}.json")
        return answer.json()["title"].split(" · ")[0] if answer.status == 200 else None

    def wait_for_title(self, title, slug="all"):
        harness.wait_until(lambda: self.title(slug) == title, f"the title {title!r}")

    def file(self, name):
        return self.daemon.config / name

    def reloads(self):
        return [line.split("reloaded: ")[1] for line in self.daemon.log().splitlines() if "reloaded: " in line]

    def test_whatever_way_a_file_is_changed(self):
        self.daemon.start()
        self.daemon.write("20-all.toml", topic("all", "Renamed into place"))
        self.wait_for_title("Renamed into place")
        self.file("20-all.toml").write_text(topic("all", "In place"), encoding="utf-8")
        self.wait_for_title("In place")
        self.file("20-all.toml").rename(self.file("20-all.toml~"))
        self.file("20-all.toml").write_text(topic("all", "Kept a copy"), encoding="utf-8")
        self.wait_for_title("Kept a copy")
        self.daemon.write("21-more.toml", topic("more", "More"))
        self.wait_for_title("More", "more")
        self.file("21-more.toml").unlink()
        self.wait_for_title(None, "more")
        self.assertIn("1 topic removed (more); 1 source, 1 topic", self.reloads()[-1])

    def test_a_new_source_is_polled_without_a_word(self):
        self.daemon.start()
        self.origin.serve("/late", harness.Document(partner_feed.rss(partner_feed.ITEMS[:1], "Late comers")))
        self.daemon.write("40-late.toml", f'[source.late]\nurl = "{self.origin.url("/late")}"\n')
        self.origin.wait_for_requests(1, "/late")

    def test_a_bad_file_is_told_and_mended(self):
        self.daemon.start()
        self.daemon.write("20-all.toml", topic("all", "Torn") + "limit = many\n")
        harness.wait_until(lambda: self.daemon.admin("/api/status").json()["kept"] == [str(self.file("20-all.toml"))],
                           "the bad file to be noticed")
        self.assertEqual(self.title(), "All")
        self.daemon.write("20-all.toml", topic("all", "Mended"))
        self.wait_for_title("Mended")
        self.assertEqual(self.daemon.admin("/api/status").json()["messages"], [])

    def test_nothing_is_read_again_where_nothing_is_different(self):
        self.daemon.start()
        os.utime(self.file("20-all.toml"))
        self.daemon.write("20-all.toml", topic("all", "All"))
        (self.file(".20-all.toml.swp")).write_text("an editor's", encoding="utf-8")
        (self.file("README")).write_text("no drop-in", encoding="utf-8")
        self.daemon.write("21-more.toml", topic("more", "More"))
        self.wait_for_title("More", "more")
        self.assertEqual(self.reloads(), ["1 topic added (more); 1 source, 2 topics"])

    def test_a_folder_that_is_missing_changes_nothing_until_it_is_back(self):
        self.daemon.start()
        self.daemon.wait_for_poll("tidewater")
        away = self.daemon.folder / "away"
        self.daemon.config.rename(away)
        harness.wait_until(lambda: any("cannot read the folder" in message
                                       for message in self.daemon.admin("/api/status").json()["messages"]),
                           "the missing folder to be noticed")
        self.assertEqual((self.title(), self.daemon.source("tidewater")["state"]), ("All", "ok"))
        (away / "20-all.toml").write_text(topic("all", "Another folder"), encoding="utf-8")
        away.rename(self.daemon.config)
        self.wait_for_title("Another folder")
        self.daemon.write("20-all.toml", topic("all", "And in it"))
        self.wait_for_title("And in it")
        self.assertEqual(len(self.origin.seen("/feed")), 1, "the source was never taken out")

    def test_a_configuration_that_is_mounted_by_kubernetes(self):
        files = {path.name: path.read_text(encoding="utf-8") for path in self.daemon.config.iterdir()}

        def publish(version, changed):
            folder = self.file(f"..{version}")
            folder.mkdir()
            for name, text in {**files, **changed}.items():
                (folder / name).write_text(text, encoding="utf-8")
            self.file("..data_tmp").symlink_to(folder.name)
            self.file("..data_tmp").rename(self.file("..data"))

        for name in files:
            self.file(name).unlink()
        publish("2024_1", {})
        for name in files:
            self.file(name).symlink_to(pathlib.Path("..data") / name)
        self.daemon.start()
        self.assertEqual(self.title(), "All")
        for version in ["2024_2", "2024_3"]:
            publish(version, {"20-all.toml": topic("all", version)})
            self.wait_for_title(version)

    def test_files_that_are_links_to_elsewhere(self):
        elsewhere = self.folder / "repository"
        elsewhere.mkdir()
        shutil.move(self.file("20-all.toml"), elsewhere / "all.toml")
        self.file("20-all.toml").symlink_to(elsewhere / "all.toml")
        self.daemon.start()
        (elsewhere / "all.toml").write_text(topic("all", "Edited there"), encoding="utf-8")
        self.wait_for_title("Edited there")


if __name__ == "__main__":
    harness.main()
