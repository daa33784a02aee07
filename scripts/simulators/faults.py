"""Troubles that are ordered beforehand and happen to the next calls."""

from dataclasses import dataclass
from typing import Any

# What happens on the way, whatever the platform: the platform's own words are not needed.
ON_THE_WAY = {
    "slow": "answers rightly, after `seconds`",
    "hang": "says nothing for `seconds`, then ends the connection",
    "html": "answers 200 with a page in HTML, as a login page or a proxy would",
    "garbage": "answers 200 with JSON that breaks off, complete by its length",
    "cut": "does what was asked, sends half of the answer and ends the connection",
    "lost": "does what was asked and ends the connection without an answer",
    "drop": "ends the connection at once; nothing was done",
}
# What a platform says in its own words.
IN_ITS_WORDS = {
    "429": "too many requests, in the platform's own form; `seconds` is the wait that it asks for",
    "500": "an error of the platform",
    "401": "the token is not known any more",
    "403": "the right is missing",
    "409": "another program asks with the same token (Telegram)",
}
KINDS = ON_THE_WAY | IN_ITS_WORDS


@dataclass
class Fault:
    """One ordered trouble."""

    kind: str
    # How many calls it still happens to.
    times: int = 1
    # Which endpoint it happens to, as /state names them; any where it is None.
    endpoint: str | None = None
    seconds: float = 5
    # The platform's own number of the error, where it has several for one kind; its usual one where it is None.
    code: int | None = None

    @staticmethod
    def read(order: dict[str, Any]) -> "Fault":
        """A fault from what the control interface was told.

        Raises ValueError with what is wrong."""
        kind = str(order.get("kind", ""))
        if kind not in KINDS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}")
        times, seconds = int(order.get("times", 1)), float(order.get("seconds", 5))
        if not (1 <= times <= 1_000_000 and 0 <= seconds <= 600):
            raise ValueError("times lies in 1...1000000, seconds in 0...600")
        endpoint, code = order.get("endpoint"), order.get("code")
        return Fault(kind, times, str(endpoint) if endpoint else None, seconds, int(code) if code else None)


class FaultPlan:
    """The troubles that are still to happen, in the order in which they were ordered."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Orders a trouble."""
        self._faults.append(fault)

    def clear(self) -> None:
        """Calls all of them off."""
        self._faults.clear()

    def take(self, endpoint: str) -> Fault | None:
        """The trouble of this call, counted down; None where it goes well."""
        for fault in self._faults:
            if fault.endpoint in (None, endpoint):
                fault.times -= 1
                if fault.times == 0:
                    self._faults.remove(fault)
                return fault
        return None

    def left(self) -> list[dict[str, Any]]:
        """What is still to happen."""
        return [vars(fault) for fault in self._faults]
