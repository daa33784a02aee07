"""Serves a simulated platform on a port of this machine."""

import contextlib
import socket
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from faults import ON_THE_WAY, Fault
from loopback import HOST, is_loopback, is_loopback_authority
from messages import Call, NotUnderstood, Reply
from service import Service

MAX_BODY_BYTES = 64 << 20
LOGIN_PAGE = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>\n"


class Server(ThreadingHTTPServer):
    """One platform on one port."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, service: Service, port: int = 0) -> None:
        """`port` 0 lets the system choose one."""
        self.service = service
        super().__init__((HOST, port), Handler)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is reached, without a slash at the end."""
        return f"http://{HOST}:{self.server_address[1]}"

    def close(self) -> None:
        """Takes no more calls and stops calling webhooks."""
        self.shutdown()
        self.server_close()
        self.service.unsubscribe()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is no news."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "simulator", ""
    # Head and body leave in one packet, and at once: otherwise each answer waits for a delayed acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing is logged: addresses hold tokens. /state counts instead."""

    def serve(self) -> None:
        """Answers one request, or breaks as was ordered."""
        if not (is_loopback(self.client_address[0]) and is_loopback_authority(self.headers.get("Host", ""))):
            self.close_connection = True
            self.send(Reply.text("Only for this machine.\n", 403))
            return
        call = self.read_call()
        if call is None:
            return
        service = self.server.service
        with service.changed:
            endpoint = service.endpoint(call)
            service.asked[endpoint] += 1
            fault = service.faults.take(endpoint)
        if fault is None:
            self.send(self.answer(call))
        elif fault.kind in ON_THE_WAY:
            self.break_down(fault, call)
        else:
            self.send(service.trouble(fault, call))

    do_GET = do_POST = do_PROPFIND = do_DELETE = do_HEAD = do_PUT = do_OPTIONS = serve

    def answer(self, call: Call) -> Reply:
        """The platform's answer; a mistake of ours is told on standard error and shows as 500."""
        try:
            return self.server.service.answer(call)
        except (NotUnderstood, UnicodeDecodeError) as error:
            return Reply.json({"error": f"{error}"}, 400)
        except Exception as error:  # noqa: BLE001 – whoever asked must get an answer
            traceback.print_exc()
            return Reply.json({"error": f"a mistake of the simulator: {error!r}"}, 500)

    def break_down(self, fault: Fault, call: Call) -> None:
        """What happens on the way."""
        if fault.kind in ("slow", "hang"):
            time.sleep(fault.seconds)
        if fault.kind == "slow":
            self.send(self.answer(call))
        elif fault.kind == "html":
            self.send(Reply.text(LOGIN_PAGE, 200, "text/html; charset=utf-8"))
        elif fault.kind == "garbage":
            self.send(Reply(200, b'{"ok":true,"data":[{"id":"1","te'))
        elif fault.kind == "cut":
            self.send(self.answer(call), is_cut=True)
        else:
            if fault.kind == "lost":
                self.answer(call)
            self.hang_up()

    def read_call(self) -> Call | None:
        """The request; None where it was refused already."""
        try:
            length = int(self.headers.get("Content-Length", "0"))
        except ValueError:
            length = -1
        if not 0 <= length <= MAX_BODY_BYTES or "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            self.close_connection = True
            self.send(Reply.text("A body needs its length, up to 64 MiB.\n", 411))
            return None
        path, _, query = self.path.partition("?")
        return Call(
            method=self.command,
            raw_path=path,
            query=dict(parse_qsl(query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
            base=f"http://{self.headers.get('Host', '')}",
        )

    def send(self, reply: Reply, is_cut: bool = False) -> None:
        """Sends an answer, or its head and half of its body."""
        with contextlib.suppress(OSError):
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status not in (204, 304):
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            body = b"" if self.command == "HEAD" else reply.body
            self.wfile.write(body[: len(body) // 2] if is_cut else body)
            self.wfile.flush()
        if is_cut:
            self.hang_up()

    def hang_up(self) -> None:
        """Ends the connection without another word."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
