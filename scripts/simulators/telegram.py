"""Telegram's Bot API: what a bot sees of its groups, and how it answers there."""

import time
from collections.abc import Callable
from typing import Any

from faults import Fault
from loopback import is_loopback_url
from messages import Call, Reply, wanted_list, wanted_number
from service import Allowance, Clock
from telegram_chats import BOT, Chat, units, without_reply
from telegram_people import TelegramPeople
from telegram_words import ACTIVE_WEBHOOK, OTHER_POLLER, done, read_object, refusal, too_many

TOKEN = "1000000001:SIMULATED-TOKEN-not-a-real-one-0001"


class Telegram(TelegramPeople):
    """The Bot API for one bot."""

    def __init__(self, clock: Clock = time.time, has_limits: bool = True) -> None:
        super().__init__(clock)
        self._last_poll: tuple[int, float] = (0, 0.0)
        calls = 20 if has_limits else 1_000_000
        self._per_group = Allowance(calls, 60, clock)
        self._in_all = Allowance(30 if has_limits else 1_000_000, 1, clock)
        self._methods: dict[str, Callable[[dict[str, Any]], Reply]] = {
            "getMe": lambda _: done({**BOT, "can_join_groups": True, "can_read_all_group_messages": True}),
            "getUpdates": self._get_updates,
            "getChat": self._get_chat,
            "getWebhookInfo": self._webhook_info,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "sendMessage": self._send_message,
        }

    # The network.

    def endpoint(self, call: Call) -> str:
        """The name of the method."""
        method = call.path.rpartition("/")[2]
        return method if method in self._methods else "other"

    def answer(self, call: Call) -> Reply:
        """Checks the token and calls the method."""
        head, _, method = call.path.lstrip("/").partition("/")
        if not head.startswith("bot"):
            return refusal(404)
        if head != f"bot{TOKEN}":
            return refusal(401)
        if method not in self._methods:
            return refusal(404)
        with self.changed:
            return self._methods[method](call.parameters())

    def trouble(self, fault: Fault, call: Call) -> Reply:
        """Telegram's words for a trouble."""
        if fault.kind == "429":
            return too_many(int(fault.seconds))
        return refusal(int(fault.kind))

    # Reading.

    def _get_updates(self, wanted: dict[str, Any]) -> Reply:
        if self.deliverer:
            return refusal(409, f"Conflict: {ACTIVE_WEBHOOK}")
        if "allowed_updates" in wanted:
            self.allowed = set(wanted_list(wanted["allowed_updates"]))
        offset = wanted_number(wanted.get("offset"), 0)
        limit = min(max(wanted_number(wanted.get("limit"), 100), 1), 100)
        timeout = min(max(wanted_number(wanted.get("timeout"), 0), 0), 50)
        self._forget(offset)
        if offset == self._last_poll[0] and time.monotonic() < self._last_poll[1] + 3:
            timeout = max(timeout, 3)
        self._last_poll = (offset, time.monotonic())
        self.poller += 1
        self.ended_by = OTHER_POLLER
        self.changed.notify_all()
        return self._wait_for_updates(self.poller, timeout, limit)

    def _wait_for_updates(self, poller: int, timeout: int, limit: int) -> Reply:
        """The long poll; the lock is free while it waits."""
        end = time.monotonic() + timeout
        while not self.updates and self.poller == poller and time.monotonic() < end:
            self.changed.wait(end - time.monotonic())
        if self.poller != poller:
            return refusal(409, f"Conflict: {self.ended_by}")
        return done(self.updates[:limit])

    def _forget(self, offset: int) -> None:
        """What is asked with an offset confirms, and deletes, all that is older."""
        if offset > 0:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
        elif offset < 0:
            self.updates = self.updates[offset:]

    def _get_chat(self, wanted: dict[str, Any]) -> Reply:
        chat = self.chats.get(wanted_number(wanted.get("chat_id"), 0))
        return done(chat.brief()) if chat else refusal(400, "Bad Request: chat not found")

    # Webhook.

    def _set_webhook(self, wanted: dict[str, Any]) -> Reply:
        url = str(wanted.get("url", ""))
        if not url:
            return self._delete_webhook(wanted)
        if not is_loopback_url(url):
            return refusal(400, "Bad Request: bad webhook: the simulator calls addresses of this machine only")
        if "allowed_updates" in wanted:
            self.allowed = set(wanted_list(wanted["allowed_updates"]))
        self.hook_up(url, str(wanted.get("secret_token", "")), copies=1)
        if str(wanted.get("drop_pending_updates", "")).lower() == "true":
            self.updates.clear()
        self.hand_over()
        return done(True, "Webhook was set")

    def _delete_webhook(self, wanted: dict[str, Any]) -> Reply:
        self.take_back()
        if str(wanted.get("drop_pending_updates", "")).lower() == "true":
            self.updates.clear()
        return done(True, "Webhook was deleted")

    def _webhook_info(self, _: dict[str, Any]) -> Reply:
        state = self.deliverer.state() if self.deliverer else {"url": "", "waiting": len(self.updates)}
        return done({"url": state["url"], "has_custom_certificate": False, "pending_update_count": state["waiting"]})


    # Answering.

    def _send_message(self, wanted: dict[str, Any]) -> Reply:
        number = wanted_number(wanted.get("chat_id"), 0)
        chat, text = self.chats.get(number), str(wanted.get("text", ""))
        if chat is None:
            return refusal(400, "Bad Request: chat not found")
        if chat.moved_to is not None:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            return refusal(400, words, {"migrate_to_chat_id": chat.moved_to})
        if not text.strip():
            return refusal(400, "Bad Request: message text is empty")
        if units(text) > 4096:
            return refusal(400, "Bad Request: message is too long")
        reply = read_object(wanted.get("reply_parameters"))
        answered = wanted_number(reply.get("message_id", wanted.get("reply_to_message_id")), 0)
        if answered and answered not in chat.messages:
            if str(reply.get("allow_sending_without_reply", "")).lower() != "true":
                return refusal(400, "Bad Request: message to be replied not found")
            answered = 0
        topic = wanted_number(wanted.get("message_thread_id"), 0)
        if topic and topic not in chat.topics.values():
            return refusal(400, "Bad Request: message thread not found")
        wait = self._in_all.take("all") or self._per_group.take(str(number))
        if wait is not None:
            return too_many(int(wait) + 1)
        return done(self._add_answer(chat, text, answered, topic))

    def _add_answer(self, chat: Chat, text: str, answered: int, topic: int) -> dict[str, Any]:
        message = chat.new_message(self.clock(), None if chat.kind == "channel" else dict(BOT))
        if answered:
            message["reply_to_message"] = without_reply(chat.messages[answered])
        topic = topic or chat.topic_of(answered) or 0
        if topic:
            chat.put_into_topic(message, topic)
        message["text"] = text
        self.note_answer(str(message["message_id"]), str(chat.id), str(answered) if answered else None, text)
        return message
