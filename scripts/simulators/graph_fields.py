"""The field lists of the Graph API, such as `id,comments.limit(25).order(chronological){message,from}`."""

import re
from dataclasses import dataclass, field

from messages import NotUnderstood


@dataclass(frozen=True)
class Field:
    """One wanted field."""

    name: str
    # What stands behind it in dots and brackets, such as limit → 25.
    settings: dict[str, str] = field(default_factory=dict)
    # What is wanted inside of it; empty for the usual fields.
    inner: tuple["Field", ...] = ()


_TOKEN = re.compile(r"[A-Za-z0-9_]+|[.,{}]|\([^()]*\)")


def parse_fields(text: str) -> tuple[Field, ...]:
    """The fields of a parameter `fields`.

    Raises NotUnderstood where the brackets do not match."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s", "", text):
        raise NotUnderstood("Syntax error in fields")
    fields, rest = _list(tokens)
    if rest:
        raise NotUnderstood("Syntax error in fields")
    return fields


def _list(tokens: list[str]) -> tuple[tuple[Field, ...], list[str]]:
    fields: list[Field] = []
    while tokens and tokens[0] != "}":
        if not tokens[0][0].isalnum() and tokens[0][0] != "_":
            raise NotUnderstood("Syntax error in fields")
        name, tokens = tokens[0], tokens[1:]
        settings: dict[str, str] = {}
        while len(tokens) >= 3 and tokens[0] == "." and tokens[2].startswith("("):
            settings[tokens[1]], tokens = tokens[2][1:-1], tokens[3:]
        inner: tuple[Field, ...] = ()
        if tokens and tokens[0] == "{":
            inner, tokens = _list(tokens[1:])
            if not tokens or tokens[0] != "}":
                raise NotUnderstood("Syntax error in fields")
            tokens = tokens[1:]
        fields.append(Field(name, settings, inner))
        if tokens and tokens[0] == ",":
            tokens = tokens[1:]
    return tuple(fields), tokens
