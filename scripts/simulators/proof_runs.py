"""The two proofs: `kill -9` again and again under load, and every event delivered several times."""

import array
import itertools
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from house import START_SECONDS, House, Trouble, free_port
from proof_events import SOURCE, Events
from proof_lanes import Lanes
from proof_ledger import Verdict, is_sound, judge, kept_events, waiting_events
from telegram import TOKEN
from telegram_people import WEBHOOK_SECRET

# How long the daemon lives after its first answer.
LIFE_SECONDS = (0.03, 0.25)
# So many kills between two looks at the whole database.
BETWEEN_LOOKS = 50
# Without any progress for so long, something hangs.
PATIENCE_SECONDS = 60


@dataclass
class Result:
    """What a proof found."""

    name: str
    figures: dict[str, Any]
    verdict: Verdict
    is_sound: bool

    @property
    def is_right(self) -> bool:
        """Whether it proves what it should."""
        return self.is_sound and self.verdict.is_right


def add_source(house: House) -> None:
    """A bot whose updates come by webhook only; at its address nobody listens, and nobody is asked."""
    settings = {"api": f"http://127.0.0.1:{free_port()}", "polling": "off"}
    house.add_source("telegram-bot", SOURCE, settings, {"token": TOKEN, "webhook-secret": WEBHOOK_SECRET})


def prove_kills(house: House, kills: int, connections: int, seed: int, note: Callable[[str], None]) -> Result:
    """Delivers events; ends the daemon by force 30 to 250 ms after its first answer, starts it again, many times."""
    add_source(house)
    events, lives = Events(house.port, int(time.time())), random.Random(seed)
    numbers = itertools.count()
    lanes = Lanes(house.port, connections, numbers, events.request, keeps_times=False)
    is_whole, start = True, time.monotonic()
    for kill in range(1, kills + 1):
        house.start()
        live(lanes, house, lives.uniform(*LIFE_SECONDS))
        house.kill()
        lanes.hang_up()
        if kill % BETWEEN_LOOKS == 0 or kill == kills:
            sound = is_sound(house.database)
            kept = kept_events(house.database)
            is_whole = is_whole and sound and kept >= len(set(lanes.acknowledged))
            note(f"{kill} kills, {len(lanes.acknowledged)} acknowledged, {kept} kept, database sound: {sound}")
    seconds = time.monotonic() - start
    lanes.take_no_more()
    house.start()
    house.wait_until_it_answers()
    deliver_all(lanes)
    lanes.hang_up()
    work_through(house, note)
    house.stop()
    verdict = judge(house.database, lanes.acknowledged, next(numbers))
    figures = {
        "kills": kills,
        "killsPerMinute": round(kills / seconds * 60, 1),
        "acknowledged": len(set(lanes.acknowledged)),
        "unknownFates": lanes.others.get(0, 0),
    }
    return Result("kills", figures, verdict, is_whole and is_sound(house.database))


def prove_copies(
    house: House, events: int, copies: int, connections: int, seed: int, note: Callable[[str], None]
) -> Result:
    """Delivers every event several times in one shuffled order; each must have its effect once."""
    add_source(house)
    deliveries = array.array("I", list(range(events)) * copies)
    random.Random(seed).shuffle(deliveries)
    lanes = Lanes(house.port, connections, iter(deliveries), Events(house.port, int(time.time())).request)
    house.start()
    house.wait_until_it_answers()
    start = time.monotonic()
    deliver_all(lanes)
    delivered = time.monotonic()
    lanes.hang_up()
    note(f"{len(lanes.acknowledged)} deliveries acknowledged in {delivered - start:.1f} s")
    work_through(house, note)
    done = time.monotonic()
    house.stop()
    verdict = judge(house.database, lanes.acknowledged, events)
    seconds = sorted(lanes.seconds)
    figures = {
        "events": events,
        "deliveries": len(deliveries),
        "deliveriesPerSecond": round(len(deliveries) / (delivered - start)),
        "eventsPerSecond": round(events / (done - start)),
        "p50Milliseconds": at(seconds, 0.5),
        "p99Milliseconds": at(seconds, 0.99),
        "p999Milliseconds": at(seconds, 0.999),
        "otherAnswers": lanes.others,
    }
    if verdict.stored != events:
        verdict.doubled.append(f"{verdict.stored} posts for {events} events")
    return Result("copies", figures, verdict, is_sound(house.database))


def live(lanes: Lanes, house: House, seconds: float) -> None:
    """Delivers until the first answer of this life, and `seconds` longer."""
    before, patience = len(lanes.acknowledged), time.monotonic() + START_SECONDS
    while len(lanes.acknowledged) == before:
        lanes.step(0.005)
        if time.monotonic() > patience:
            raise Trouble(f"Nothing was acknowledged for {START_SECONDS} s; other answers: {lanes.others}."
                          f" The daemon's last words: {house.last_words()}")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        lanes.step(min(left, 0.05))


def deliver_all(lanes: Lanes) -> None:
    """Delivers until everything is acknowledged."""
    known, since = -1, time.monotonic()
    while not lanes.is_done:
        lanes.step()
        if len(lanes.acknowledged) != known:
            known, since = len(lanes.acknowledged), time.monotonic()
        elif time.monotonic() > since + PATIENCE_SECONDS:
            raise Trouble(f"Nothing was acknowledged for {PATIENCE_SECONDS} s; other answers: {lanes.others}.")


def work_through(house: House, note: Callable[[str], None]) -> None:
    """Waits until the daemon has worked through everything that it keeps."""
    known, since = -1, time.monotonic()
    while True:
        waiting, _ = waiting_events(house.database)
        if waiting == 0:
            return
        if waiting != known:
            known, since = waiting, time.monotonic()
        elif time.monotonic() > since + PATIENCE_SECONDS:
            note(f"{waiting} events were not worked through for {PATIENCE_SECONDS} s")
            return
        time.sleep(0.25)


def at(seconds: Sequence[float], share: float) -> float:
    """The value below which this share lies, in milliseconds."""
    return round(seconds[min(len(seconds) - 1, int(len(seconds) * share))] * 1000, 2) if seconds else 0.0
