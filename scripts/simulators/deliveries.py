"""Calls webhooks as the platforms do: signed, again and again until a 2xx comes, on demand more than once."""

import heapq
import http.client
import itertools
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from loopback import is_loopback_url

Sign = Callable[[bytes], Mapping[str, str]]

# How long the called side may take.
TIMEOUT_SECONDS = 10


class Deliverer:
    """Delivers bodies to one address from a thread of its own, in order, save for what has to be repeated."""

    def __init__(
        self, url: str, sign: Sign, copies: int = 1, first_wait: float = 0.5, longest_wait: float = 30
    ) -> None:
        """`copies` is how often each body is delivered even where the first went well."""
        if not is_loopback_url(url):
            raise ValueError("only addresses on this machine are called")
        self._url, self._sign, self._copies = url, sign, max(1, copies)
        self._first_wait, self._longest_wait = first_wait, longest_wait
        self._waiting: list[tuple[float, int, bytes, int, int]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._is_stopped = False
        self._delivered = self._failed = 0
        self._last_status: int | None = None
        self._thread = threading.Thread(target=self._run, name="deliverer", daemon=True)
        self._thread.start()

    def put(self, body: bytes) -> None:
        """Delivers a body as soon as it is its turn."""
        with self._changed:
            self._push(0, body, failures=0, copies=self._copies)

    def stop(self) -> list[bytes]:
        """Ends the thread and returns what was not delivered."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()
        self._thread.join(TIMEOUT_SECONDS + 1)
        return [item[2] for item in sorted(self._waiting)]

    def state(self) -> dict[str, Any]:
        """How many deliveries went well and failed, and how many wait."""
        with self._changed:
            return {
                "url": self._url,
                "delivered": self._delivered,
                "failed": self._failed,
                "waiting": len(self._waiting),
                "lastStatus": self._last_status,
            }

    def _push(self, delay: float, body: bytes, failures: int, copies: int) -> None:
        entry = (time.monotonic() + delay, next(self._order), body, failures, copies)
        heapq.heappush(self._waiting, entry)
        self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._is_stopped and not self._is_due():
                    self._changed.wait(self._pause())
                if self._is_stopped:
                    return
                entry = heapq.heappop(self._waiting)
            status = self._call(entry[2])
            with self._changed:
                self._settle(entry, status)

    def _is_due(self) -> bool:
        return bool(self._waiting) and self._waiting[0][0] <= time.monotonic()

    def _pause(self) -> float | None:
        return max(0.0, self._waiting[0][0] - time.monotonic()) if self._waiting else None

    def _settle(self, entry: tuple[float, int, bytes, int, int], status: int | None) -> None:
        _, _, body, failures, copies = entry
        self._last_status = status
        if status is not None and 200 <= status < 300:
            self._delivered += 1
            if copies > 1:
                self._push(0, body, failures=0, copies=copies - 1)
            return
        self._failed += 1
        wait = min(self._longest_wait, self._first_wait * 2.0**failures)
        self._push(wait, body, failures + 1, copies)

    def _call(self, body: bytes) -> int | None:
        """The status that came back; None where nothing did."""
        headers = {"Content-Type": "application/json", **self._sign(body)}
        return request("POST", self._url, body, headers)[0]


def request(
    method: str, url: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> tuple[int | None, bytes]:
    """Status and body of one request to this machine; None where nobody answered."""
    if not is_loopback_url(url):
        raise ValueError("only addresses on this machine are called")
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
    target = parts.path or "/"
    if parts.query:
        target += "?" + parts.query
    try:
        connection.request(method, target, body or None, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return None, b""
    finally:
        connection.close()


def greets(url: str, verify_token: str, challenge: str) -> bool:
    """Whether an address answers Meta's first call with the challenge, and with nothing else."""
    question = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
    joint = "&" if urlsplit(url).query else "?"
    status, body = request("GET", url + joint + urlencode(question))
    return status == 200 and body == challenge.encode()
