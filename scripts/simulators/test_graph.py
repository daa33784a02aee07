"""The simulated Graph API keeps to Facebook's and Instagram's rules."""

import hashlib
import hmac
import json
import unittest
from typing import Any

from testing import Answer, Listener, SimulatorTest, ask


class GraphTest(SimulatorTest):
    """What both platforms need."""

    platform = ""

    def get(self, path: str, **query: Any) -> Answer:
        """Reads with the right token."""
        mine = self.description[self.platform]
        return ask(f"{mine['api']}/v25.0/{path}", {"access_token": mine["token"], **query})

    def post(self, path: str, **form: Any) -> Answer:
        """Writes with the right token, in the header."""
        mine = self.description[self.platform]
        return ask(f"{mine['api']}/v25.0/{path}", form=form, headers={"Authorization": f"Bearer {mine['token']}"})

    def listen(self, statuses: list[int] | None = None) -> Listener:
        """A webhook that has been greeted."""
        listener = Listener(statuses, self.description[self.platform]["verifyToken"])
        self.addCleanup(listener.close)
        self.control("/subscribe", platform=self.platform, url=listener.url)
        return listener

    def change(self, listener: Listener, number: int) -> tuple[str, Any]:
        """Field and value of a delivery, whose signature is checked."""
        self.eventually(lambda: len(listener.calls) > number)
        headers, body = listener.calls[number]
        secret = self.description[self.platform]["appSecret"].encode()
        mac = hmac.new(secret, body, hashlib.sha256).hexdigest()
        self.assertEqual(headers["x-hub-signature-256"], f"sha256={mac}")
        change = json.loads(body)["entry"][0]["changes"][0]
        return change["field"], change["value"]


