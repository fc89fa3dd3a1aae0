"""Runs a program as close to how systemd would by a unit file as one can without systemd being process 1.

    python3 confinement.py UNIT WRITABLE_FOLDER -- PROGRAM ARGUMENTS…

Applied are: the system call filter with everything the unit's other lines forbid by one, no new privileges, the limit of
descriptors, the file mask; and for root also an account without rights and a read-only file system but for the folder.
A call outside of the filter kills the program, where the unit would merely refuse it: a test must not miss it.
"""

import ctypes
import fcntl
import os
import pathlib
import re
import resource
import subprocess
import sys

SIGSYS = 31
NOBODY = 65534

_KILL_PROCESS = 0x80000000
_ALLOW = 0x7FFF0000
_EQUAL, _MASKED_EQUAL = 4, 7
_PROT_WRITE, _PROT_EXEC = 2, 4
_FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}
_CLONE_NEWNS = 0x00020000
_MS_RDONLY, _MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 32, 4096, 16384, 1 << 18
_PR_SET_NO_NEW_PRIVS = 38


class _Comparison(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def read_unit(path):
    """The lines of the unit, a list of values for each name."""
    settings = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith(("#", ";")):
            settings.setdefault(name.strip(), []).append(value.strip())
    return settings


def call_sets():
    """The names that SystemCallFilter= knows for sets of calls, as this system's systemd spells them out."""
    listing = subprocess.run(["systemd-analyze", "--no-pager", "syscall-filter"], capture_output=True, check=True, text=True).stdout
    sets, current = {}, None
    for line in listing.splitlines():
        if line.startswith("@"):
            current = sets.setdefault(line.strip(), set())
        elif current is not None and (word := re.match(r"\s+([@\w-]+)$", line)):
            current.add(word[1])

    def calls(name):
        return set().union(*(calls(part) if part.startswith("@") else {part} for part in sets[name]))

    return {name: calls(name) for name in sets}


def allowed_calls(unit):
    """The first SystemCallFilter= of our unit names what is allowed, those with ~ take away from it."""
    sets = call_sets()
    allowed = set(sets["@default"])
    for line in unit["SystemCallFilter"]:
        words = line.lstrip("~").split()
        named = set().union(*(sets[word] if word.startswith("@") else {word} for word in words))
        allowed = allowed - named | sets["@default"] if line.startswith("~") else allowed | named
    return allowed


def load_filter(unit, allowed):
    """Everything below this line is judged by the filter, also of what we then become."""
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(_KILL_PROCESS)))

    def add(action, name, *comparisons):
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number < 0:
            return  # of another architecture, or younger than the library
        rules = (_Comparison * len(comparisons))(*comparisons)
        outcome = library.seccomp_rule_add_array(context, ctypes.c_uint32(action), number, len(comparisons), rules)
        assert outcome == 0, (name, outcome)

    restricted = {"socket", "mmap", "mprotect"}
    for name in sorted(allowed - restricted):
        add(_ALLOW, name)
    for family in unit["RestrictAddressFamilies"][0].split():
        add(_ALLOW, "socket", _Comparison(0, _EQUAL, _FAMILIES[family], 0))
    # MemoryDenyWriteExecute=
    for protection in range(0, 8):
        if protection & _PROT_EXEC and protection & _PROT_WRITE:
            continue
        add(_ALLOW, "mmap", _Comparison(2, _MASKED_EQUAL, 7, protection))
        if not protection & _PROT_EXEC:
            add(_ALLOW, "mprotect", _Comparison(2, _MASKED_EQUAL, 7, protection))
    assert library.seccomp_load(context) == 0


def make_read_only(writable):
    """ProtectSystem=strict, but for the folder that stands for StateDirectory= and RuntimeDirectory=."""
    libc = ctypes.CDLL(None, use_errno=True)

    def mount(source, target, flags):
        if libc.mount(source, os.fsencode(target), None, flags, None) != 0:
            raise OSError(ctypes.get_errno(), f"cannot mount {target}")

    if libc.unshare(_CLONE_NEWNS) != 0:
        return False
    mount(b"none", "/", _MS_REC | _MS_PRIVATE)
    mount(os.fsencode(writable), writable, _MS_BIND)
    points = [line.split()[4] for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines()]
    for point in points:
        kept = point == str(writable) or re.match(r"/(dev|proc|sys)(/|$)", point)
        if not kept and os.path.isdir(point):
            mount(b"none", point, _MS_REMOUNT | _MS_BIND | _MS_RDONLY)
    os.chdir(writable)  # by way of the mount just made
    return True


def adopt_sockets():
    """LISTEN_FDS as systemd hands them over: from 3 on, and meant for this process."""
    given = [int(number) for number in os.environ.pop("GIVEN_FDS", "").split(",") if number]
    spare = [fcntl.fcntl(number, fcntl.F_DUPFD, 100) for number in given]
    for place, number in enumerate(spare, start=3):
        os.dup2(number, place, inheritable=True)
    if given:
        os.environ.update(LISTEN_FDS=str(len(given)), LISTEN_PID=str(os.getpid()))


def confine(unit, writable):
    allowed = allowed_calls(unit)
    descriptors = int(unit["LimitNOFILE"][0])
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(descriptors, hard), min(descriptors, hard)))
    if os.geteuid() == 0:
        make_read_only(writable)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    os.umask(int(unit["UMask"][0], 8))
    ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    load_filter(unit, allowed)


if __name__ == "__main__":
    unit_file, folder = sys.argv[1:3]
    command = sys.argv[sys.argv.index("--") + 1:]
    adopt_sockets()
    confine(read_unit(unit_file), pathlib.Path(folder).resolve())
    os.execv(command[0], command)
