"""Runs one peer on sets of texts in a process of its own, and writes what it answered and what it cost.

usage: worker.py FAMILY PEER <job.json >outcome.json
"""

import json
import statistics
import sys
import time

import label_peers
import language_peers

FAMILIES = {"languages": language_peers.PEERS, "posts": label_peers.PEERS}
WARM_UP = 50
REPEATS = 3
# A peer that takes longer than this for all texts is measured once.
LONG_SECONDS = 15


def peak_megabytes() -> float:
    """The most memory that this process ever held."""
    with open("/proc/self/status", encoding="ascii") as file:
        kibibytes = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
    return kibibytes * 1024 / 1e6


def measure(answer, texts: list[str]) -> tuple[list, float, float]:
    """All answers, and the medians of processor time and of real time."""
    processor, real, answers = [], [], []
    while len(processor) < REPEATS and sum(processor) < LONG_SECONDS:
        began = (time.process_time(), time.perf_counter())
        answers = [answer(text) for text in texts]
        processor.append(time.process_time() - began[0])
        real.append(time.perf_counter() - began[1])
    return answers, statistics.median(processor), statistics.median(real)


def measured(answer, texts: list[str], untimed: list[str]) -> dict:
    for text in texts[:WARM_UP]:
        answer(text)
    answers, processor, real = measure(answer, texts)
    return {
        "answers": answers,
        "untimedAnswers": [answer(text) for text in untimed],
        "perSecond": len(texts) / processor,
        "perRealSecond": len(texts) / real,
    }


def main() -> None:
    job = json.load(sys.stdin)
    began = time.process_time()
    answer = FAMILIES[sys.argv[1]][sys.argv[2]]()
    loading = time.process_time() - began
    sets = [measured(answer, texts, untimed) for texts, untimed in job]
    json.dump({"sets": sets, "loadingSeconds": loading, "peakMegabytes": peak_megabytes()}, sys.stdout)


if __name__ == "__main__":
    main()
