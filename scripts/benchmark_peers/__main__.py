"""Runs the peers and our own classifier on the same texts; scripts/benchmark starts it and says how."""

import argparse
import json
import os
import pathlib
import random

import label_peers
import language_peers
import measures
import tables
from processes import ROOT, Ours, note, peer
from texts import Text, read, stripped

# Processor seconds for which our own program is measured, thrice.
SECONDS = {"fast": 3, "deep": 10}


def language_tables(sets: list[list[Text]]) -> list[list[dict]]:
    """For each set of texts a row for each identifier."""
    job = [([text.text for text in texts], [stripped(text.text) for text in texts]) for texts in sets]
    tables_of_sets: list[list[dict]] = [[] for _ in sets]
    for name in language_peers.PEERS:
        outcome = peer("languages", name, job)
        for rows, texts, measured in zip(tables_of_sets, sets, outcome["sets"] if outcome else []):
            shares = measures.language_shares(texts, measured["answers"], measured["untimedAnswers"])
            costs = {key: outcome[key] for key in ("loadingSeconds", "peakMegabytes")}
            rows.append({"name": name, **shares, "perSecond": measured["perSecond"], **costs})
    note("streetwork …")
    ours = Ours("fast")
    for rows, texts, (plain, bare) in zip(tables_of_sets, sets, job):
        answers = [[answer["language"] for answer in ours.answers(some)] for some in (plain, bare)]
        shares = measures.language_shares(texts, *answers)
        rows.append({"name": "streetwork, all labels", **shares, **ours.speed(plain, SECONDS["fast"])})
    return tables_of_sets


def label_rows(texts: list[Text]) -> list[dict]:
    """A row for each way of labelling."""
    plain = [text.text for text in texts]
    rows = []
    for name in label_peers.PEERS:
        if outcome := peer("posts", name, [(plain, [])]):
            measured = outcome["sets"][0]
            costs = {key: outcome[key] for key in ("loadingSeconds", "peakMegabytes")}
            shares = measures.label_shares(texts, measured["answers"])
            rows.append({"name": name, **shares, "perSecond": measured["perSecond"], **costs})
    for tier, seconds in SECONDS.items():
        if tier == "deep" and not (ROOT / "models/encoder").exists():
            note("streetwork deep is left out: there is no sentence encoder; scripts/fetch-models fetches it.")
            continue
        note(f"streetwork {tier} …")
        ours = Ours(tier)
        shares = measures.label_shares(texts, ours.answers(plain))
        rows.append({"name": f"streetwork {tier}", **shares, **ours.speed(plain, seconds)})
    return rows


def wanted(languages: list[dict], posts: list[dict], texts: list[Text]) -> list[dict]:
    """What is wanted, and what is measured; what could not be measured is left out."""
    rows = {row["name"]: row for row in languages + posts}
    fast, deep, rival = (rows.get(name) for name in ("streetwork fast", "streetwork deep", "fastText lid.176"))
    models, encoder = ROOT / "Config/models", ROOT / "models/encoder"
    files = [models / "languages.model", models / "fast.heads"]
    all_files = files + [models / "deep.heads", *encoder.glob("*")]
    through = Ours("fast").speed_through_json([text.text for text in texts])

    def line(name: str, value: float, limit: float, at_least: bool) -> dict:
        return {"name": name, "value": value, "limit": limit, "atLeast": at_least}

    lines = [
        line("fast tier, posts/s", fast["perSecond"], 100_000, True),
        line("fast tier with JSON in and out, posts/s", through, 100_000, True),
        line("fast tier, memory in MB", fast["peakMegabytes"], 64, False),
        line("fast tier, model files in MB", megabytes(files), 16, False),
    ]
    if rival:
        lines.insert(1, line("fast tier by lid.176 alone", fast["perSecond"] / rival["perSecond"], 3, True))
    if deep:
        lines += [
            line("deep tier, posts/s", deep["perSecond"], 30, True),
            line("deep tier, memory in MB", deep["peakMegabytes"], 200, False),
            line("deep tier, model files in MB", megabytes(all_files), 96, False),
        ]
    return lines


def megabytes(files: list[pathlib.Path]) -> float:
    return sum(file.stat().st_size for file in files) / 1e6


def mixed(files: list[str]) -> list[Text]:
    """All texts of the files, in an order in which the first ones are a fair sample; always the same order."""
    texts = [text for file in files for text in read(file)]
    random.Random(1).shuffle(texts)
    return texts


def evaluation_files() -> list[str]:
    return [str(path) for path in sorted((ROOT / "Fixtures/posts/evaluation").glob("*.jsonl"))]


def results(arguments: argparse.Namespace) -> dict:
    if arguments.what == "languages":
        return {"languages": dict(zip(arguments.files, language_tables([mixed([file]) for file in arguments.files])))}
    texts = mixed(arguments.files or evaluation_files())
    if arguments.what == "posts":
        return {"posts": label_rows(texts)}
    languages, posts = language_tables([texts])[0], label_rows(texts)
    return {"languages": {"posts": languages}, "posts": posts, "wanted": wanted(languages, posts, texts)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/benchmark")
    parser.add_argument("what", choices=["languages", "posts", "speed"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.what == "languages" and not arguments.files:
        parser.error("languages needs a file: lines of language, TAB, text")
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, for every process from here on
    found = results(arguments)
    if arguments.json:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for file, rows in found.get("languages", {}).items():
        print(f"\nLanguages: {pathlib.Path(file).name}\n\n{tables.rows_table('languages', rows)}")
    if "posts" in found:
        print(f"\nLabels\n\n{tables.rows_table('posts', found['posts'])}")
    if "wanted" in found:
        print(f"\nWanted\n\n{tables.wanted_table(found['wanted'])}")


if __name__ == "__main__":
    main()
