"""Reads labelled texts, and compares languages."""

import json
import pathlib
import unicodedata
from dataclasses import dataclass

# One language under several codes, and spellings of one language.
SAME = {"bs": "hr", "sr": "hr", "sh": "hr", "hbs": "hr", "iw": "he", "nb": "no"}
# Letters that have no mark to take off.
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ø": "o", "ß": "ss"})


@dataclass
class Text:
    """A text with what is known about it; `labels` is empty where only the language is."""

    text: str
    language: str
    labels: dict


def read(path: str) -> list[Text]:
    """The texts of a table (language, TAB, text) or of JSON Lines with labels."""
    lines = pathlib.Path(path).read_text(encoding="utf-8").split("\n")
    if path.endswith(".tsv"):
        cells = [line.split("\t", 1) for line in lines if "\t" in line and not line.startswith("#")]
        return [Text(text, language, {}) for language, text in cells]
    posts = [json.loads(line) for line in lines if line.strip()]
    return [Text(post["text"], post["language"], post) for post in posts]


def stripped(text: str) -> str:
    """The text without diacritics; Cyrillic and Greek letters keep theirs, which are letters of their own."""
    return "".join(plain_letter(letter) for letter in unicodedata.normalize("NFC", text)).translate(PLAIN)


def plain_letter(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] if len(parts) > 1 and parts[0].isascii() else letter


def base(code: str) -> str:
    """The language of a code such as `bg-Latn`."""
    return (code or "und").lower().split("-")[0].split("_")[0]


def merged(code: str) -> str:
    """The language, with Bosnian, Croatian and Serbian as one."""
    return SAME.get(base(code), base(code))
