"""`prove-intake` finds what is lost and doubled, `simulate` shows an answer: tried with a stand-in for streetwork."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from proof_events import Events, external_id
from proof_lanes import answer_in

HERE = Path(__file__).resolve().parent


def run(script: str, *arguments: str, fault: str = "") -> subprocess.CompletedProcess[str]:
    """A script with the stand-in, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        command = [sys.executable, str(HERE.parent / script), *arguments, "--data", str(data)]
        environment = {**os.environ, "FAKE_FAULT": fault, "STREETWORK_PROGRAM": str(HERE / "fake_streetwork")}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


class ProofTests(unittest.TestCase):
    """prove-intake."""

    def prove(self, *arguments: str, fault: str = "") -> tuple[int, dict[str, Any]]:
        """Status and figures."""
        done = run("prove-intake", *arguments, "--json", fault=fault)
        self.assertTrue(done.stdout, done.stderr)
        return done.returncode, json.loads(done.stdout)

    def test_passes_a_daemon_that_loses_nothing_when_it_is_killed(self) -> None:
        status, figures = self.prove("kills", "--kills", "3")
        self.assertEqual((status, figures["lost"], figures["doubled"], figures["kills"]), (0, 0, 0, 3), figures)
        self.assertGreater(figures["acknowledged"], 4)
        self.assertGreaterEqual(figures["stored"], figures["acknowledged"])

    def test_notices_what_a_killed_daemon_loses(self) -> None:
        status, figures = self.prove("kills", "--kills", "3", fault="lose")
        self.assertEqual((status, figures["isRight"]), (1, False))
        self.assertGreater(figures["lost"], 0)

    def test_passes_a_daemon_that_knows_copies(self) -> None:
        status, figures = self.prove("copies", "--events", "150")
        self.assertEqual((status, figures["stored"], figures["deliveries"]), (0, 150, 450), figures)
        self.assertGreater(figures["p99Milliseconds"], 0)

    def test_notices_copies_that_count_twice(self) -> None:
        status, figures = self.prove("copies", "--events", "50", fault="double")
        self.assertEqual(status, 1)
        self.assertGreater(figures["doubled"], 0)

    def test_notices_events_that_were_set_aside(self) -> None:
        status, figures = self.prove("copies", "--events", "50", fault="aside")
        self.assertEqual((status, figures["setAside"]), (1, 5))

    def test_sends_the_same_bytes_for_the_same_number(self) -> None:
        events = Events(8080, 1_795_000_000)
        for number in range(16):
            head, _, body = events.request(number).partition(b"\r\n\r\n")
            self.assertEqual(head, events.request(number).partition(b"\r\n\r\n")[0])
            self.assertIn(b"Content-Length: %d" % len(body), head)
            self.assertEqual(str(json.loads(body)["message"]["message_id"]), external_id(number))

    def test_understands_answers_in_pieces(self) -> None:
        rows: list[tuple[bytes, tuple[int | None, bool]]] = [
            (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", (200, False)),
            (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\no", (None, False)),
            (b"HTTP/1.1 503 x\r\nRetry-After: 5", (None, False)),
            (b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n", (204, True)),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", (None, False)),
            (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", (200, False)),
        ]
        for data, expected in rows:
            self.assertEqual(answer_in(data), expected, data)

    def test_refuses_a_folder_that_holds_something_else(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "kills").mkdir()
            (Path(folder) / "kills" / "mine.txt").write_text("keep")
            command = [sys.executable, str(HERE.parent / "prove-intake"), "kills", "--data", folder]
            command += ["--program", str(HERE / "fake_streetwork")]
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual((done.returncode, "holds something else" in done.stderr), (1, True), done.stderr)
            self.assertTrue((Path(folder) / "kills" / "mine.txt").exists())


class SimulateTests(unittest.TestCase):
    """simulate."""

    def test_shows_enquiries_and_an_answer_in_its_group(self) -> None:
        done = run("simulate", "--seconds", "1", "--rate", "40")
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        self.assertIn("releases the template 'unpaid-wages'", done.stdout)
        self.assertIn("      > Help is here.", done.stdout)
        self.assertRegex(done.stdout, r"\n +\d+\.\d s  #\d+ +soon +ro  work +telegram")
        self.assertIn("Everything has ended", done.stdout)


if __name__ == "__main__":
    unittest.main()
