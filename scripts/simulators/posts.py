"""The posts of the simulation, from files of JSON Lines."""

import json
import random
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "Fixtures" / "simulation"


def read_posts(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """All posts, file by file; each line is an order for /publish.

    Raises ValueError with file and line where one is none."""
    posts = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                post = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: no JSON") from error
            missing = [key for key in ("platform", "place", "text") if not post.get(key)]
            if missing:
                raise ValueError(f"{path.name}, line {number}: {', '.join(missing)} missing")
            posts.append(post)
    if not posts:
        raise ValueError(f"no posts in {folder}")
    return posts


def shuffled(posts: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """The posts in another order, the same one at the same seed."""
    order = list(posts)
    random.Random(seed).shuffle(order)
    return order
