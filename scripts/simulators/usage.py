"""Options of the scripts, with the exit status of the project for wrong usage."""

import argparse
import sys
from typing import NoReturn


class Options(argparse.ArgumentParser):
    """Ends with 64 where the usage is wrong."""

    def __init__(self, description: str | None) -> None:
        super().__init__(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and how it is meant."""
        self.print_usage(sys.stderr)
        print(f"{self.prog}: {message}", file=sys.stderr)
        sys.exit(64)


def positive(text: str) -> float:
    """A number above zero."""
    number = float(text)
    if not 0 < number < 1e7:
        raise argparse.ArgumentTypeError("a number above zero is wanted")
    return number


def count(text: str) -> int:
    """A whole number from 1 on."""
    number = int(text)
    if not 1 <= number <= 10_000_000:
        raise argparse.ArgumentTypeError("a whole number from 1 on is wanted")
    return number
