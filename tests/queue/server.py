"""A print server of the test's own: cupsd on a socket in a temporary folder, its queue printing to CUPS-PDF.

Nothing of the machine's own CUPS is touched: settings, spool, state and log are all in the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
QUEUE = "posref"

FILES = """ServerRoot {root}
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/temp
DocumentRoot {root}
ServerBin {root}/bin
ErrorLog {root}/error_log
AccessLog {root}/access_log
PageLog {root}/page_log
SystemGroup {group}
{identity}
"""
SERVER = """Listen {root}/sock
LogLevel warn
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobFiles Yes
PreserveJobHistory Yes
MaxJobs 2000
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
SWALLOW = """#!/bin/sh
[ $# -eq 0 ] && exit 0
exec cat "${6:--}" >/dev/null
"""
"""The end of a queue with CUPS-PDF's forms that keeps nothing: what Qt submitted stays in the spool anyway."""


def missing() -> str:
    """Why there is no print server here; empty where there can be one."""
    for program in ("cupsd", "lpadmin", "cupsdisable", "pdftoppm"):
        if not shutil.which(program, path=SBIN):
            return f"{program} is not installed (Debian packages cups, printer-driver-cups-pdf, poppler-utils)"
    return "" if PPD.is_file() else f"CUPS-PDF is not installed: there is no {PPD}"


class Server:
    """One cupsd; `stop` ends it."""

    def __init__(self, root: Path) -> None:
        """Start it and wait until it answers. `root` must be short: a socket's path may have 107 bytes."""
        self.root = root
        self._settings()
        command = ["cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
        self._log = (root / "cupsd.log").open("wb")
        self._process = subprocess.Popen(command, env={**os.environ, "PATH": SBIN}, stdout=self._log, stderr=self._log)
        end = time.monotonic() + 20
        while not self.answers():
            if time.monotonic() > end or self._process.poll() is not None:
                said = self.said()
                self.stop()
                raise OSError(f"cupsd did not start: {said}")
            time.sleep(0.05)

    @property
    def address(self) -> str:
        """What `CUPS_SERVER` is set to."""
        return str(self.root / "sock")

    def answers(self) -> bool:
        """Whether it takes requests."""
        return (self.root / "sock").exists() and self.tell("lpstat", "-r", checked=False) == 0

    def said(self) -> str:
        """What it has to say for itself."""
        names = ("cupsd.log", "error_log")
        return " | ".join(
            (self.root / n).read_text("utf-8", "replace").strip() for n in names if (self.root / n).exists()
        )

    def tell(self, *command: str, checked: bool = True) -> int:
        """Run one of CUPS's programs on this server."""
        done = self._run(command)
        if checked and done.returncode:
            raise OSError(f"{' '.join(command)}: {done.stderr} {self.said()}")
        return done.returncode

    def asked(self, *command: str) -> str:
        """What one of CUPS's programs says of this server."""
        return self._run(command).stdout

    def _run(self, command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PATH": SBIN, "CUPS_SERVER": self.address, "LC_ALL": "C.UTF-8"}
        return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=60)

    def add(self, name: str, ppd: Path = PPD, device: str = "swallow:/") -> None:
        """A queue that prints."""
        self.tell("lpadmin", "-p", name, "-E", "-v", device, "-P", str(ppd))

    def stop(self) -> None:
        """End it; once more does nothing."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        self._log.close()

    def _settings(self) -> None:
        root = self.root
        for name in ("spool", "spool/tmp", "cache", "state", "temp", "ppd", "bin", "bin/backend"):
            (root / name).mkdir(parents=True, exist_ok=True)
        for part in Path("/usr/lib/cups").iterdir():
            if part.name != "backend":
                (root / "bin" / part.name).symlink_to(part)
        swallow = root / "bin" / "backend" / "swallow"
        swallow.write_text(SWALLOW, encoding="utf-8")
        (root / "bin" / "backend" / "cups-pdf").symlink_to("/usr/lib/cups/backend/cups-pdf")
        as_root = os.geteuid() == 0
        identity = "User lp\nGroup lp" if as_root else ""
        group = "root" if as_root else str(os.getgid())
        if as_root:
            for name in (".", "spool", "spool/tmp", "cache", "state", "temp", "ppd"):
                shutil.chown(root / name, "root", "lp")
                (root / name).chmod(0o775)
        (root / "bin" / "backend").chmod(0o755)
        swallow.chmod(0o755)
        text = FILES.format(root=root, group=group, identity=identity)
        (root / "cups-files.conf").write_text(text, encoding="utf-8")
        (root / "cupsd.conf").write_text(SERVER.format(root=root), encoding="utf-8")
