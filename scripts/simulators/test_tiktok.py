"""The simulated TikTok keeps to the rules of both of its interfaces."""

import hashlib
import hmac
import json
import re
import unittest
from typing import Any

from testing import Answer, Listener, SimulatorTest, ask

FIELDS = "id,video_id,text,like_count,reply_count,parent_comment_id,create_time"


class BusinessTests(SimulatorTest):
    """API for Business."""

    def call(self, path: str, body: Any = None, **query: Any) -> Any:
        """Calls with the right token, and returns the envelope."""
        mine = self.description["tiktok"]
        url, headers = f"{mine['api']}/open_api/v1.3/business/{path}", {"Access-Token": mine["token"]}
        if body is not None:
            answer = ask(url, body={"business_id": mine["businessID"], **body}, headers=headers)
        else:
            answer = ask(url, {"business_id": mine["businessID"], **query}, headers=headers)
        self.assertEqual(answer.status, 200)
        return answer.json()

    def test_answers_200_with_a_code_also_where_it_refuses(self) -> None:
        api = self.description["tiktok"]["api"] + "/open_api/v1.3/business/comment/list"
        self.assertEqual(ask(api).status, 404, "without the slash at the end")
        missing, wrong = ask(api + "/"), ask(api + "/", headers={"Access-Token": "x"})
        self.assertEqual((missing.status, missing.json()["code"]), (200, 40104))
        self.assertEqual((wrong.status, wrong.json()["code"]), (200, 40105))
        self.assertEqual(self.call("comment/list/", video_id="1")["code"], 40002)

    def test_lists_videos_comments_and_replies(self) -> None:
        top = self.publish("tiktok", place="Our video", text="a", author="ana")
        self.now += 5
        self.publish("tiktok", place="Our video", text="b")
        reply = self.publish("tiktok", place="Our video", text="r", replyTo=top["externalID"])
        videos = self.call("video/list/", fields='["item_id","caption","share_url"]')["data"]["videos"]
        self.assertEqual((videos[0]["item_id"], videos[0]["caption"]), (top["place"], "Our video"))
        found = self.call("comment/list/", video_id=top["place"], max_count=1, sort_order="asc")
        self.assertEqual((found["code"], found["data"]["has_more"], found["data"]["cursor"]), (0, True, 1))
        first = found["data"]["comments"][0]
        self.assertEqual((first["text"], first["username"], first["owner"], first["replies"]), ("a", "ana", False, 1))
        self.assertRegex(first["comment_id"], r"^\d{19}$")
        self.assertNotIn("parent_comment_id", first)
        replies = self.call("comment/reply/list/", video_id=top["place"], comment_id=top["externalID"])["data"]
        self.assertEqual(replies["comments"][0]["parent_comment_id"], top["externalID"])
        one = self.call("comment/list/", video_id=top["place"], comment_ids=f'["{reply["externalID"]}"]')["data"]
        self.assertEqual([comment["text"] for comment in one["comments"]], ["r"])

    def test_publishes_replies_of_150_characters(self) -> None:
        top = self.publish("tiktok")
        body = {"video_id": top["place"], "comment_id": top["externalID"]}
        self.assertEqual(self.call("comment/reply/create/", {**body, "text": "x" * 151})["code"], 40002)
        sent = self.call("comment/reply/create/", {**body, "text": "Our answer"})
        self.assertEqual((sent["code"], sent["data"]["owner"]), (0, True))
        self.assertEqual(self.state("tiktok")["answers"][0]["replyTo"], top["externalID"])

    def test_takes_forty_calls_a_minute_of_each_kind(self) -> None:
        codes = [self.call("video/list/")["code"] for _ in range(41)]
        self.assertEqual(codes, [0] * 40 + [40100])
        self.now += 61
        self.assertEqual(self.call("video/list/")["code"], 0)

    def test_calls_the_webhook_signed_with_ids_beyond_2_to_53(self) -> None:
        listener = Listener()
        self.addCleanup(listener.close)
        self.control("/subscribe", platform="tiktok", url=listener.url, copies=2)
        post = self.publish("tiktok", text="Помощ")
        self.control("/edit", platform="tiktok", externalID=post["externalID"], hidden=True)
        self.control("/delete", platform="tiktok", externalID=post["externalID"])
        self.eventually(lambda: len(listener.calls) == 6)
        headers, body = listener.calls[0]
        found = re.fullmatch(r"t=(\d+),s=([0-9a-f]{64})", headers["tiktok-signature"])
        assert found
        secret = self.description["tiktok"]["appSecret"].encode()
        self.assertEqual(found[2], hmac.new(secret, found[1].encode() + b"." + body, hashlib.sha256).hexdigest())
        bodies = [json.loads(call[1]) for call in listener.calls]
        self.assertTrue(all(one["event"] == "comment.update" for one in bodies))
        inner = [json.loads(one["content"]) for one in bodies]
        self.assertEqual((inner[0]["comment_id"], inner[0]["text"]), (int(post["externalID"]), "Помощ"))
        self.assertGreater(inner[0]["comment_id"], 2**53)
        actions = sorted(one["comment_action"] for one in inner)
        self.assertEqual(actions, sorted(["insert", "set_to_hidden", "delete"] * 2))

    def test_signs_as_the_vector_of_the_fact_sheet(self) -> None:
        signed = b'1700000000.{"event":"comment.update","content":"{}"}'
        mac = hmac.new(b"test-client-secret", signed, hashlib.sha256).hexdigest()
        self.assertEqual(mac, "63c8ceda9347e07698ebc18adcd835ecf0cbd5ea7ff9d87cbce256e333dfec28")


