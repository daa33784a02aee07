"""What every simulated platform is: it answers calls, breaks on demand, and remembers what happened."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from deliveries import Deliverer
from faults import Fault, FaultPlan
from messages import Call, Reply

Clock = Callable[[], float]


class Refused(Exception):
    """The control interface was asked for something that this platform does not have."""


class Service:
    """A simulated platform. State is read and written under `changed`, which also wakes whoever waits for news."""

    name = ""

    def __init__(self, clock: Clock = time.time) -> None:
        self.clock = clock
        self.changed = threading.Condition()
        self.faults = FaultPlan()
        # How often each endpoint was asked.
        self.asked: Counter[str] = Counter()
        # What people posted and what was answered, oldest first, for /state.
        self.posted: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.deliverer: Deliverer | None = None

    # What the network asks.

    def endpoint(self, call: Call) -> str:
        """A short name of what is asked, without ids and tokens; faults and counts go by it."""
        raise NotImplementedError

    def answer(self, call: Call) -> Reply:
        """What the platform answers."""
        raise NotImplementedError

    def trouble(self, fault: Fault, call: Call) -> Reply:
        """How the platform words a trouble of its own."""
        return Reply.text(f"{fault.kind}", int(fault.kind) if fault.kind.isdigit() else 500)

    # What the control interface asks.

    def publish(self, order: dict[str, Any]) -> dict[str, Any]:
        """Somebody posts; returns the platform's ids of post and place."""
        raise Refused(f"{self.name} takes no posts")

    def edit(self, order: dict[str, Any]) -> dict[str, Any]:
        """Somebody changes a post."""
        raise Refused(f"posts cannot be edited on {self.name}")

    def delete(self, order: dict[str, Any]) -> dict[str, Any]:
        """Somebody deletes or hides a post."""
        raise Refused(f"posts cannot be deleted on {self.name}")

    def subscribe(self, order: dict[str, Any]) -> dict[str, Any]:
        """From now on the platform calls an address when something happens."""
        raise Refused(f"{self.name} calls nobody")

    def unsubscribe(self) -> None:
        """The platform calls nobody any more."""
        deliverer, self.deliverer = self.deliverer, None
        if deliverer:
            deliverer.stop()

    def state(self) -> dict[str, Any]:
        """What was posted and answered, who asked how often, which faults and deliveries wait."""
        return {
            "asked": dict(self.asked),
            "faults": self.faults.left(),
            "deliveries": self.deliverer.state() if self.deliverer else None,
            "posts": self.posted,
            "answers": self.answers,
        }

    # What the platforms have in common.

    def note_post(self, external_id: str, place: str, order: dict[str, Any]) -> dict[str, Any]:
        """Remembers a post for /state and returns what /publish answers."""
        record = {
            "externalID": external_id,
            "place": place,
            "placeName": order.get("place"),
            "author": order.get("author"),
            "text": order.get("text"),
            "at": self.clock(),
        }
        self.posted.append(record)
        return record

    def note_answer(self, external_id: str, place: str, reply_to: str | None, text: str) -> None:
        """Remembers what streetwork published, and wakes whoever watches."""
        answer = {"externalID": external_id, "place": place, "replyTo": reply_to, "text": text, "at": self.clock()}
        self.answers.append(answer)
        self.changed.notify_all()


class Allowance:
    """A limit of so many calls within so many seconds, as a sliding window."""

    def __init__(self, calls: int, seconds: float, clock: Clock) -> None:
        self._calls, self._seconds, self._clock = calls, seconds, clock
        self._taken: dict[str, list[float]] = {}

    def take(self, key: str) -> float | None:
        """None where the call is within the limit; else the seconds to wait. A refused call does not count."""
        now = self._clock()
        taken = [at for at in self._taken.get(key, []) if at > now - self._seconds]
        self._taken[key] = taken
        if len(taken) >= self._calls:
            return taken[0] + self._seconds - now
        taken.append(now)
        return None
