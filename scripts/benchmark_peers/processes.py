"""Starts the peers and our own program, one after the other, each in a process of its own."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
REPEATS = 3
# So many lines are labelled for the speed from JSON to JSON.
LINES = 20_000


def note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def peer(family: str, name: str, sets: list[tuple[list[str], list[str]]]) -> dict | None:
    """What a peer answers to each set and what it costs; None where it is not there or fails."""
    note(f"{name} …")
    if name.endswith("+ regression"):  # learns once
        subprocess.run([sys.executable, HERE / "label_peers.py", name], stderr=subprocess.DEVNULL)
    command = [sys.executable, HERE / "worker.py", family, name]
    done = subprocess.run(command, input=json.dumps(sets), capture_output=True, text=True)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        note(f"{name} is left out: {reason}")
        return None
    return json.loads(done.stdout)


class Ours:
    """Our own program."""

    def __init__(self, tier: str) -> None:
        self.program = os.environ["STREETWORK_PROGRAM"]
        self.tier = tier

    def answers(self, texts: list[str]) -> list[dict]:
        """The labels of each text."""
        return [json.loads(line) for line in self._classify(texts)[0].splitlines()]

    def speed(self, texts: list[str], seconds: float) -> dict:
        """Texts per second of processor time, from the text to the labels, and the memory; medians of three."""
        with self._file(texts) as path:
            command = [self.program, "benchmark", "classifier", path, "--tier", self.tier, "--json"]
            command += ["--seconds", str(seconds)]
            runs = [json.loads(subprocess.check_output(command, cwd=ROOT)) for _ in range(REPEATS)]
        return {
            "perSecond": statistics.median(run["postsPerSecond"] for run in runs),
            "peakMegabytes": max(run["peakResidentMegabytes"] for run in runs),
            "loadingSeconds": self.loading(),
        }

    def loading(self) -> float:
        """Processor seconds from the start of the program to its first answer."""
        return statistics.median(self._classify(["a"])[1] for _ in range(REPEATS))

    def speed_through_json(self, texts: list[str]) -> float:
        """Lines per second of processor time of `classify`, from JSON to JSON, without loading."""
        many = (texts * (LINES // len(texts) + 1))[:LINES]
        seconds = statistics.median(self._classify(many)[1] for _ in range(REPEATS))
        return len(many) / (seconds - self.loading())

    def _classify(self, texts: list[str]) -> tuple[bytes, float]:
        """The lines of the answer, and the processor time that they took."""
        with self._file(texts) as path, tempfile.TemporaryFile() as output:
            command = [self.program, "classify", "--jobs", "1", "--tier", self.tier, path]
            process = subprocess.Popen(command, cwd=ROOT, stdout=output)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                raise SystemExit(f"{' '.join(command[:2])} failed with status {process.returncode}")
            output.seek(0)
            return output.read(), usage.ru_utime + usage.ru_stime

    def _file(self, texts: list[str]) -> "LinesFile":
        return LinesFile({"id": number, "text": text} for number, text in enumerate(texts))


class LinesFile:
    """JSON Lines in a temporary file, for as long as the `with` lasts."""

    def __init__(self, lines) -> None:
        self.lines = lines

    def __enter__(self) -> str:
        self.file = tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8")
        self.file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines)
        self.file.flush()
        return self.file.name

    def __exit__(self, *_) -> None:
        self.file.close()
