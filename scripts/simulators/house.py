"""A streetwork with a data folder of its own: the program, its configuration, its daemon."""

import contextlib
import ctypes
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from loopback import HOST

ROOT = Path(__file__).resolve().parents[2]
# How long the daemon may take to answer; the first start makes keys and reads the models.
START_SECONDS = 60
# A clean stop drains within five seconds.
STOP_SECONDS = 15


class Trouble(Exception):
    """Something that a person has to see to; the words say what and what to do."""


def end_with_parent() -> None:
    """Lets the process that is being started end where this one is killed and cannot end it itself (Linux)."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def named_program(named: str | None) -> Path | None:
    """The program that an option or STREETWORK_PROGRAM names; None where neither does.

    Raises Trouble where there is none at the named place."""
    place = named or os.environ.get("STREETWORK_PROGRAM")
    if not place:
        return None
    if not os.access(place, os.X_OK) or not Path(place).is_file():
        raise Trouble(f"There is no program at {place}.")
    return Path(place).resolve()


def built_program() -> Path:
    """What `swift build` left here, a release first."""
    for flavour in ("release", "debug"):
        place = ROOT / ".build" / flavour / "streetwork"
        if place.is_file():
            return place.resolve()
    raise Trouble("Nothing is built here. Build it with: swift build -c release --product streetwork")


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


class House:
    """A data folder with its daemon; whoever makes one ends it with `stop` or `kill`."""

    MARK = "# Made by scripts of the simulation; the folder is made anew at each start.\n"

    def __init__(self, program: Path, data: Path, settings: Mapping[str, str] | None = None) -> None:
        """Makes the folder anew. One that was not made by these scripts is left alone, and refused."""
        self.program, self.data, self.port = program, data, free_port()
        self._daemon: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        configuration = data / "streetwork.yaml"
        if data.exists() and any(data.iterdir()):
            if not configuration.is_file() or not configuration.read_text().startswith(self.MARK):
                raise Trouble(f"{data} holds something else. Move it away, or name another folder.")
            shutil.rmtree(data)
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lines = {
            "organisation": "streetwork simulation",
            "channel": "https://example.org/chat",
            "demonstration": "true",
            "allowLoopbackSources": "true",
            "sendHoldSeconds": "0",
            "configFolder": str(ROOT / "Config"),
            "listen": f"{HOST}:{self.port}",
            **(settings or {}),
        }
        configuration.write_text(self.MARK + "".join(f"{key}: {value}\n" for key, value in lines.items()))

    @property
    def url(self) -> str:
        """Where the daemon listens."""
        return f"http://{HOST}:{self.port}"

    @property
    def database(self) -> Path:
        """The database, to be read only."""
        return self.data / "streetwork.sqlite"

    def hook(self, name: str) -> str:
        """Where the webhook of a source is called."""
        return f"{self.url}/hooks/{name}"

    def run(self, *arguments: str) -> str:
        """What a command prints. Raises Trouble with what it says where it fails."""
        done = subprocess.run(
            [self.program, *arguments], cwd=ROOT, env=self._environment(), capture_output=True, text=True
        )
        if done.returncode != 0:
            raise Trouble(f"'streetwork {' '.join(arguments)}' failed ({done.returncode}): {done.stderr.strip()}")
        return done.stdout

    def ask(self, *arguments: str) -> Any:
        """What a command says as JSON."""
        return json.loads(self.run("--json", *arguments))

    def add_source(
        self,
        kind: str,
        name: str,
        settings: Mapping[str, str],
        secrets: Mapping[str, str],
        interval: int | None = None,
    ) -> None:
        """Adds a source; its secrets are laid where the program reads them, never on a command line."""
        folder = self.data / "secrets" / name
        for place in (folder.parent, folder):
            place.mkdir(mode=0o700, exist_ok=True)
        for field, secret in secrets.items():
            with open(os.open(folder / field, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secret + "\n")
        options = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
        if interval is not None:
            options += ["--interval", str(interval)]
        self.run("source", "add", kind, name, *options)

    def start(self) -> int:
        """Starts the daemon and returns its id; it does not answer yet."""
        self._log = open(self.data / "daemon.log", "ab")  # noqa: SIM115 – closed when the daemon ends
        self._daemon = subprocess.Popen(
            [self.program, "serve"],
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            preexec_fn=end_with_parent,
        )
        return self._daemon.pid

    def wait_until_it_answers(self) -> None:
        """Returns once /healthz says that all is well. Raises Trouble where it never does."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self._daemon is None or self._daemon.poll() is not None:
                break
            if self._is_healthy():
                return
            time.sleep(0.01)
        raise Trouble(f"The daemon does not answer at {self.url}. Its last words: {self.last_words()}")

    def kill(self) -> None:
        """Ends the daemon as a power cut of the process would, and waits until it is gone."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends the daemon as systemd would; with force where it does not end."""
        self._end(signal.SIGTERM)

    def last_words(self) -> str:
        """The end of the daemon's log."""
        with contextlib.suppress(OSError):
            return (self.data / "daemon.log").read_bytes()[-600:].decode(errors="replace").strip()
        return "(none)"

    def _end(self, how: signal.Signals) -> None:
        daemon, self._daemon = self._daemon, None
        if daemon is None:
            return
        # Only the process that was started here, by its id; Popen has not reaped it yet, so the id is still its own.
        daemon.send_signal(how)
        try:
            daemon.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            daemon.kill()
            daemon.wait()
        if self._log:
            self._log.close()

    def _is_healthy(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=2)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _environment(self) -> dict[str, str]:
        """Without settings of a streetwork that is in use on this machine."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("STREETWORK_")}
        return {**kept, "STREETWORK_DATA": str(self.data), "SWIFT_BACKTRACE": "enable=no", "NO_COLOR": "1"}
