"""Compares what was acknowledged with what the database holds."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from proof_events import CHAT, FIRST


@dataclass
class Verdict:
    """What was found in the database."""

    stored: int = 0
    # Acknowledged, but not there.
    lost: list[int] = field(default_factory=list)
    # What there is more than once, or was counted more than once, in words.
    doubled: list[str] = field(default_factory=list)
    # Stored, but never sent.
    strange: int = 0
    waiting: int = 0
    set_aside: int = 0

    @property
    def is_right(self) -> bool:
        """Whether nothing is lost, doubled, strange, waiting or set aside."""
        return not (self.lost or self.doubled or self.strange or self.waiting or self.set_aside)


def read_only(database: Path) -> sqlite3.Connection:
    """A connection that cannot write, and so never checkpoints; the daemon stays the only one that does."""
    return sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=10)


def one(connection: sqlite3.Connection, statement: str) -> int:
    """The number that a statement finds; 0 where it finds none."""
    row = connection.execute(statement).fetchone()
    return int(row[0] or 0) if row else 0


def waiting_events(database: Path) -> tuple[int, int]:
    """How many events are kept but not worked through, and how many were set aside."""
    with closing(read_only(database)) as connection:
        aside = one(connection, "SELECT count(*) FROM webhookEvent WHERE doneAt IS NULL AND fault IS NOT NULL")
        undone = one(connection, "SELECT count(*) FROM webhookEvent WHERE doneAt IS NULL")
        return undone - aside, aside


def is_sound(database: Path) -> bool:
    """What `PRAGMA integrity_check` says of a database that nobody has open."""
    with closing(read_only(database)) as connection:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
        return bool(rows == [("ok",)])


def kept_events(database: Path) -> int:
    """How many events were made durable at all."""
    with closing(read_only(database)) as connection:
        return one(connection, "SELECT count(*) FROM webhookEvent")


def judge(database: Path, acknowledged: Iterable[int], sent: int) -> Verdict:
    """Compares a database that nobody has open with the acknowledged numbers; numbers 0..<`sent` were sent at all."""
    verdict = Verdict()
    times_stored = bytearray(sent)
    with closing(read_only(database)) as connection:
        rows = connection.execute(
            "SELECT externalID, count(*), max(revision) FROM post WHERE spaceID ="
            " (SELECT id FROM space WHERE platform = 'telegram' AND externalID = ?) GROUP BY externalID",
            (str(CHAT),),
        )
        for external_id, count, revision in rows:
            number = int(external_id) - FIRST if str(external_id).isdigit() else -1
            if not 0 <= number < sent:
                verdict.strange += 1
                continue
            verdict.stored += count
            times_stored[number] = min(count, 255)
            if count > 1 or revision > 1:
                verdict.doubled.append(f"post {external_id}: {count} times, revision {revision}")
        verdict.doubled += counted_twice(connection)
    verdict.lost = [number for number in sorted(set(acknowledged)) if not times_stored[number]]
    verdict.waiting, verdict.set_aside = waiting_events(database)
    return verdict


def counted_twice(connection: sqlite3.Connection) -> list[str]:
    """Effects besides the posts: counters must have counted each post once."""
    posts = one(connection, "SELECT count(*) FROM post")
    seen = one(connection, "SELECT sum(count) FROM counter WHERE figure = 'seen' AND dimension = 'total'")
    return [] if posts == seen else [f"counters: {seen} posts seen, {posts} are there"]
