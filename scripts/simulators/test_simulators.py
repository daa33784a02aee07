#!/usr/bin/env python3
"""Runs all tests of the simulators, of prove-intake and of simulate, side by side; needs nothing built.

They mostly wait, for clocks and other processes, so side by side they take as long as the longest: some five seconds.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
UNITS = [
    "test_telegram",
    "test_graph",
    "test_tiktok",
    "test_town",
    "test_scripts.ProofTests",
    "test_scripts.SimulateTests",
]


def main() -> int:
    """0 where all passed; the words of those that failed stand on standard error."""
    tests = {
        unit: subprocess.Popen(
            [sys.executable, "-m", "unittest", "--quiet", unit],
            cwd=HERE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for unit in UNITS
    }
    failed = 0
    for unit, test in tests.items():
        words, _ = test.communicate()
        count = next((line for line in words.splitlines() if line.startswith("Ran ")), "no tests")
        print(f"{unit}: {count}")
        if test.returncode != 0:
            failed += 1
            print(words, file=sys.stderr)
    print("simulators: all tests passed" if not failed else f"simulators: {failed} of {len(UNITS)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