class FacebookTests(GraphTest):
    """A Page."""

    platform = "facebook"

    def thread(self, texts: list[str]) -> str:
        """The Page's post with comments; returns the id of the post."""
        for text in texts:
            self.publish("facebook", place="Thread", text=text)
            self.now += 60
        page = self.description["facebook"]["page"]
        return str(self.get(f"{page}/feed").json()["data"][0]["id"])

    def test_refuses_wrong_tokens_and_proofs(self) -> None:
        page, api = self.description["facebook"]["page"], self.description["facebook"]["api"]
        self.assertEqual(ask(f"{api}/{page}").json()["error"]["code"], 104)
        self.assertEqual(ask(f"{api}/{page}", {"access_token": "x"}).json()["error"]["code"], 190)
        self.assertEqual(self.get(page, appsecret_proof="00").json()["error"]["code"], 100)

    def test_turns_over_comments_page_by_page(self) -> None:
        post = self.thread(["a", "b", "c"])
        first = self.get(f"{post}/comments", limit=2, fields="message,from,created_time").json()
        self.assertEqual([one["message"] for one in first["data"]], ["a", "b"])
        self.assertRegex(first["data"][0]["created_time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$")
        self.assertIn("access_token=", first["paging"]["next"])
        last = self.get(f"{post}/comments", limit=2, after=first["paging"]["cursors"]["after"]).json()
        self.assertEqual([one["message"] for one in last["data"]], ["c"])
        self.assertNotIn("next", last["paging"])

    def test_lists_replies_in_the_stream_only(self) -> None:
        post = self.thread(["a"])
        top = self.get(f"{post}/comments").json()["data"][0]["id"]
        reply = self.publish("facebook", place="Thread", text="r", replyTo=top)["externalID"]
        self.publish("facebook", place="Thread", text="rr", replyTo=reply)
        stream = self.get(f"{post}/comments", filter="stream", fields="message,parent{id}").json()["data"]
        self.assertEqual([one["message"] for one in stream], ["a", "r", "rr"])
        self.assertEqual(stream[2]["parent"]["id"], top)
        self.assertEqual(len(self.get(f"{post}/comments").json()["data"]), 1)
        self.assertEqual(len(self.get(f"{top}/comments").json()["data"]), 2)

    def test_shows_comments_inside_of_posts_and_counts_them(self) -> None:
        self.thread(["a", "b"])
        fields = "message,comments.limit(1).order(reverse_chronological){message},permalink_url"
        post = self.get(f"{self.description['facebook']['page']}/feed", fields=fields).json()["data"][0]
        self.assertEqual([one["message"] for one in post["comments"]["data"]], ["b"])
        counted = self.get(post["id"], fields="comments.filter(stream).limit(0).summary(total_count)").json()
        self.assertEqual((counted["comments"]["summary"]["total_count"], counted["comments"]["data"]), (2, []))

    def test_knows_all_fields_that_streetwork_asks_for(self) -> None:
        post, page = self.thread(["a"]), self.description["facebook"]["page"]
        comment = "id,message,created_time,from,permalink_url,parent{id},is_hidden"
        feed = "id,message,created_time,updated_time,from,permalink_url,is_hidden,is_published"
        feed += ",comments.filter(stream).limit(0).summary(total_count)"
        asked = {"filter": "stream", "order": "reverse_chronological", "limit": "100"}
        self.assertEqual(self.get(f"{post}/comments", fields=comment, **asked).json()["data"][0]["message"], "a")
        found = self.get(f"{page}/feed", fields=feed, limit="50", since="0").json()["data"][0]
        self.assertEqual(found["comments"]["summary"]["total_count"], 1)
        self.assertEqual(self.get(page, fields="id,name").status, 200)

    def test_lists_posts_newest_first_within_a_window(self) -> None:
        page, start = self.description["facebook"]["page"], int(self.now)
        for text in "ab":
            self.publish("facebook", kind="post", text=text)
            self.now += 3600
        found = self.get(f"{page}/feed", fields="message").json()["data"]
        self.assertEqual([one["message"] for one in found], ["b", "a"])
        self.assertEqual(len(self.get(f"{page}/feed", since=start + 60).json()["data"]), 1)

    def test_refuses_unknown_objects_and_fields(self) -> None:
        error = self.get("1_2").json()["error"]
        self.assertEqual((error["code"], error["error_subcode"]), (100, 33))
        error = self.get(self.description["facebook"]["page"], fields="id,nonsense").json()["error"]
        self.assertEqual((error["code"], "nonsense" in error["message"]), (100, True))

    def test_tells_how_much_of_the_limits_is_used(self) -> None:
        page = self.description["facebook"]["page"]
        headers = self.get(page).headers
        self.assertIn("call_count", json.loads(headers["x-app-usage"]))
        self.assertEqual(json.loads(headers["x-business-use-case-usage"])[page][0]["type"], "pages")

    def test_publishes_an_answer_under_the_comment_of_the_top_level(self) -> None:
        post = self.thread(["a"])
        top = self.get(f"{post}/comments").json()["data"][0]["id"]
        reply = self.publish("facebook", place="Thread", text="r", replyTo=top)["externalID"]
        sent = self.post(f"{reply}/comments", message="Our answer").json()["id"]
        shown = self.get(sent, fields="parent,from").json()
        page = self.description["facebook"]["page"]
        self.assertEqual((shown["parent"]["id"], shown["from"]["id"]), (top, page))
        self.assertEqual(self.state("facebook")["answers"][0]["text"], "Our answer")
        self.assertEqual(self.post(f"{reply}/comments", message="").json()["error"]["code"], 100)

    def test_greets_a_webhook_before_it_calls_it(self) -> None:
        listener = Listener(verify_token="another")
        self.addCleanup(listener.close)
        order = {"platform": "facebook", "url": listener.url}
        self.assertEqual(ask(self.description["control"] + "/subscribe", body=order).status, 400)

    def test_calls_the_webhook_signed_until_it_is_taken(self) -> None:
        listener = self.listen([500])
        post = self.publish("facebook", text="Čaj/Ъ <3")
        field, value = self.change(listener, 2)
        self.assertEqual((field, value["item"], value["verb"]), ("feed", "post", "add"))
        self.assertEqual(listener.calls[0][1], listener.calls[2][1], "the one that was refused comes again")
        value = self.change(listener, 1)[1]
        self.assertEqual((value["verb"], value["comment_id"]), ("add", post["externalID"]))
        self.assertEqual(value["message"], "Čaj/Ъ <3")
        self.assertTrue(listener.calls[1][1].isascii())
        self.assertIn(b"\\u010caj\\/", listener.calls[1][1])
        self.control("/edit", platform="facebook", externalID=post["externalID"], text="b")
        self.control("/edit", platform="facebook", externalID=post["externalID"], hidden=True)
        self.control("/delete", platform="facebook", externalID=post["externalID"])
        self.assertEqual([self.change(listener, n)[1]["verb"] for n in (3, 4, 5)], ["edited", "hide", "remove"])
        self.assertNotIn("message", self.change(listener, 5)[1])

    def test_tells_of_mentions_without_the_sender(self) -> None:
        listener = self.listen()
        self.publish("facebook", kind="mention", author=None)
        field, value = self.change(listener, 0)
        self.assertEqual((field, "from" in value), ("mention", False))


class InstagramTests(GraphTest):
    """An account."""

    platform = "instagram"

    def medium(self) -> str:
        """The id of the account's newest medium."""
        return str(self.get(f"{self.description['instagram']['account']}/media").json()["data"][0]["id"])

    def test_lists_media_and_their_comments_newest_first(self) -> None:
        for text in "ab":
            self.publish("instagram", text=text, author="ana.test")
        fields = "id,text,timestamp,username,from,like_count,hidden,parent_id,replies{id,text}"
        found = self.get(f"{self.medium()}/comments", fields=fields).json()["data"]
        self.assertEqual([one["text"] for one in found], ["b", "a"])
        self.assertEqual((found[0]["username"], found[0]["hidden"]), ("ana.test", False))
        self.assertNotIn("parent_id", found[0])
        me = self.description["instagram"]["account"]
        medium = self.get(f"{me}/media", fields="caption,permalink,comments_count").json()["data"][0]
        self.assertEqual((medium["caption"], medium["comments_count"]), ("Place", 2))

    def test_knows_all_fields_that_streetwork_asks_for(self) -> None:
        self.publish("instagram")
        reply = "id,text,timestamp,username,from,hidden,user"
        asked = {
            f"{self.medium()}/comments": f"{reply},replies.limit(50){{{reply}}}",
            self.description["instagram"]["account"]: "id,username",
            self.description["instagram"]["account"] + "/media": "id,timestamp,permalink,comments_count",
        }
        for path, fields in asked.items():
            self.assertEqual(self.get(path, fields=fields, limit="50").status, 200, path)

    def test_publishes_replies_under_the_comment_of_the_top_level(self) -> None:
        top = self.publish("instagram", text="a")["externalID"]
        reply = self.publish("instagram", text="r", replyTo=top)["externalID"]
        sent = self.post(f"{reply}/replies", message="Our answer").json()["id"]
        self.assertEqual(self.get(sent, fields="parent_id,user").json()["parent_id"], top)
        replies = self.get(f"{top}/replies", fields="text").json()["data"]
        self.assertEqual([one["text"] for one in replies], ["Our answer", "r"])
        self.assertEqual(self.post(f"{top}/replies", message="x" * 301).json()["error"]["code"], 100)

    def test_gives_mentions_through_the_account_only(self) -> None:
        listener = self.listen()
        comment = self.publish("instagram", kind="mention", text="@us help")["externalID"]
        field, value = self.change(listener, 0)
        self.assertEqual((field, value["comment_id"], set(value)), ("mentions", comment, {"media_id", "comment_id"}))
        me = self.description["instagram"]["account"]
        fields = f"mentioned_comment.comment_id({comment}){{id,text,timestamp,media{{id,permalink}}}}"
        found = self.get(me, fields=fields).json()["mentioned_comment"]
        self.assertEqual((found["text"], found["media"]["id"]), ("@us help", value["media_id"]))
        self.assertIn("permalink", found["media"])
        self.assertEqual(self.get(comment).json()["error"]["error_subcode"], 33)
        sent = self.post(f"{me}/mentions", media_id=value["media_id"], comment_id=comment, message="Answer")
        self.assertEqual(sent.status, 200)
        self.assertEqual(self.state("instagram")["answers"][0]["replyTo"], comment)

    def test_finds_hashtags_for_a_day_without_authors(self) -> None:
        me = self.description["instagram"]["account"]
        self.publish("instagram", kind="hashtag", place="#Rent", text="help #rent")
        tag = self.get("ig_hashtag_search", user_id=me, q="rent").json()["data"][0]["id"]
        fields = "id,caption,permalink,timestamp,username"
        found = self.get(f"{tag}/recent_media", user_id=me, fields=fields).json()["data"]
        self.assertEqual((found[0]["caption"], "username" in found[0]), ("help #rent", False))
        self.now += 25 * 3600
        self.assertEqual(self.get(f"{tag}/recent_media", user_id=me).json()["data"], [])

    def test_takes_thirty_hashtags_a_week(self) -> None:
        me = self.description["instagram"]["account"]
        for number in range(31):
            self.publish("instagram", kind="hashtag", place=f"tag{number}")
        found = [self.get("ig_hashtag_search", user_id=me, q=f"tag{n}").status for n in [*range(31), 0]]
        self.assertEqual(found, [200] * 30 + [400, 200])

    def test_tells_of_comments_and_marks_its_own(self) -> None:
        listener = self.listen()
        top = self.publish("instagram", text="a", author="ana.test")["externalID"]
        field, value = self.change(listener, 0)
        self.assertEqual((field, value["id"], value["from"]["username"]), ("comments", top, "ana.test"))
        self.post(f"{top}/replies", message="Our answer")
        own = self.change(listener, 1)[1]
        self.assertIn("self_ig_scoped_id", own["from"])
        self.assertEqual(own["parent_id"], top)


if __name__ == "__main__":
    unittest.main()
