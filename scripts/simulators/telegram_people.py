"""The people's side of the simulated Telegram: who posts, edits and deletes, and how the bot hears of it."""

import json
import time
from typing import Any

from deliveries import Deliverer
from messages import wanted_number
from service import Clock, Refused, Service
from telegram_chats import BOT, FIRST_CHAT, Chat, user, without_reply

WEBHOOK_SECRET = "simulated-webhook-secret_0001"
# Kinds of updates that only come where they are asked for by name.
ONLY_ON_DEMAND = {"chat_member", "message_reaction", "message_reaction_count"}


class TelegramPeople(Service):
    """Groups with their messages, and the updates that wait for the bot."""

    name = "telegram"

    def __init__(self, clock: Clock = time.time) -> None:
        super().__init__(clock)
        self.chats: dict[int, Chat] = {}
        self.updates: list[dict[str, Any]] = []
        self._next_update = 700_000_001
        # The kinds of updates that the bot asked for; empty for the usual ones.
        self.allowed: set[str] = set()
        # Each getUpdates ends the one before it; setWebhook ends it too.
        self.poller = 0
        self.ended_by = ""

    def publish(self, order: dict[str, Any]) -> dict[str, Any]:
        """A message in a group: `place`, `author`, `text`, and where wanted `topic`, `replyTo`, `channel`."""
        with self.changed:
            chat = self._chat(str(order["place"]), order)
            topic = 0
            if order.get("topic"):
                chat.is_forum = True
                topic, created = chat.topic(str(order["topic"]), self.clock())
                if created:
                    self._tell("message", created)
            is_channel = chat.kind == "channel"
            message = chat.new_message(self.clock(), None if is_channel else user(str(order["author"])))
            answered = chat.messages.get(wanted_number(order.get("replyTo"), 0))
            if answered:
                message["reply_to_message"] = without_reply(answered)
            if topic:
                chat.put_into_topic(message, topic)
            message["text"] = str(order["text"])
            self._tell("channel_post" if is_channel else "message", message)
            return self.note_post(str(message["message_id"]), str(chat.id), order)

    def edit(self, order: dict[str, Any]) -> dict[str, Any]:
        """Other words: `place` (name or id), `externalID`, `text`."""
        with self.changed:
            chat, message = self._find(order)
            message["text"], message["edit_date"] = str(order["text"]), int(self.clock())
            self._tell("edited_channel_post" if chat.kind == "channel" else "edited_message", message)
            return {"externalID": str(message["message_id"]), "place": str(chat.id)}

    def delete(self, order: dict[str, Any]) -> dict[str, Any]:
        """Gone: no bot is told, and nobody can answer it any more."""
        with self.changed:
            chat, message = self._find(order)
            if "forum_topic_created" in message:
                raise Refused("a topic is not deleted here")
            del chat.messages[message["message_id"]]
            return {"externalID": str(message["message_id"]), "place": str(chat.id)}

    def move(self, order: dict[str, Any]) -> dict[str, Any]:
        """A group becomes a supergroup and gets another id."""
        with self.changed:
            old = self._chat(str(order["place"]), order)
            new = Chat(-1_000_000_000_000 - FIRST_CHAT - 500 - len(self.chats), old.title, "supergroup")
            self.chats[new.id] = new
            old.moved_to = new.id
            message = old.new_message(self.clock(), dict(BOT))
            message["migrate_to_chat_id"] = new.id
            self._tell("message", message)
            return {"place": str(new.id)}

    def subscribe(self, order: dict[str, Any]) -> dict[str, Any]:
        """Sets the webhook as setWebhook does, with the secret that was printed at the start."""
        with self.changed:
            self.hook_up(str(order["url"]), WEBHOOK_SECRET, int(order.get("copies", 1)))
            self.hand_over()
        return {"url": order["url"]}

    def unsubscribe(self) -> None:
        """Deletes the webhook; what was not delivered waits for getUpdates."""
        with self.changed:
            self.take_back()

    def _chat(self, name: str, order: dict[str, Any]) -> Chat:
        for chat in self.chats.values():
            if name in (chat.title, str(chat.id)) and chat.moved_to is None:
                return chat
        kind = "channel" if order.get("channel") else "group" if order.get("small") else "supergroup"
        number = FIRST_CHAT + len(self.chats)
        chat = Chat(-number if kind == "group" else -1_000_000_000_000 - number, name, kind, bool(order.get("topic")))
        self.chats[chat.id] = chat
        return chat

    def _find(self, order: dict[str, Any]) -> tuple[Chat, dict[str, Any]]:
        number = wanted_number(order.get("externalID"), 0)
        for chat in self.chats.values():
            if str(order.get("place")) in (chat.title, str(chat.id)) and number in chat.messages:
                return chat, chat.messages[number]
        raise Refused("there is no such message")

    def _tell(self, kind: str, message: dict[str, Any]) -> None:
        """The bot hears of it, by getUpdates or webhook, unless it asked for other kinds only."""
        if kind in ONLY_ON_DEMAND - self.allowed or (self.allowed and kind not in self.allowed):
            return
        self.updates.append({"update_id": self._next_update, kind: json.loads(json.dumps(message))})
        self._next_update += 1
        self.hand_over()
        self.changed.notify_all()

    # The webhook.

    def hook_up(self, url: str, secret: str, copies: int) -> None:
        """Calls an address from now on, and nobody may poll meanwhile."""
        self.take_back()
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        self.deliverer = Deliverer(url, lambda _: headers, copies)
        self.poller += 1
        self.ended_by = "terminated by setWebhook request"
        self.changed.notify_all()

    def take_back(self) -> None:
        """What was not delivered waits for getUpdates again."""
        deliverer, self.deliverer = self.deliverer, None
        if deliverer:
            self.updates = [json.loads(body) for body in deliverer.stop()] + self.updates

    def hand_over(self) -> None:
        """Gives what waits to the webhook, where there is one."""
        if self.deliverer:
            for update in self.updates:
                self.deliverer.put(json.dumps(update, ensure_ascii=False).encode())
            self.updates.clear()
