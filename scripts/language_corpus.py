"""Gathers the texts that the language model is trained on: one file per language, one text per line.

Sources, all free: translations of desktop programs from Debian packages (their own licences; only statistics of them
enter the model), and word frequencies from wordfreq 3.1.1 (CC BY-SA 4.0).
usage: language_corpus.py FOLDER
"""

import gettext
import json
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
    """Short rows of words: half by flattened frequency, a quarter flatter still, a quarter through all words evenly."""
    rng = random.Random(seed)
    names = [w for w, _ in words]
    pools = [rng.choices(names, [f ** power for _, f in words], k=size) for power, size in ((0.55, count * 3), (0.3, count))]
    even = list(names)
    rng.shuffle(even)
    pools.append((even * (count // len(even) + 1))[:count])
    positions = [0, 0, 0]
    texts = []
    for number in range(count):
        kind = (0, 0, 1, 2)[number % 4]
        length = rng.choice([1, 2, 2, 3, 4, 6, 8, 10] if kind == 0 else [1, 1, 2, 2, 2, 3])
        start = positions[kind]
        texts.append(" ".join(pools[kind][start:start + length]))
        positions[kind] = start + length if start + length + 10 < len(pools[kind]) else 0
    return [t for t in texts if t]


def own_words(texts: list[str]) -> list[tuple[str, float]]:
    """The words of a language's own texts with their counts, for languages without a frequency list."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in re.findall(r"[^\W\d_]+", text.lower()):
            counts[word] = counts.get(word, 0) + 1
    return sorted((w, float(c)) for w, c in counts.items() if len(w) <= 30)


def own_posts() -> dict[str, list[str]]:
    """The project's own training posts by class; those of the evaluation are never read."""
    posts: dict[str, list[str]] = {}
    for path in sorted(pathlib.Path("Fixtures/posts/training").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            latin = post["script"] == "Latn" and post["language"] in ("bg", "sr")
            name = post["language"] + ("-Latn" if latin else "")
            posts.setdefault(name, []).append(" ".join(post["text"].split()))
    return posts


def main(folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES + [f"libreoffice-l10n-{code}" for code in OFFICE]:
        fetch(package, folder)
    texts = translations(folder)
    (folder / "text").mkdir(exist_ok=True)
    posts = own_posts()
    rows = [line.split("\t") for line in LANGUAGES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for name, _, frequencies, locales in rows:
        found: set[str] = set()
        for code in (["en"] if locales == "-" else locales.split(",")):
            for text in texts.get(code, ()):
                found.update(sentences(text))
        words = frequent_words(frequencies) if frequencies != "-" else []
        lines = sorted(found)
        random.Random(1).shuffle(lines)
        rows_of_words = pseudo_texts(words or own_words(lines), 240_000, 2)
        (folder / "text" / f"{name}.sentences").write_text("\n".join(lines[:60_000]) + "\n", encoding="utf-8")
        (folder / "text" / f"{name}.words").write_text("\n".join(rows_of_words) + "\n", encoding="utf-8")
        (folder / "text" / f"{name}.posts").write_text("\n".join(posts.get(name, [])) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)} sentences, {len(words)} words, {len(posts.get(name, []))} posts", flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
