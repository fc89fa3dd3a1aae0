"""What is secret stays secret: not in a page, a listing, a message, the log, a metric or an export, whatever goes wrong."""

import base64

import harness
import partner_feed

# Each stands for one way of telling the service a secret. Whoever finds one of them outside has found a leak.
TOKEN = "canary-token-4711"
PASSWORD = "canary-password-4712"
USERINFO = "canary-userinfo-4713"
HOOK = "canary-hook-4715"
READER = "canary-reader-4716"
PROXY = "canary-proxy-4717"
SECRETS = [TOKEN, PASSWORD, USERINFO, HOOK, READER, PROXY]


class Secrets(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.origin = harness.Origin(self)
        self.origin.serve("/feed", harness.Document(partner_feed.rss(partner_feed.ITEMS[:3])))
        port = self.origin.port
        files = {}
        for name, secret in [("token", TOKEN), ("password", PASSWORD), ("hook", HOOK), ("reader", READER)]:
            files[name] = self.folder / name
            files[name].write_text(secret + "\n", encoding="utf-8")
        alerts = f'alerts = {{ webhook = "http://127.0.0.1:{port}/${{file:{files["hook"]}}}", after = "1s" }}\n'
        self.daemon = harness.Daemon(self, {
            "10-header.toml": f'[source.header]\nurl = "{self.origin.url("/feed")}"\n'
                              f'headers = {{ Authorization = "Bearer ${{file:{files["token"]}}}" }}\n',
            "11-password.toml": f'[source.password]\nurl = "{self.origin.url("/missing")}"\nusername = "ann"\n'
                                f'password = "${{file:{files["password"]}}}"\n',
            "12-userinfo.toml": f'[source.userinfo]\nurl = "http://ann:{USERINFO}@127.0.0.1:{port}/broken"\n',
            "13-proxy.toml": f'[source.proxy]\nurl = "{self.origin.url("/feed")}"\nproxy = "http://ann:{PROXY}@127.0.0.1:1"\n',
            "20-everything.toml": '[topic.everything]\ntitle = "Everything"\n',
            "21-guarded.toml": f'[topic.guarded]\ntitle = "Guarded"\naccess = ["${{file:{files["reader"]}}}"]\n',
            # Mistakes beside a secret: the message is about the mistake.
            "90-bad.toml": f'[source.bad]\nurl = "http://ann:{USERINFO}@"\npassword = "{PASSWORD}"\nintervall = "1h"\n',
            "91-torn.toml": f'[source.torn]\npassword = "{PASSWORD}\n',
        }, service=alerts)

    def everything_that_comes_out(self):
        daemon = self.daemon
        slugs = ["header", "password", "userinfo", "proxy"]
        for path in ["/status", "/api/status", "/api/sources", "/api/topics", "/api/entries", "/metrics",
                     *(f"/status/{slug}" for slug in slugs), *(f"/api/sources/{slug}" for slug in slugs)]:
            yield path, daemon.admin(path).text()
        for path in ["/", "/sources", "/topics/everything", "/topics/everything.atom", "/topics/everything.opml", "/opml.xml",
                     "/sitemap.xml", "/search?q=library", "/topics/guarded", "/topics/guarded.atom", "/nowhere"]:
            yield path, daemon.get(path).text()
        for arguments in [["check"], ["config"], ["config", "--json"], ["status"], ["status", "--json"], ["reload"],
                          ["reload", "--json"], ["doctor"], ["doctor", "--json"], ["sources"], ["sources", "--json"], ["topics", "--json"], ["entries", "--json"],
                          ["export"], ["export", "--json"], ["poll"], ["poll", "--json"],
                          *(["config", "--explain", f"source.{slug}"] for slug in slugs),
                          *(["explain", slug] for slug in slugs), *(["report", slug] for slug in slugs)]:
            ended = daemon.command(*arguments)
            yield " ".join(arguments), ended.out + ended.err
        yield "the log", daemon.log()

    def test_none_comes_out(self):
        self.daemon.start()
        self.daemon.wait_for_poll("header", "password", "userinfo", "proxy")
        harness.wait_until(lambda: self.origin.seen(f"/{HOOK}"), "an alert")
        forms = {secret: [secret, base64.b64encode(f"ann:{secret}".encode()).decode()] for secret in SECRETS}
        for place, text in self.everything_that_comes_out():
            for secret, spelled in forms.items():
                for form in spelled:
                    self.assertNotIn(form, text, f"{secret} in {place}")

    def test_they_reach_whom_they_are_for_and_nobody_else(self):
        self.daemon.start()
        self.daemon.wait_for_poll("header", "userinfo")
        sent = {request.path: request.headers["Authorization"] for request in self.origin.seen() if request.headers["Authorization"]}
        self.assertIn(f"Bearer {TOKEN}", sent.values())
        self.assertEqual({path for path, value in sent.items() if TOKEN in value}, {"/feed"})


if __name__ == "__main__":
    harness.main()
