"""Drop-offs, faults, the control interface and the program itself."""

import json
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree
from http.client import HTTPException
from pathlib import Path
from typing import Any

from deliveries import request
from loopback import is_loopback_authority, is_loopback_url
from posts import read_posts
from testing import SimulatorTest, ask, basic

HERE = Path(__file__).resolve().parent
DAV = "{DAV:}"


class DropoffTests(SimulatorTest):
    """The share and the list."""

    def listing(self, url: str, **headers: str) -> Any:
        """The answer to PROPFIND."""
        share = self.description["webdav"]
        login = basic(share["user"], share["password"])
        return ask(url, method="PROPFIND", headers={"Depth": "1", **login, **headers})

    def test_lists_folders_and_files_with_all_that_is_asked(self) -> None:
        self.control("/publish", platform="webdav", file="old.json", content="{}")
        self.publish("webdav", text="Помощ")
        url = self.description["webdav"]["url"]
        answer = self.listing(url)
        self.assertEqual((answer.status, answer.headers["content-type"][:15]), (207, "application/xml"))
        responses = ElementTree.fromstring(answer.body).findall(f"{DAV}response")
        hrefs = [one.findtext(f"{DAV}href") or "" for one in responses]
        self.assertTrue(url.endswith(hrefs[0]), "the folder itself comes first")
        self.assertEqual([href.removeprefix(hrefs[0]) for href in hrefs[1:]], ["Export%20502/", "old.json"])
        self.assertIsNotNone(responses[1].find(f".//{DAV}collection"))
        self.assertEqual(responses[2].findtext(f".//{DAV}getcontentlength"), "2")
        inner = self.listing(url + "Export%20502/")
        self.assertIn(b"Export%20502/result.json</d:href>", inner.body)
        self.assertEqual(self.listing(url, Depth="infinity").status, 403)

    def test_lets_in_who_says_who_it_is_without_being_asked(self) -> None:
        share = self.description["webdav"]
        refused = ask(share["url"], method="PROPFIND", headers={"Depth": "1"})
        self.assertEqual((refused.status, "www-authenticate" in refused.headers), (401, False))
        login = basic(share["accountUser"], share["accountPassword"])
        self.assertEqual(ask(share["account"], method="PROPFIND", headers={"Depth": "0", **login}).status, 207)

    def test_hands_out_files_whole_in_parts_or_not_at_all(self) -> None:
        for platform in ("webdav", "list"):
            with self.subTest(platform):
                self.control("/publish", platform=platform, file="a b.json", content="0123456789")
                share = self.description["webdav"]
                login = basic(share["user"], share["password"])
                base = share["url"] if platform == "webdav" else self.description["list"]["url"][:-8] + "files/"
                url = base + "a%20b.json"
                whole = ask(url, headers=login)
                self.assertEqual((whole.status, whole.body), (200, b"0123456789"))
                part = ask(url, headers={**login, "Range": "bytes=4-"})
                self.assertEqual((part.status, part.body), (206, b"456789"))
                self.assertEqual(part.headers["content-range"], "bytes 4-9/10")
                self.assertEqual(ask(url, headers={**login, "Range": "bytes=10-"}).status, 416)
                self.assertEqual(ask(url, headers={**login, "If-None-Match": whole.headers["etag"]}).status, 304)
                self.control("/edit", platform=platform, file="a b.json", content="other")
                self.assertEqual(ask(url, headers={**login, "If-None-Match": whole.headers["etag"]}).status, 200)

    def test_lists_addresses_line_by_line(self) -> None:
        self.publish("list", text="Help")
        lines = ask(self.description["list"]["url"]).body.decode().splitlines()
        post = json.loads(ask(lines[0]).body)
        self.assertEqual((len(lines), post["text"], post["space"]["name"]), (1, "Help", "Place"))

    def test_writes_exports_as_telegram_desktop_does(self) -> None:
        file = self.publish("webdav", text="Help")["file"].replace(" ", "%20")
        share = self.description["webdav"]
        export = ask(share["url"] + file, headers=basic(share["user"], share["password"])).json()
        self.assertEqual(set(export), {"name", "type", "id", "messages"})
        self.assertEqual(export["messages"][0]["text"], "Help")


