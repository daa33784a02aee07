"""What the tests of the simulators have in common."""

import base64
import json
import threading
import unittest
from collections.abc import Callable, Mapping
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from loopback import HOST
from town import Town


class Answer:
    """What came back."""

    def __init__(self, status: int, headers: Message, body: bytes) -> None:
        self.status, self.body = status, body
        self.headers = {name.lower(): value for name, value in headers.items()}

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    url: str,
    query: Mapping[str, Any] | None = None,
    *,
    method: str = "GET",
    form: Mapping[str, Any] | None = None,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """One request; `form` and `body` (JSON) make it a POST."""
    data, sent = None, dict(headers or {})
    if form is not None:
        data, method = urlencode(form).encode(), "POST"
    if body is not None:
        data, method = json.dumps(body).encode(), "POST"
        sent["Content-Type"] = "application/json"
    target = url + ("?" + urlencode(query) if query else "")
    try:
        with urlopen(Request(target, data, sent, method=method), timeout=10) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def basic(user: str, password: str) -> dict[str, str]:
    """The header of a login."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


class SimulatorTest(unittest.TestCase):
    """A town of its own for every test, with a clock that the test sets."""

    def setUp(self) -> None:
        self.now = 1_795_000_000.0
        self.town = Town(clock=lambda: self.now)
        # Nobody waits for the servers to end: each takes a tenth of a second.
        self.addCleanup(threading.Thread(target=self.town.close).start)
        self.description = self.town.description

    def control(self, path: str, **order: Any) -> Any:
        """Orders something and returns the answer; fails where it is refused."""
        answer = ask(self.description["control"] + path, body=order)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def publish(self, platform: str, **post: Any) -> dict[str, Any]:
        """Somebody posts."""
        usual = {"place": "Place", "author": "Ana", "text": "Hello"}
        return dict(self.control("/publish", platform=platform, **{**usual, **post}))

    def state(self, platform: str) -> dict[str, Any]:
        """What /state says of a platform."""
        return dict(ask(self.description["control"] + "/state").json()[platform])

    def eventually(self, happens: Callable[[], bool]) -> None:
        """Waits for something that another thread does, at most five seconds."""
        for _ in range(500):
            if happens():
                return
            threading.Event().wait(0.01)
        self.fail("it did not happen")


class Listener:
    """Stands where streetwork's webhooks are: keeps what is called, and answers with the given statuses in turn."""

    def __init__(self, statuses: list[int] | None = None, verify_token: str | None = None) -> None:
        self.calls: list[tuple[dict[str, str], bytes]] = []
        self.statuses, self.verify_token = statuses or [], verify_token
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = dict(part.split("=", 1) for part in self.path.partition("?")[2].split("&"))
                is_right = query.get("hub.verify_token") == listener.verify_token
                self.reply(200 if is_right else 403, query.get("hub.challenge", "").encode())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.calls.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.reply(listener.statuses.pop(0) if listener.statuses else 200, b"")

            def reply(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self.url = f"http://{HOST}:{self._server.server_address[1]}/hooks/test"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        """Takes no more calls."""
        self._server.shutdown()
        self._server.server_close()
