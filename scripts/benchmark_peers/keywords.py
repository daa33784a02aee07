"""The way of keyword alerts: the words of our lexicons, found by Aho-Corasick at the beginnings of words.

One word or phrase that decides alone labels the post, and a post about a topic is taken for a request unless it is an
offer or a claim. Patterns of several parts and weights that need company are what a keyword matcher does not know, so
they are left out.
"""

import pathlib

from texts import stripped

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIELDS = {"kind", "topic", "urgency"}
DECIDES = 3


def folded(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in stripped(text.lower())).split()
    return f" {' '.join(words)} "


def stems() -> dict[str, set[tuple[str, str]]]:
    """What each folded stem stands for; a stem begins with a space, and ends with one where no ending may follow."""
    found: dict[str, set[tuple[str, str]]] = {}
    for path in sorted((ROOT / "Config/lexicon").glob("*.tsv")):
        if path.stem.endswith("-Latn"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) != 4 or cells[0] not in FIELDS or int(cells[2]) < DECIDES:
                continue
            pattern = cells[3]
            if any(mark in pattern for mark in "~&<") or "*" in pattern[:-1]:
                continue
            stem = folded(pattern.rstrip("*"))
            found.setdefault(stem.rstrip() if pattern.endswith("*") else stem, set()).add((cells[0], cells[1]))
    return found


def load():
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for stem, labels in stems().items():
        automaton.add_word(stem, sorted(labels))
    automaton.make_automaton()

    def answer(text):
        labels = {label for _, found in automaton.iter(folded(text)) for label in found}
        values = {field: {value for name, value in labels if name == field} for field in FIELDS}
        known = (kind for kind in ("request", "offer", "claim") if kind in values["kind"])
        kind = next(known, "request" if values["topic"] or values["urgency"] else "chatter")
        urgency = next((urgency for urgency in ("acute", "soon") if urgency in values["urgency"]), "routine")
        return {
            "kind": kind,
            "topics": sorted(values["topic"]),
            "urgency": urgency if kind == "request" else "routine",
        }

    return answer
