"""Draws the icons of the web app: a speech bubble with a lamp in it, on teal.

usage: python3 scripts/make_icons.py    (writes Sources/DeskAssets/files/icon-*.png; icon.svg is drawn by hand alike)
"""

import pathlib
import struct
import zlib

TEAL, WHITE, AMBER = (15, 94, 89), (255, 255, 255), (244, 180, 58)
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Sources/DeskAssets/files"


def is_in_bubble(x: float, y: float) -> bool:
    """A rounded box with a tail to the lower left, in a square of side 1."""
    dx, dy = max(abs(x - 0.5) - 0.16, 0), max(abs(y - 0.46) - 0.08, 0)
    tail = 0.34 <= x <= 0.46 and 0.55 <= y <= 0.76 and (y - 0.55) <= (0.46 - x) * 1.75
    return dx * dx + dy * dy <= 0.13**2 or tail


def colour(x: float, y: float) -> tuple[int, int, int]:
    if (x - 0.5) ** 2 + (y - 0.46) ** 2 <= 0.075**2:
        return AMBER
    return WHITE if is_in_bubble(x, y) else TEAL


def png(side: int, samples: int = 3) -> bytes:
    steps = [(n + 0.5) / samples for n in range(samples)]
    rows = bytearray()
    for row in range(side):
        rows.append(0)
        for column in range(side):
            seen = [colour((column + a) / side, (row + b) / side) for a in steps for b in steps]
            rows += bytes(sum(channel) // len(seen) for channel in zip(*seen))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    for side in (180, 192, 512):
        (FOLDER / f"icon-{side}.png").write_bytes(png(side))