class FaultTests(SimulatorTest):
    """Troubles on demand."""

    def fault(self, platform: str, kind: str, **more: Any) -> None:
        """Orders a trouble."""
        self.control("/fault", platform=platform, kind=kind, **more)

    def me(self) -> Any:
        """Asks Telegram something."""
        telegram = self.description["telegram"]
        return ask(f"{telegram['api']}/bot{telegram['token']}/getMe")

    def test_happen_as_often_as_ordered_to_the_endpoint_that_was_named(self) -> None:
        self.fault("telegram", "500", times=2, endpoint="getMe")
        telegram = self.description["telegram"]
        chat = f"{telegram['api']}/bot{telegram['token']}/getChat"
        self.assertEqual([self.me().status, ask(chat).status, self.me().status, self.me().status], [500, 400, 500, 200])

    def test_are_worded_as_each_platform_does(self) -> None:
        facebook, tiktok = self.description["facebook"], self.description["tiktok"]
        self.fault("telegram", "429", seconds=7)
        answer = self.me()
        self.assertEqual((answer.status, answer.json()["parameters"]["retry_after"]), (429, 7))
        self.fault("facebook", "429", seconds=120)
        answer = ask(f"{facebook['api']}/me", {"access_token": facebook["token"]})
        usage = json.loads(answer.headers["x-business-use-case-usage"])[facebook["page"]][0]
        self.assertEqual((answer.json()["error"]["code"], usage["estimated_time_to_regain_access"]), (80001, 2))
        self.fault("facebook", "401", code=190)
        answer = ask(f"{facebook['api']}/me", {"access_token": facebook["token"]})
        self.assertEqual((answer.status, answer.json()["error"]["type"]), (400, "OAuthException"))
        self.fault("tiktok", "429")
        answer = ask(tiktok["api"] + "/open_api/v1.3/business/video/list/")
        self.assertEqual((answer.status, answer.json()["code"]), (200, 40100))
        self.fault("tiktokResearch", "429")
        answer = ask(self.description["tiktokResearch"]["api"] + "/v2/oauth/token/", form={})
        self.assertEqual((answer.status, answer.json()["error"]["code"]), (429, "rate_limit_exceeded"))
        self.fault("webdav", "500", code=503)
        self.assertEqual(ask(self.description["webdav"]["url"]).status, 503)

    def test_happen_on_the_way(self) -> None:
        self.fault("telegram", "html")
        answer = self.me()
        self.assertEqual((answer.status, answer.body[:15]), (200, b"<!DOCTYPE html>"))
        self.fault("telegram", "garbage")
        with self.assertRaises(ValueError):
            self.me().json()
        for kind in ("drop", "lost", "cut"):
            with self.subTest(kind), self.assertRaises((OSError, HTTPException)):
                self.fault("telegram", kind)
                self.me()

    def test_lose_an_answer_of_which_the_work_was_done(self) -> None:
        post = self.publish("telegram")
        self.fault("telegram", "lost", endpoint="sendMessage")
        telegram = self.description["telegram"]
        url = f"{telegram['api']}/bot{telegram['token']}/sendMessage"
        body = json.dumps({"chat_id": int(post["place"]), "text": "Answer"}).encode()
        self.assertEqual(request("POST", url, body, {"Content-Type": "application/json"})[0], None)
        self.assertEqual(len(self.state("telegram")["answers"]), 1)

    def test_are_refused_where_they_are_unknown(self) -> None:
        answer = ask(self.description["control"] + "/fault", body={"platform": "telegram", "kind": "flood"})
        self.assertEqual(answer.status, 400)


class ProgramTests(unittest.TestCase):
    """The program, loopback, the posts."""

    def test_ends_when_its_standard_input_closes(self) -> None:
        command = [sys.executable, str(HERE / "simulator"), "--seconds", "20", "--rate", "50"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as simulator:
            assert simulator.stdout and simulator.stdin
            description = json.loads(simulator.stdout.readline())
            while not ask(description["control"] + "/state").json()["telegram"]["posts"]:
                pass
            simulator.stdin.close()
            self.assertEqual(simulator.wait(5), 0)

    def test_ends_with_64_where_the_usage_is_wrong(self) -> None:
        for options in (["--port", "mail=25"], ["--seconds", "0"], ["--nonsense"]):
            done = subprocess.run([sys.executable, str(HERE / "simulator"), *options], capture_output=True)
            self.assertEqual(done.returncode, 64, options)

    def test_knows_this_machine(self) -> None:
        good = ["http://127.0.0.1:1/x", "http://localhost", "http://[::1]:5/", "https://127.8.8.8"]
        bad = ["http://example.org", "http://127.0.0.1.example.org", "http://127.0.0.1@example.org", "ftp://127.0.0.1",
               "http://0.0.0.0", "http://2130706433.example", "http://[", "", "http://10.0.0.1"]
        self.assertEqual([url for url in good if not is_loopback_url(url)], [])
        self.assertEqual([url for url in bad if is_loopback_url(url)], [])
        self.assertFalse(is_loopback_authority("attacker.example:80"))

    def test_has_posts_of_all_platforms(self) -> None:
        posts = read_posts()
        self.assertEqual({post["platform"] for post in posts},
                         {"telegram", "facebook", "instagram", "tiktok", "webdav", "list"})
        texts = [post["text"] for post in posts]
        self.assertEqual(len(texts), len(set(texts)))


class ControlTests(SimulatorTest):
    """The control interface."""

    def test_refuses_pages_in_a_browser_and_foreign_names(self) -> None:
        url = self.description["control"] + "/state"
        self.assertEqual(ask(url, headers={"Origin": "http://127.0.0.1"}).status, 403)
        self.assertEqual(ask(url, headers={"Host": "attacker.example"}).status, 403)

    def test_says_what_is_wrong_with_an_order(self) -> None:
        rows: list[tuple[str, dict[str, Any], str]] = [
            ("/publish", {"platform": "mail"}, "platform is one of"),
            ("/publish", {"platform": "telegram", "text": "x"}, "place is missing"),
            ("/edit", {"platform": "tiktok", "externalID": "1"}, "cannot be edited"),
            ("/delete", {"platform": "facebook", "externalID": "1"}, "no such post"),
            ("/subscribe", {"platform": "tiktok", "url": "http://example.org"}, "on this machine"),
            ("/move", {"platform": "tiktok"}, "only groups of Telegram"),
        ]
        for path, order, words in rows:
            with self.subTest(path, **order):
                answer = ask(self.description["control"] + path, body=order)
                self.assertEqual((answer.status, words in answer.json()["error"]), (400, True))

    def test_publishes_every_post_of_the_simulation(self) -> None:
        for post in read_posts():
            self.control("/publish", **post)
        state = ask(self.description["control"] + "/state").json()
        self.assertEqual(sum(len(platform["posts"]) for platform in state.values()), len(read_posts()))
        self.assertIn("POST /publish", ask(self.description["control"] + "/").body.decode())


if __name__ == "__main__":
    unittest.main()