class ResearchTests(SimulatorTest):
    """Research API."""

    def token(self, **change: str) -> Answer:
        """Asks for a token."""
        mine = self.description["tiktokResearch"]
        form = {
            "client_key": mine["clientKey"],
            "client_secret": mine["clientSecret"],
            "grant_type": "client_credentials",
        }
        return ask(mine["api"] + "/v2/oauth/token/", form={**form, **change})

    def query(self, path: str, fields: str, body: Any) -> Answer:
        """Asks with a fresh token."""
        headers = {"Authorization": "Bearer " + self.token().json()["access_token"]}
        api = self.description["tiktokResearch"]["api"]
        return ask(f"{api}/v2/research/video/{path}/?fields={fields}", body=body, headers=headers)

    def test_gives_a_token_for_two_hours(self) -> None:
        self.assertEqual(self.token(client_secret="wrong").status, 401)
        answer = self.token().json()
        self.assertTrue(answer["access_token"].startswith("clt."))
        self.assertEqual(answer["expires_in"], 7200)
        self.now += 7201
        api = self.description["tiktokResearch"]["api"]
        late = ask(api + "/v2/research/video/comment/list/", body={"video_id": 1},
                   headers={"Authorization": "Bearer " + answer["access_token"]})
        self.assertEqual((late.status, late.json()["error"]["code"]), (401, "access_token_invalid"))

    def test_lists_comments_without_authors(self) -> None:
        post = self.publish("tiktok", text="a", author="ana")
        self.publish("tiktok", text="r", replyTo=post["externalID"])
        body = {"video_id": int(post["place"]), "max_count": 1}
        answer = self.query("comment/list", FIELDS + ",username", body).json()
        self.assertEqual(answer["error"]["code"], "ok")
        self.assertEqual((answer["data"]["has_more"], answer["data"]["cursor"]), (True, 1))
        comment = answer["data"]["comments"][0]
        self.assertEqual((comment["id"], comment["text"]), (int(post["externalID"]), "a"))
        self.assertEqual(set(comment), set(FIELDS.split(",")))

    def test_finds_videos_of_a_window(self) -> None:
        post = self.publish("tiktok", place="Our video")
        body = {"query": {"and": [{}]}, "start_date": "20261101", "end_date": "20261130"}
        found = self.query("query", "id,video_description,username", body).json()["data"]
        self.assertEqual([one["id"] for one in found["videos"]], [int(post["place"])])
        self.assertEqual(self.query("query", "id", {"query": {}}).json()["error"]["code"], "invalid_params")


if __name__ == "__main__":
    unittest.main()
