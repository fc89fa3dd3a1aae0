"""The Debian package in a system of its own: installed, started, upgraded over an old store, removed, purged.

    python3 package_test.py commonplace_VERSION_ARCH.deb        (root; mmdebstrap and a Debian mirror that apt can reach)

The system is a folder with its own network, in which nothing but loopback exists; it is gone afterwards. There is no
systemd in it to start anything, so the unit's ExecStart is run by hand, as the unit's user.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request

import confinement
import harness
import upgrade_test

READERS, OPERATOR = "127.0.0.1:8080", "127.0.0.1:8081"
FEEDS = "etc/commonplace/feeds.d"


def run(*command, **more):
    ended = subprocess.run([str(word) for word in command], check=False, text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, **more)
    assert ended.returncode == 0, f"{' '.join(map(str, command))}\n{ended.stdout}"
    return ended.stdout


def dependencies(package):
    """Of each, the first alternative."""
    names = run("dpkg-deb", "--field", package, "Depends", "Pre-Depends").replace("Depends:", "").replace("Pre-", ",")
    return sorted({re.match(r"[^\s(|]+", part.strip())[0] for part in names.split(",") if part.strip()})


def make_older(package, folder):
    """The same package as it was before: with an older version, and a drop-in that has changed since."""
    tree = folder / "older"
    run("dpkg-deb", "--raw-extract", package, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: .*", "Version: 0.0.1", control.read_text(), flags=re.M))
    with (tree / FEEDS / "welcome.toml").open("a") as drop_in:
        drop_in.write("# of an older version\n")
    older = folder / "commonplace_0.0.1.deb"
    run("dpkg-deb", "--root-owner-group", "--build", tree, older)
    return older


def fetch(path, address=READERS):
    with urllib.request.urlopen(f"http://{address}{path}", timeout=harness.PATIENCE) as answer:
        return answer.read()


def wait_for_stories(path, count):
    harness.wait_until(lambda: fetch(path).count(b"<article") == count, f"{count} stories in {path}")


class System:
    """The folder that stands for a machine."""

    def __init__(self, root):
        self.root = root
        self.daemon = None
        self.log = root / "tmp" / "daemon.log"

    def path(self, place):
        return self.root / place.lstrip("/")

    def do(self, *command):
        return run("/usr/sbin/chroot", self.root, *command, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                                                       "DEBIAN_FRONTEND": "noninteractive"}, stdin=subprocess.DEVNULL)

    def install(self, package):
        shutil.copy(package, self.path("tmp/package.deb"))
        # As unattended upgrades do it: where both have changed a drop-in, the operator's stays.
        self.do("dpkg", "--force-confdef", "--force-confold", "--install", "/tmp/package.deb")

    def start(self):
        unit = confinement.read_unit(self.path("lib/systemd/system/commonplace.service"))
        user, = unit["User"]
        script = f"umask {unit['UMask'][0]}; cd {unit['WorkingDirectory'][0]} && exec {unit['ExecStart'][0]}"
        with self.log.open("wb") as log:
            self.daemon = subprocess.Popen(["/usr/sbin/chroot", f"--userspec={user}:{unit['Group'][0]}", self.root, "/bin/sh", "-c", script],
                                           env={"PATH": "/usr/bin:/bin"}, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        harness.wait_until(self.is_ready, f"the daemon to be ready:\n{self.log.read_text()}")

    def is_ready(self):
        assert self.daemon.poll() is None, self.log.read_text()
        try:
            return fetch("/readyz")
        except OSError:
            return False

    def stop(self):
        self.daemon.send_signal(signal.SIGTERM)
        assert self.daemon.wait(timeout=harness.PATIENCE) == 0, self.log.read_text()
        log = self.log.read_text()
        assert " warn " not in log and " error " not in log, log

    def left_behind(self):
        """What bears our name, but for what others write about every package."""
        found = run("find", self.root, "-xdev", "-name", "*commonplace*", "-not", "-path", f"{self.root}/tmp/*")
        return [line for line in found.splitlines() if "/proc/" not in line]


def expect(is_so, what, shown=""):
    assert is_so, f"{what}\n{shown}"
    print(f"   ok: {what}", flush=True)


def installs_and_runs(system, package):
    system.install(package)
    stat = lambda place: system.do("stat", "--format=%a %U:%G", place).strip()
    expect(stat("/" + FEEDS) == "2750 root:commonplace", "drop-ins are written by root and read by the daemon only")
    expect(stat("/var/lib/commonplace") == "750 commonplace:commonplace", "the store's folder belongs to the daemon")
    wanted = system.path("etc/systemd/system")
    expect((wanted / "multi-user.target.wants/commonplace.service").is_symlink(), "the service starts at boot")
    expect(not (wanted / "sockets.target.wants").exists(), "the sockets wait to be wanted")
    for place in ["man/man1/commonplace.1.gz", "man/man5/commonplace.toml.5.gz", "bash-completion/completions/commonplace",
                  "commonplace/monitoring/commonplace-alerts.yml", "doc/commonplace/copyright"]:
        expect(system.path(f"usr/share/{place}").is_file(), f"there is {place}")
    expect("no mistakes" in system.do("commonplace", "check"), "the drop-ins are good")
    system.start()
    wait_for_stories("/topics/welcome", 4)
    expect(b"Name a source" in fetch("/topics/welcome"), "the welcome topic says what to do next")
    began = time.monotonic()
    system.path(FEEDS + "/mine.toml").write_text('[topic.mine]\ntitle = "Mine"\nmatch = "public_url OR query"\n')
    harness.wait_until(lambda: b"/topics/mine" in fetch("/"), "a topic that was dropped into the folder")
    wait_for_stories("/topics/mine", 2)
    expect(True, f"a topic dropped into the folder is published {time.monotonic() - began:.1f} s later, and nobody restarted anything")
    system.path(FEEDS + "/mine.toml").unlink()
    expect(b"welcome" in fetch("/status", OPERATOR), "the operator sees how it is")
    expect('"state":"ok"' in system.do("commonplace", "sources", "--json"), "commands find the configuration and the store")
    system.stop()
    expect(system.do("find", "/var/lib/commonplace", "-type", "f", "-perm", "/077") == "", "nobody else can read the store")


def respects_drop_ins(system, package):
    before = system.path(FEEDS + "/welcome.toml").read_text()
    system.install(package)
    expect(system.path(FEEDS + "/welcome.toml").read_text() != before, "what the operator left alone is brought up to date")
    system.start()
    expect(fetch("/topics/welcome").count(b"<article") == 4, "the upgraded service serves what it had, at once")
    system.stop()


def takes_over_an_old_store(system, older, package):
    system.do("dpkg", "--purge", "commonplace")
    system.install(older)
    feeds, store = system.path(FEEDS), system.path("var/lib/commonplace/commonplace.db")
    upgrade_test.write_configuration(feeds.parent, True, READERS, OPERATOR)
    (feeds / "old.toml").replace(feeds / "00-service.toml")
    (feeds / "welcome.toml").unlink()
    edited = (feeds / "00-service.toml").read_text()
    upgrade_test.restore(upgrade_test.STORES / "first.sql", store)
    system.do("chown", "commonplace:commonplace", "/var/lib/commonplace/commonplace.db")
    system.install(package)
    expect((feeds / "00-service.toml").read_text() == edited, "what the operator changed stays")
    expect(not (feeds / "welcome.toml").exists(), "what the operator took away stays away")
    system.do("chgrp", "-R", "commonplace", "/" + FEEDS)
    system.start()
    before = upgrade_test.promises((upgrade_test.STORES / "first.atom").read_bytes())
    expect(upgrade_test.promises(fetch("/topics/everything.atom")) == before, "ids, dates and pages of the first version hold")
    system.stop()


def leaves_nothing(system):
    system.do("dpkg", "--remove", "commonplace")
    expect(system.path("var/lib/commonplace/commonplace.db").exists(), "removed: the store stays")
    expect(system.path(FEEDS + "/00-service.toml").exists(), "removed: the drop-ins stay")
    expect(not system.path("usr/bin/commonplace").exists(), "removed: the program is gone")
    system.do("dpkg", "--purge", "commonplace")
    left = system.left_behind()
    expect(not left, "purged: nothing is left", "\n".join(left))


def inside(root, older, package):
    """In namespaces of our own."""
    run("ip", "link", "set", "lo", "up")
    run("mount", "--make-rprivate", "/")
    run("mount", "-t", "proc", "proc", root / "proc")
    run("mount", "--rbind", "/dev", root / "dev")
    system = System(root)
    try:
        for step in [(installs_and_runs, older), (respects_drop_ins, package), (takes_over_an_old_store, older, package),
                     (leaves_nothing,)]:
            print(step[0].__name__.replace("_", " "), flush=True)
            step[0](system, *step[1:])
    finally:
        if system.daemon and system.daemon.poll() is None:
            system.daemon.kill()


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--inside":
        return inside(*map(pathlib.Path, sys.argv[2:]))
    if len(sys.argv) != 2 or os.geteuid() != 0:
        sys.exit(f"usage: {sys.argv[0]} commonplace_VERSION_ARCH.deb    (as root)")
    package = pathlib.Path(sys.argv[1]).resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="commonplace-package-"))
    folder.chmod(0o755)
    try:
        root = folder / "root"
        print("a system to install it in", flush=True)
        run("mmdebstrap", "--variant=apt", f"--include={','.join(['systemd', *dependencies(package)])}", "bookworm", root)
        older = make_older(package, folder)
        sys.exit(subprocess.call(["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", sys.executable, "-B", __file__, "--inside",
                                  root, older, package]))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
