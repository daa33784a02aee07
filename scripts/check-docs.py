"""Finds declarations that cross a target without a doc comment; the formatter's own rule passes over `package`.

A member that only fulfils a protocol is documented there and needs none of its own.
"""

import pathlib
import re
import sys

DECLARATION = re.compile(
    r"\s*package (?:(?:final|static|mutating|indirect)\s+)*(struct|class|actor|enum|protocol|func|let|var|typealias)\b\s*(\S+)"
)
# Requirements of the protocols of the standard library and of our own, documented where they are declared.
FULFILLED = {
    "<", "==", "+=", "description", "encode(to", "hash(into", "rawValue", "name", "summary", "framing", "recognises(_",
    "makeDecoder(_", "decode(_", "note(_", "perform(in", "run()", "enqueue(_", "begin(name:", "prepare(_", "save(_",
    "end(_", "begin(name",
    # Modules of sources, their conversations and the transport.
    "kind", "settings", "secrets", "usualIntervalSeconds", "placeSetting", "conversation(", "webhook(_", "sender(_",
    "lister(_", "next(", "fetch(_", "send(_", "download(",
}


def undocumented(path: pathlib.Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines):
        match = DECLARATION.match(line)
        if not match or any(match[2].startswith(name) for name in FULFILLED):
            continue
        above = number - 1
        while above >= 0 and lines[above].strip().startswith("@"):
            above -= 1
        if not lines[above].strip().startswith("///"):
            found.append(f"{path}:{number + 1}: no doc comment: {line.strip()[:80]}")
    return found


if __name__ == "__main__":
    faults = [fault for path in sorted(pathlib.Path("Sources").rglob("*.swift")) for fault in undocumented(path)]
    print("\n".join(faults), end="\n" if faults else "")
    sys.exit(1 if faults else 0)
