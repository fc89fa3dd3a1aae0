"""A pseudo-terminal for a program under test."""

import fcntl
import os
import pty
import struct
import termios
import threading

import harness


class Terminal:
    """A pseudo-terminal and what has been written to it."""

    def __init__(self, test, columns=80):
        self._master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self._written = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        test.addCleanup(self._close)

    def start(self):
        """The program under test holds the other end by now."""
        os.close(self.slave)
        self._reader.start()

    def _read(self):
        while True:
            try:
                part = os.read(self._master, 65536)
            except OSError:  # the last writer has gone
                return
            if not part:
                return
            self._written += part

    def _close(self):
        self._reader.join(harness.PATIENCE)
        os.close(self._master)

    def type(self, text):
        """What a person types; `\n` is the return key."""
        os.write(self._master, text.encode("utf-8"))

    def wait_for(self, text):
        harness.wait_until(lambda: text in self.written(), f"{text!r} on the screen")

    def wait(self):
        self._reader.join(harness.PATIENCE)

    def written(self):
        return self._written.decode("utf-8", errors="replace")

    def screen(self):
        """The lines that a person sees: what was erased is not among them."""
        lines = [line.split("\r\x1b[K")[-1] for line in self.written().replace("\r\n", "\n").split("\n")]
        return [line for line in lines if line]
