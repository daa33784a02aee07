"""Delivers events over a few kept connections at once, from one thread, with little work for each."""

import array
import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator

from loopback import HOST

# An answer that is longer is none of ours.
MAX_ANSWER_BYTES = 65_536


class Lane:
    """One connection with at most one request under way."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self.event: int | None = None
        self.sent_at = 0.0
        self.unsent = b""
        self.received = b""


class Lanes:
    """Takes events from an iterator and from those that have to be repeated, and notes every 2xx."""

    def __init__(
        self, port: int, count: int, events: Iterator[int], request: Callable[[int], bytes], keeps_times: bool = True
    ) -> None:
        self._port, self._events, self._request = port, events, request
        self._keeps_times = keeps_times
        self._lanes = [Lane() for _ in range(count)]
        self._selector = selectors.DefaultSelector()
        # Events whose fate is unknown or that were refused for now; a platform repeats them too.
        self.again: deque[int] = deque()
        self.acknowledged: list[int] = []
        # How often each other status came; 0 where the connection broke.
        self.others: dict[int, int] = {}
        self.seconds = array.array("d")
        self._is_at_end = False
        self._rest_until = 0.0

    @property
    def is_done(self) -> bool:
        """Whether everything was acknowledged."""
        return self._is_at_end and not self.again and all(lane.event is None for lane in self._lanes)

    def step(self, timeout: float = 0.05) -> None:
        """Fills idle lanes, waits for something to happen, and handles it."""
        now = time.perf_counter()
        if now >= self._rest_until:
            for lane in self._lanes:
                if lane.event is None and not self._begin(lane):
                    break
        for key, mask in self._selector.select(timeout):
            lane = key.data
            if lane.socket is None:
                continue
            try:
                self._send(lane) if mask & selectors.EVENT_WRITE else self._receive(lane)
            except OSError:
                self._give_up(lane)

    def take_no_more(self) -> None:
        """From now on only what has to be repeated is delivered."""
        self._events = iter(())

    def hang_up(self) -> None:
        """Reads what still lies in the connections, then closes all; what has no answer is repeated later."""
        for lane in self._lanes:
            try:
                while lane.socket is not None and lane.event is not None:
                    lane.socket.settimeout(0.2)
                    self._receive(lane)
            except OSError:
                pass
            self._give_up(lane)

    def _next(self) -> int | None:
        if self.again:
            return self.again.popleft()
        number = next(self._events, None)
        self._is_at_end = number is None
        return number

    def _begin(self, lane: Lane) -> bool:
        """Sends the next event; False where there is none, or nobody listens at the moment."""
        if lane.socket is None and not self._connect(lane):
            return False
        number = self._next()
        if number is None:
            return False
        lane.event, lane.unsent, lane.received = number, self._request(number), b""
        lane.sent_at = time.perf_counter()
        try:
            self._send(lane)
        except OSError:
            self._give_up(lane)
        return True

    def _connect(self, lane: Lane) -> bool:
        connection = socket.socket()
        try:
            connection.connect((HOST, self._port))
        except OSError:
            connection.close()
            self._rest_until = time.perf_counter() + 0.005
            return False
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setblocking(False)
        lane.socket = connection
        self._selector.register(connection, selectors.EVENT_READ, lane)
        return True

    def _send(self, lane: Lane) -> None:
        assert lane.socket
        try:
            sent = lane.socket.send(lane.unsent)
        except BlockingIOError:
            sent = 0
        was_waiting = len(lane.unsent) > sent
        lane.unsent = lane.unsent[sent:]
        wanted = selectors.EVENT_WRITE if was_waiting else selectors.EVENT_READ
        if self._selector.get_key(lane.socket).events != wanted:
            self._selector.modify(lane.socket, wanted, lane)

    def _receive(self, lane: Lane) -> None:
        assert lane.socket
        data = lane.socket.recv(MAX_ANSWER_BYTES)
        if not data:
            raise ConnectionResetError
        lane.received += data
        status, is_closing = answer_in(lane.received)
        if status is None:
            if len(lane.received) > MAX_ANSWER_BYTES:
                raise ConnectionResetError
            return
        self._settle(lane, status)
        if is_closing:
            self._give_up(lane)

    def _settle(self, lane: Lane, status: int) -> None:
        number, lane.event = lane.event, None
        if number is None:
            return
        if 200 <= status < 300:
            self.acknowledged.append(number)
            if self._keeps_times:
                self.seconds.append(time.perf_counter() - lane.sent_at)
            return
        self.others[status] = self.others.get(status, 0) + 1
        self.again.append(number)
        self._rest_until = time.perf_counter() + 0.1

    def _give_up(self, lane: Lane) -> None:
        """Closes a connection; its event has an unknown fate."""
        if lane.socket is not None:
            self._selector.unregister(lane.socket)
            lane.socket.close()
            lane.socket = None
        if lane.event is not None:
            self.others[0] = self.others.get(0, 0) + 1
            self.again.append(lane.event)
            lane.event = None


def answer_in(data: bytes) -> tuple[int | None, bool]:
    """The status of a whole answer and whether the connection ends with it; None while some of it is missing."""
    head_end = data.find(b"\r\n\r\n")
    if head_end < 0:
        return None, False
    head = data[:head_end].lower()
    is_closing = b"\r\nconnection: close" in head
    place = head.find(b"\r\ncontent-length:")
    if place >= 0:
        length = int(head[place + 17 :].split(b"\r\n", 1)[0])
        is_whole = len(data) >= head_end + 4 + length
    elif b"\r\ntransfer-encoding: chunked" in head:
        is_whole = data.endswith(b"0\r\n\r\n")
    else:
        is_whole = True
    return (int(head[9:12]) if is_whole else None), is_closing
