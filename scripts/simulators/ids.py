"""Ids in the shape of each platform, the same at every run."""

import zlib


def person(name: str, start: int, span: int = 900_000_000) -> int:
    """A number that always belongs to this name."""
    return start + zlib.crc32(name.encode()) % span


class Numbers:
    """Numbers that grow, and never by the same step twice in a row, so that nobody takes them for a count."""

    def __init__(self, start: int, step: int = 7) -> None:
        self._next, self._step, self._made = start, step, 0

    def next(self) -> int:
        """The next number."""
        number = self._next
        self._made += 1
        self._next += self._step + self._made % 5
        return number


def tiktok_id(now: float, count: int) -> int:
    """An id of 19 digits whose upper half is the time, as TikTok makes them; larger than 2^53."""
    return (int(now) << 32) + 0x1000_0000 + count * 4099
