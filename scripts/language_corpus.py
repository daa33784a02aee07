"""Gathers the texts that the language model is trained on: one file per language, one text per line.

Sources, all free: translations of desktop programs from Debian packages (their own licences; only statistics of them
enter the model), and word frequencies from wordfreq 3.1.1 (CC BY-SA 4.0).
usage: language_corpus.py FOLDER
"""

import gettext
import pathlib
import random
import re
import subprocess
import sys

PACKAGES = (
    "evolution-common gimp-data inkscape gnucash-common kmymoney-common digikam-data aptitude-common "
    "freeciv-data wesnoth-1.16-data gcompris-qt-data calibre marble-data audacity-data apt dpkg tuxpaint"
).split()
OFFICE = "ar bg cs de el es fr hr hu it mk pl ro ru sk sr tr uk sq".split()
LANGUAGES = pathlib.Path("Config/languages.tsv")

MARKUP = re.compile(r"<[^>]*>|&[a-z]+;|\\[nt]|%\d*\$?[-+0-9.]*[a-zA-Z]|\{[^}]*\}|\$\w+|https?://\S+|\w+::\w+|\|")
MNEMONIC = re.compile(r"[_~&](?=\w)")


def fetch(package: str, folder: pathlib.Path) -> None:
    """Unpacks a Debian package without installing it; one that is not there is passed over with a word."""
    target = folder / "packages" / package
    if target.exists():
        return
    target.mkdir(parents=True)
    got = subprocess.run(["apt-get", "download", package], cwd=target, capture_output=True, check=False)
    archives = list(target.glob("*.deb"))
    if got.returncode != 0 or not archives:
        print(f"passed over: {package}", file=sys.stderr)
        return
    subprocess.run(["dpkg-deb", "-x", archives[0].name, "."], cwd=target, check=True)
    archives[0].unlink()
    for path in list(target.rglob("*")):
        if path.is_file() and path.suffix not in (".mo", ".qm"):
            path.unlink()


def clean(text: str) -> str:
    text = MNEMONIC.sub("", MARKUP.sub(" ", text))
    return " ".join(text.split())


def locale_of(path: pathlib.Path) -> str | None:
    """The locale in a path such as share/locale/sr@latin/LC_MESSAGES/gimp20.mo."""
    parts = path.parts
    for index, part in enumerate(parts):
        if part == "LC_MESSAGES":
            return parts[index - 1]
    return None


def translations(folder: pathlib.Path) -> dict[str, set[str]]:
    texts: dict[str, set[str]] = {}
    for path in sorted(folder.glob("packages/**/*.mo")):
        locale = locale_of(path)
        if locale is None:
            continue
        try:
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog
        except (OSError, UnicodeDecodeError, ValueError, IndexError):
            continue
        code = locale.split(".")[0]
        code = code if "@" in code else code.split("_")[0]
        for key, text in catalogue.items():
            source = key[0] if isinstance(key, tuple) else key
            if isinstance(text, str) and text and text != source:
                texts.setdefault(code, set()).add(clean(text))
            if isinstance(source, str) and source:
                texts.setdefault("en", set()).add(clean(source.split("\x04")[-1]))
    return texts


def sentences(text: str) -> list[str]:
    """Pieces of at most some 200 characters, cut at the ends of sentences."""
    pieces = re.split(r"(?<=[.!?;:])\s+", text)
    return [piece[:240] for piece in pieces if sum(c.isalpha() for c in piece) >= 6]


def frequent_words(code: str) -> list[tuple[str, float]]:
    import wordfreq

    try:
        best = "large" if code in wordfreq.available_languages("large") else "small"
        table = wordfreq.get_frequency_dict(code, best)
    except LookupError:
        return []
    return [(w, f) for w, f in table.items() if any(c.isalpha() for c in w) and len(w) <= 30]


def pseudo_texts(words: list[tuple[str, float]], count: int, seed: int) -> list[str]:
    """Short rows of words: by frequency, flattened so that rare words are met too."""
    rng = random.Random(seed)
    names = [w for w, _ in words]
    weights = [f ** 0.55 for _, f in words]
    drawn = rng.choices(names, weights, k=count * 6)
    uniform = rng.choices(names, k=count * 3)
    texts, position, other = [], 0, 0
    for number in range(count):
        if number % 3 == 2:
            length = rng.choice([1, 1, 2, 2, 3])
            texts.append(" ".join(uniform[other:other + length]))
            other += length
        else:
            length = rng.choice([1, 2, 2, 3, 4, 6, 8, 10])
            texts.append(" ".join(drawn[position:position + length]))
            position += length
    return [t for t in texts if t]


def main(folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES + [f"libreoffice-l10n-{code}" for code in OFFICE]:
        fetch(package, folder)
    texts = translations(folder)
    (folder / "text").mkdir(exist_ok=True)
    rows = [line.split("\t") for line in LANGUAGES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for name, _, frequencies, locales in rows:
        found: set[str] = set()
        for code in (["en"] if locales == "-" else locales.split(",")):
            for text in texts.get(code, ()):
                found.update(sentences(text))
        words = frequent_words(frequencies) if frequencies != "-" else []
        lines = sorted(found)
        random.Random(1).shuffle(lines)
        # A language without a frequency list gets its words from its own translations.
        rows_of_words = pseudo_texts(words, 60_000, 2) if words else []
        (folder / "text" / f"{name}.sentences").write_text("\n".join(lines[:60_000]) + "\n", encoding="utf-8")
        (folder / "text" / f"{name}.words").write_text("\n".join(rows_of_words) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)} sentences, {len(words)} words", flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
