"""The files of a simulated drop-off, and the exports that are laid there."""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import formatdate
from typing import Any

from service import Clock


@dataclass
class File:
    """A file with what a server tells of it."""

    name: str
    body: bytes
    changed_at: float
    # Survives a change of the content.
    number: int

    @property
    def etag(self) -> str:
        """Changes with the content."""
        return hashlib.sha256(self.body).hexdigest()[:24]

    @property
    def modified(self) -> str:
        """When it changed, as HTTP writes it."""
        return formatdate(self.changed_at, usegmt=True)

    @property
    def kind(self) -> str:
        """Told from the name."""
        kinds = {"json": "application/json", "jsonl": "application/x-ndjson", "zip": "application/zip"}
        return kinds.get(self.name.rpartition(".")[2], "application/octet-stream")


class Folder:
    """Files by their path below the share, such as `2026/result.json`."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._made = 0
        self.files: dict[str, File] = {}

    def put(self, name: str, body: bytes) -> File:
        """Lays a file there, or changes one."""
        old = self.files.get(name)
        if old is None:
            self._made += 1
        self.files[name] = File(name, body, self._clock(), old.number if old else 4200 + self._made)
        return self.files[name]

    def folders(self) -> list[str]:
        """All folders below the share."""
        return sorted({name.rpartition("/")[0] for name in self.files if "/" in name})


def telegram_export(order: dict[str, Any], number: int, now: float) -> bytes:
    """What Telegram Desktop writes for a group in which one message stands."""
    when = datetime.fromtimestamp(int(now), timezone.utc)
    message = {
        "id": number,
        "type": "message",
        "date": when.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_unixtime": str(int(now)),
        "from": order.get("author"),
        "from_id": f"user{2_100_000_000 + number}",
        "text": order["text"],
        "text_entities": [{"type": "plain", "text": order["text"]}],
    }
    chat = {"name": order["place"], "type": "private_supergroup", "id": 1999300001, "messages": [message]}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


def post_lines(order: dict[str, Any], number: int, now: float) -> bytes:
    """The same in the project's own form, as somebody's script would write it."""
    when = datetime.fromtimestamp(int(now), timezone.utc)
    line = {
        "platform": "facebook",
        "space": {"id": "100000000000777", "name": order["place"], "link": "https://example.org/simulated-group"},
        "id": str(number),
        "author": {"id": str(5_000_000 + number), "handle": order.get("author")},
        "text": order["text"],
        "publishedAt": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"
