"""Hosts that are asked through redirects: they have the same peace as those that sources name."""

import harness

COUNT = 6


class Redirects(harness.EndToEnd):
    def setUp(self):
        super().setUp()
        self.shared = harness.Origin(self)
        publishers = harness.Origin(self, host="127.0.0.2")
        for i in range(COUNT):
            publishers.serve(f"/{i}", harness.Document(b"", status=302, headers={"Location": self.shared.url(f"/{i}")}))
        sources = "".join(f'[source.s{i}]\nurl = "http://127.0.0.2:{publishers.port}/{i}"\n' for i in range(COUNT))
        self.daemon = harness.Daemon(self, {"sources.toml": sources}, allow_networks=("127.0.0.0/8",))
        service = self.daemon.config / "00-service.toml"
        self.daemon.write(service.name, service.read_text().replace("host_connections = 64", "host_connections = 1"))

    def test_who_is_sent_to_a_host_that_asked_us_to_stay_away_comes_back_later(self):
        """It says so to the first, and is not asked by the others, whose fault that is not."""
        for i in range(COUNT):
            self.shared.serve(f"/{i}", harness.Document(b"", status=429, headers={"Retry-After": "600"}))
        self.daemon.start()

        def waiting():
            sources = self.daemon.admin("/api/sources").json()
            return [source for source in sources if "127.0.0.1 is busy" in source.get("next_poll_reason", "")]

        harness.wait_until(lambda: len(waiting()) == COUNT - 1, "all but one to be put off")
        self.assertEqual({source["failures"] for source in waiting()}, {0})
        self.assertEqual(len(self.shared.seen()), 1)


if __name__ == "__main__":
    harness.main()
