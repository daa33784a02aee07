"""The simulated Bot API keeps to Telegram's rules."""

import json
import threading
import unittest
from typing import Any

from telegram_people import WEBHOOK_SECRET
from testing import Answer, Listener, SimulatorTest, ask


class TelegramTests(SimulatorTest):
    """Polling, webhook, answering."""

    def call(self, method: str, token: str | None = None, **parameters: Any) -> Answer:
        """Calls a method with JSON."""
        telegram = self.description["telegram"]
        return ask(f"{telegram['api']}/bot{token or telegram['token']}/{method}", body=parameters)

    def updates(self, **parameters: Any) -> list[Any]:
        """The updates that wait."""
        return list(self.call("getUpdates", **parameters).json()["result"])

    def test_says_who_the_bot_is(self) -> None:
        me = self.call("getMe").json()
        self.assertEqual((me["ok"], me["result"]["is_bot"]), (True, True))
        self.assertIs(me["result"]["can_read_all_group_messages"], True)

    def test_refuses_a_wrong_token_and_an_unknown_method(self) -> None:
        wrong = self.call("getMe", token="1:wrong")
        self.assertEqual((wrong.status, wrong.json()["error_code"], wrong.json()["ok"]), (401, 401, False))
        self.assertEqual(self.call("getNothing").status, 404)

    def test_gives_an_update_again_until_its_successor_is_asked_for(self) -> None:
        for text in "abc":
            self.publish("telegram", text=text)
        first = self.updates(limit=2)
        self.assertEqual([one["message"]["text"] for one in first], ["a", "b"])
        self.assertEqual(self.updates(limit=2), first)
        rest = self.updates(offset=first[-1]["update_id"] + 1)
        self.assertEqual([one["message"]["text"] for one in rest], ["c"])
        self.assertEqual(self.updates(offset=rest[0]["update_id"] + 1, timeout=0), [])

    def test_forgets_all_but_the_last_at_a_negative_offset(self) -> None:
        for text in "abc":
            self.publish("telegram", text=text)
        self.assertEqual([one["message"]["text"] for one in self.updates(offset=-1)], ["c"])
        self.assertEqual(len(self.updates()), 1)

    def test_holds_a_question_back_until_something_happens(self) -> None:
        found: list[Any] = []
        poll = threading.Thread(target=lambda: found.extend(self.updates(timeout=9)))
        poll.start()
        self.eventually(lambda: self.state("telegram")["asked"].get("getUpdates") == 1)
        self.publish("telegram", text="now")
        poll.join(3)
        self.assertEqual([one["message"]["text"] for one in found], ["now"])

    def test_answers_409_to_a_poller_that_another_one_replaces(self) -> None:
        answers: list[Answer] = []
        poll = threading.Thread(target=lambda: answers.append(self.call("getUpdates", offset=5, timeout=9)))
        poll.start()
        self.eventually(lambda: self.state("telegram")["asked"].get("getUpdates") == 1)
        self.call("getUpdates", offset=6, timeout=0)
        poll.join(3)
        self.assertEqual(answers[0].status, 409)
        self.assertIn("terminated by other getUpdates request", answers[0].json()["description"])

    def test_calls_the_webhook_with_its_secret_until_it_is_taken(self) -> None:
        listener = Listener([503])
        self.addCleanup(listener.close)
        self.publish("telegram", text="before")
        self.call("setWebhook", url=listener.url, secret_token=WEBHOOK_SECRET)
        self.assertEqual(self.call("getUpdates").status, 409)
        self.eventually(lambda: self.state("telegram")["deliveries"]["delivered"] == 1)
        self.assertEqual(len(listener.calls), 2)
        headers, body = listener.calls[1]
        self.assertEqual(headers["x-telegram-bot-api-secret-token"], WEBHOOK_SECRET)
        self.assertEqual(json.loads(body)["message"]["text"], "before")
        self.call("deleteWebhook")
        self.assertEqual(self.updates(timeout=0), [])

    def test_calls_nobody_outside_of_this_machine(self) -> None:
        self.assertEqual(self.call("setWebhook", url="https://example.org/hooks/x").status, 400)

    def test_tells_of_edits_but_not_of_deletions(self) -> None:
        post = self.publish("telegram", text="a")
        self.control("/edit", platform="telegram", place=post["place"], externalID=post["externalID"], text="b")
        self.control("/delete", platform="telegram", place=post["place"], externalID=post["externalID"])
        kinds = [sorted(one)[0] for one in self.updates()]
        self.assertEqual(kinds, ["edited_message", "message"][::-1])

    def test_marks_topics_as_telegram_does(self) -> None:
        self.publish("telegram", topic="Papers", text="in a topic")
        created, message = [one["message"] for one in self.updates()]
        self.assertEqual(created["forum_topic_created"]["name"], "Papers")
        self.assertEqual(message["message_thread_id"], created["message_id"])
        self.assertEqual(message["reply_to_message"]["message_id"], message["message_thread_id"])
        self.assertIs(message["is_topic_message"], True)

    def test_shows_an_answer_in_the_group(self) -> None:
        post = self.publish("telegram", text="Who helps?")
        reply = {"message_id": int(post["externalID"])}
        sent = self.call("sendMessage", chat_id=int(post["place"]), text="We do.", reply_parameters=reply).json()
        self.assertEqual(sent["result"]["reply_to_message"]["text"], "Who helps?")
        answer = self.state("telegram")["answers"][0]
        self.assertEqual((answer["replyTo"], answer["text"]), (post["externalID"], "We do."))
        self.assertEqual(len(self.updates()), 1, "a bot's own messages are no updates")

    def test_refuses_answers_as_telegram_does(self) -> None:
        chat = int(self.publish("telegram")["place"])
        rows: list[tuple[dict[str, Any], str]] = [
            ({"chat_id": 5, "text": "x"}, "chat not found"),
            ({"chat_id": chat, "text": " "}, "message text is empty"),
            ({"chat_id": chat, "text": "🙂" * 2049}, "message is too long"),
            ({"chat_id": chat, "text": "x", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
            ({"chat_id": chat, "text": "x", "message_thread_id": 1}, "message thread not found"),
        ]
        for parameters, words in rows:
            with self.subTest(words):
                answer = self.call("sendMessage", **parameters)
                self.assertEqual((answer.status, words in answer.json()["description"]), (400, True))

    def test_names_the_new_id_of_a_group_that_moved(self) -> None:
        old = self.publish("telegram", small=True)["place"]
        new = self.control("/move", platform="telegram", place=old)["place"]
        answer = self.call("sendMessage", chat_id=int(old), text="x")
        self.assertEqual(answer.json()["parameters"]["migrate_to_chat_id"], int(new))
        self.assertEqual(self.updates()[-1]["message"]["migrate_to_chat_id"], int(new))

    def test_takes_twenty_answers_a_minute_in_a_group(self) -> None:
        chat = int(self.publish("telegram")["place"])
        statuses = [self.call("sendMessage", chat_id=chat, text="x").status for _ in range(21)]
        self.assertEqual(statuses, [200] * 20 + [429])
        self.now += 61
        self.assertEqual(self.call("sendMessage", chat_id=chat, text="x").status, 200)


if __name__ == "__main__":
    unittest.main()
