"""Watches streetwork at work: who posted what, when it stood in the queue, when an answer reached its group."""

import json
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from deliveries import request
from house import House, Trouble
from sources import plans

USER = "demo"
WIDTH = 66


@dataclass
class Simulator:
    """The control interface of a running simulator."""

    town: dict[str, Any]

    def order(self, path: str, **order: Any) -> dict[str, Any]:
        """Orders something. Raises Trouble with its words where it is refused."""
        headers = {"Content-Type": "application/json"}
        status, body = request("POST", self.town["control"] + path, json.dumps(order).encode(), headers)
        if status != 200:
            raise Trouble(f"The simulator refuses {path}: {body.decode(errors='replace') or 'no answer'}")
        return dict(json.loads(body))

    def state(self, platform: str) -> dict[str, Any]:
        """What it says of a platform."""
        _, body = request("GET", self.town["control"] + "/state")
        return dict(json.loads(body)[platform])


def add_sources(house: House, simulator: Simulator) -> None:
    """Adds a source for every platform; says which one is left out, and goes on without it."""
    for plan in plans(simulator.town):
        try:
            house.add_source(plan.kind, plan.name, plan.settings, plan.secrets, plan.interval_seconds)
        except Trouble as trouble:
            say(f"  {plan.name} is left out. {trouble}")


def subscribe(house: House, simulator: Simulator) -> None:
    """Lets the platforms call the webhooks of the daemon, which answers already."""
    for plan in plans(simulator.town):
        if plan.calls_from:
            try:
                simulator.order("/subscribe", platform=plan.calls_from, url=house.hook(plan.name))
            except Trouble as trouble:
                say(f"  {plan.name} is only asked, not called. {trouble}")


@dataclass
class Watch:
    """What was published and what of it stands in the queue."""

    house: House
    simulator: Simulator
    published: list[dict[str, Any]] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    enquiries: dict[int, dict[str, Any]] = field(default_factory=dict)
    _known_posts: set[int] = field(default_factory=set)
    _released: dict[str, Any] | None = None
    has_arrived: bool = False

    def publish(self, post: dict[str, Any]) -> None:
        """Somebody posts."""
        answer = self.simulator.order("/publish", **post)
        self.published.append({**post, "at": answer["at"], "isFound": False})

    def look(self) -> None:
        """Shows what is new in the queue since the last look."""
        for enquiry in self.house.ask("queue", "--limit", "1000"):
            self.enquiries[enquiry["id"]] = enquiry
            for post in enquiry["posts"]:
                if post["id"] not in self._known_posts:
                    self._known_posts.add(post["id"])
                    self._show(enquiry, post["text"])

    def _show(self, enquiry: dict[str, Any], text: str) -> None:
        waited = "    ?  "
        for one in self.published:
            if not one["isFound"] and plain(one["text"]) == plain(text):
                one["isFound"] = True
                self.delays.append(time.time() - one["at"])
                waited = f"{self.delays[-1]:5.1f} s"
                break
        labels = f"{enquiry['urgency']:7} {enquiry['language']}  {enquiry.get('primary') or '–':9}"
        say(f"{waited}  #{enquiry['id']:<4} {labels} {enquiry['platform']:9} {shortened(text)}")

    def release_answer(self) -> None:
        """Releases one answer in Telegram, with the first template that fits and may be used."""
        open_ones = [one for one in self.enquiries.values() if one["platform"] == "telegram"]
        if self._released or not open_ones:
            return
        enquiry = open_ones[0]
        for suggestion in self.house.ask("queue", "show", str(enquiry["id"]))["suggestions"]:
            if suggestion.get("blocked"):
                continue
            key, start = suggestion["key"], time.time()
            try:
                self.house.run("answer", str(enquiry["id"]), "--as", USER, "--template", key, "--send")
            except Trouble as trouble:
                say(f"         {trouble}")
                continue
            self._released = {"enquiry": enquiry, "at": start}
            say(f"\n  {USER} releases the template '{key}' for enquiry #{enquiry['id']} …\n")
            return
        del self.enquiries[enquiry["id"]]

    def look_for_answer(self) -> None:
        """Shows the answer once it stands in the simulated group."""
        if self.has_arrived or not self._released:
            return
        state = self.simulator.state("telegram")
        if not state["answers"]:
            return
        self.has_arrived = True
        answer = state["answers"][0]
        answered = next((one for one in state["posts"] if one["externalID"] == answer["replyTo"]), None)
        place = answered["placeName"] if answered else answer["place"]
        say(f"\n  After {answer['at'] - self._released['at']:.1f} s it stands in the group '{place}':")
        if answered:
            say(f"    {answered['author']}: {shortened(answered['text'])}")
        for line in answer["text"].splitlines():
            say(f"      > {line}")
        say("")

    def summary(self) -> str:
        """What came of it all."""
        if not self.delays:
            return f"{len(self.published)} posts were published, and none of them reached the queue."
        middle, longest = statistics.median(self.delays), max(self.delays)
        return (
            f"{len(self.published)} posts were published; {len(self.delays)} stand in the queue, after"
            f" {middle:.1f} s in the middle and {longest:.1f} s at the longest. The others ask nothing."
        )


def plain(text: str) -> str:
    """A text without the differences in white space that the way in may make."""
    return " ".join(text.split())


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    line = plain(text)
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def say(words: str) -> None:
    """Prints a line at once, also where nobody watches on a terminal."""
    print(words, flush=True)
