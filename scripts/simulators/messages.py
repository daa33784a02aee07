"""Requests and answers of HTTP as values, so that a simulated platform is a function from one to the other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

JSON = "application/json; charset=utf-8"


class NotUnderstood(Exception):
    """The body or a parameter cannot be read."""


@dataclass(frozen=True)
class Call:
    """A request as it arrived."""

    method: str
    # Percent-encoded, as it was sent.
    raw_path: str
    query: Mapping[str, str]
    # By their names in lower case.
    headers: Mapping[str, str]
    body: bytes = b""
    # The address under which the caller reached us, such as http://127.0.0.1:8080.
    base: str = ""

    @property
    def path(self) -> str:
        """The path with its percent signs resolved."""
        return unquote(self.raw_path)

    def parameters(self) -> dict[str, Any]:
        """Query and body together, whether the body is a form or JSON."""
        found: dict[str, Any] = dict(self.query)
        if not self.body:
            return found
        kind = self.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == "application/json":
            found.update(self.json())
        elif kind in ("application/x-www-form-urlencoded", ""):
            found.update(parse_qsl(self.body.decode("utf-8", "strict"), keep_blank_values=True))
        else:
            raise NotUnderstood(f"a body of type {kind}")
        return found

    def json(self) -> dict[str, Any]:
        """The body as a JSON object."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError as error:
            raise NotUnderstood("the body is no JSON") from error
        if not isinstance(value, dict):
            raise NotUnderstood("the body is no JSON object")
        return value

    def bearer(self) -> str | None:
        """The token of the header `Authorization`."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else None


@dataclass
class Reply:
    """An answer."""

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> "Reply":
        """An answer in JSON, with real characters as most platforms write them."""
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return Reply(status, body, JSON, dict(headers or {}))

    @staticmethod
    def text(words: str, status: int = 200, kind: str = "text/plain; charset=utf-8") -> "Reply":
        """An answer in plain words or markup."""
        return Reply(status, words.encode(), kind)


def wanted_list(value: Any) -> list[Any]:
    """A parameter that is a JSON array, or was written as one in a form or a query."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise NotUnderstood("a list is no JSON array") from error
    if not isinstance(value, list):
        raise NotUnderstood("a list is no JSON array")
    return value


def wanted_number(value: Any, usual: int) -> int:
    """A parameter that is a whole number; `usual` where it is missing."""
    if value in (None, ""):
        return usual
    try:
        return int(value)
    except (TypeError, ValueError) as error:
        raise NotUnderstood("a number is none") from error
