"""`commonplace config`: the settings in force, and which file, flag or default decided on each."""

import harness

SERVICE = '[service]\ntitle = "News"\ndatabase = "sqlite:news.db"\n\n[defaults]\ninterval = "3h"\n'
PARTNER = ('[source.webjunction]\nurl = "https://ann:s3cret@partner.example/feed"\ninterval = "2h"\n'
           'headers = { Authorization = "Bearer ${env:PARTNER_TOKEN}", X-Key = "s3cret" }\n\n'
           '[topic.x]\nmatch = "partner*"\n')


class Settings(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.config = self.folder / "feeds.d"
        self.config.mkdir()
        self.write("00-service.toml", SERVICE)
        self.write("10-partner.toml", PARTNER.replace("${env:PARTNER_TOKEN}", "${file:" + str(self.folder / "token") + "}"))
        (self.folder / "token").write_text("f1le-s3cret", encoding="utf-8")

    def write(self, name, text):
        (self.config / name).write_text(text, encoding="utf-8")

    def ask(self, *arguments):
        told = self.run_command("config", "--config", self.config, *arguments)
        self.assertNotIn("s3cret", told.out + told.err)
        return told

    def explain(self, key, *arguments):
        told = self.ask("--explain", key, *arguments)
        self.assertEqual((told.code, told.err), (0, ""))
        return told.out

    def test_the_value_in_force_and_the_line_that_sets_it(self):
        for key, value, where in [
                ("source.webjunction.interval", '"2h"', f"set in {self.config}/10-partner.toml:3:1"),
                ("source.webjunction.min_interval", '"15m"', "the built-in default"),
                ("service.title", '"News"', f"set in {self.config}/00-service.toml:2:1"),
                ("topic.x.match", '"partner*"', f"set in {self.config}/10-partner.toml:7:1"),
                ("defaults.interval", '"3h"', f"set in [defaults] {self.config}/00-service.toml:6:1"),
                ("source.webjunction.title", "(none)", "it has no default"),
                ("source.webjunction.headers.X-Key", "(not shown)", "10-partner.toml:4:1")]:
            told = self.explain(key)
            self.assertTrue(told.startswith(f"{key} = {value}\n"), told)
            self.assertIn(where, told)
        told = self.explain("source.webjunction.interval")
        self.assertIn(f'instead of "3h", set in [defaults] {self.config}/00-service.toml:6:1', told)
        self.assertIn('instead of "1h", the built-in default', told)

    def test_a_secret_is_told_by_its_reference(self):
        self.assertIn("Bearer ${file:", self.explain("source.webjunction.headers"))
        self.assertIn('"https://partner.example/feed"', self.explain("source.webjunction.url"))

    def test_a_flag_takes_the_place_of_a_file(self):
        told = self.explain("service.database", "--database", "sqlite:other.db")
        self.assertTrue(told.startswith('service.database = "sqlite:other.db"\n  set on the command line\n'), told)
        self.assertIn('instead of "sqlite:news.db"', told)

    def test_all_of_them(self):
        told = self.ask()
        self.assertEqual((told.code, told.err), (0, ""))
        rows = {line.split()[0]: line for line in told.out.splitlines()[1:]}
        self.assertIn("10-partner.toml:3:1", rows["source.webjunction.interval"])
        self.assertIn("built in", rows["service.log_level"])
        self.assertIn("[defaults]", rows["defaults.interval"])
        self.assertNotIn("source.webjunction.priority", rows, "it is as it is by default")
        lines = {line["key"]: line for line in self.ask("--json").json_lines()}
        self.assertEqual(lines["source.webjunction.priority"]["by"], "built-in")
        interval = lines["source.webjunction.interval"]
        self.assertEqual((interval["value"], interval["by"], interval["line"], interval["column"]), ('"2h"', "file", 3, 1))
        self.assertEqual([other["by"] for other in interval["instead_of"]], ["defaults", "built-in"])

    def test_an_unknown_key(self):
        for key, near in [("source.webjuntion.interval", "source.webjunction"), ("service.titel", "service.title")]:
            told = self.ask("--explain", key)
            self.assertEqual((told.code, told.out), (1, ""))
            self.assertIn(f"did you mean '{near}'?", told.err)

    def test_a_bad_file_is_told_and_what_holds_of_it(self):
        self.run_command("poll", "--config", self.config, "nobody")  # reads the drop-ins into a store
        self.write("10-partner.toml", PARTNER.replace('"2h"', "2"))
        told = self.ask("--explain", "source.webjunction.interval")
        self.assertEqual(told.code, 0)
        self.assertIn("10-partner.toml:3:12: error:", told.err)
        self.assertIn('source.webjunction.interval = "2h"', told.out)
        self.assertIn("10-partner.toml:3:1 as it was before it went bad", told.out)


if __name__ == "__main__":
    harness.main()
