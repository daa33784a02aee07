"""Objects of the Graph API, how they are shown, and how lists of them are turned over page by page."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from graph_fields import Field
from graph_words import GraphError


@dataclass
class Node:
    """An object: a page, a post, a comment, an account, a medium, a hashtag."""

    id: str
    kind: str
    # Fields that are shown where they are asked for; one that is missing is left out, as the platforms do.
    values: dict[str, Any] = field(default_factory=dict)
    # Ids of what hangs on it, by the name of the edge, oldest first.
    edges: dict[str, list[str]] = field(default_factory=dict)
    created: float = 0
    parent: str | None = None
    is_hidden: bool = False


def iso(now: float) -> str:
    """A time as the Graph API writes it: without a colon in the offset."""
    return datetime.fromtimestamp(int(now), timezone.utc).strftime("%Y-%m-%dT%H:%M:%S+0000")


def cursor(identifier: str) -> str:
    """A cursor that points at an object."""
    return base64.urlsafe_b64encode(f"at:{identifier}".encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Page:
    """A page of a list and where it lies."""

    nodes: Sequence[Node]
    has_more: bool
    has_before: bool

    @staticmethod
    def cut(nodes: Sequence[Node], wanted: Mapping[str, Any], usual: int, most: int) -> "Page":
        """The page that `limit`, `after` and `before` ask for."""
        try:
            limit = min(max(int(wanted.get("limit", usual)), 0), most)
        except ValueError as error:
            raise GraphError(100, "(#100) limit must be an integer") from error
        places = {cursor(node.id): number for number, node in enumerate(nodes)}
        if limit == 0:
            return Page((), False, False)
        start = 0
        for name, offset in (("after", 1), ("before", -limit)):
            if wanted.get(name):
                if wanted[name] not in places:
                    raise GraphError(100, "(#100) Invalid cursors values")
                start = max(0, places[str(wanted[name])] + offset)
        return Page(nodes[start : start + limit], start + limit < len(nodes), start > 0)

    def paging(self, address: Callable[[str], str]) -> dict[str, Any]:
        """Cursors, and the whole address of the next page; its token stands in it, as with the real one."""
        if not self.nodes:
            return {}
        after = cursor(self.nodes[-1].id)
        paging: dict[str, Any] = {"cursors": {"before": cursor(self.nodes[0].id), "after": after}}
        if self.has_more:
            paging["next"] = address(after)
        return paging


@dataclass(frozen=True)
class Shape:
    """What a kind of object has."""

    # How error messages call it.
    title: str
    # Shown where `fields` is not given.
    usual: tuple[str, ...]
    # May be asked for.
    known: frozenset[str]

    def check(self, fields: Sequence[Field], edges: Sequence[str]) -> None:
        """Refuses a field that does not exist, as the platform does."""
        for wanted in fields:
            if wanted.name not in self.known and wanted.name not in edges:
                words = f"(#100) Tried accessing nonexisting field ({wanted.name}) on node type ({self.title})"
                raise GraphError(100, words)
