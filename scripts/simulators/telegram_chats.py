"""Groups and channels of the simulated Telegram, and the messages in them."""

from dataclasses import dataclass, field
from typing import Any

from ids import person

# The team's bot.
BOT = {"id": 1000000001, "is_bot": True, "first_name": "Simulated desk", "username": "simulated_desk_bot"}
# Whose name stands at messages in a channel.
FIRST_CHAT = 1999100001


@dataclass
class Chat:
    """A group, a supergroup, a forum or a channel."""

    id: int
    title: str
    kind: str = "supergroup"
    is_forum: bool = False
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    # Topics of a forum: name → id of the message that created it.
    topics: dict[str, int] = field(default_factory=dict)
    # The id that it has now, once it was upgraded.
    moved_to: int | None = None
    next_id: int = 101

    def brief(self) -> dict[str, Any]:
        """The chat as it stands inside of a message."""
        brief: dict[str, Any] = {"id": self.id, "title": self.title, "type": self.kind}
        if self.is_forum:
            brief["is_forum"] = True
        return brief

    def new_message(self, now: float, sender: dict[str, Any] | None) -> dict[str, Any]:
        """An empty message, already in the chat."""
        message: dict[str, Any] = {"message_id": self.next_id}
        if sender:
            message["from"] = sender
        else:
            message["sender_chat"] = self.brief()
        message.update({"chat": self.brief(), "date": int(now)})
        self.messages[self.next_id] = message
        self.next_id += 1
        return message

    def topic(self, name: str, now: float) -> tuple[int, dict[str, Any] | None]:
        """The id of a topic, and the message that created it where it is new."""
        if name in self.topics:
            return self.topics[name], None
        message = self.new_message(now, dict(BOT))
        number = int(message["message_id"])
        message.update(
            {
                "message_thread_id": number,
                "forum_topic_created": {"name": name, "icon_color": 7322096},
                "is_topic_message": True,
            }
        )
        self.topics[name] = number
        return number, message

    def put_into_topic(self, message: dict[str, Any], number: int) -> None:
        """Marks a message as one of a topic.

        Also a message that answers nobody then seems to answer the one that created the topic."""
        message["message_thread_id"] = number
        message["is_topic_message"] = True
        message.setdefault("reply_to_message", without_reply(self.messages[number]))

    def topic_of(self, message_id: int) -> int | None:
        """The topic that a message stands in."""
        message = self.messages.get(message_id, {})
        return message.get("message_thread_id") if message.get("is_topic_message") else None


def without_reply(message: dict[str, Any]) -> dict[str, Any]:
    """A message as it is quoted in another: one level only."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def user(name: str) -> dict[str, Any]:
    """A person, always the same under the same name."""
    return {"id": person(name, 2_000_000_000), "is_bot": False, "first_name": name}


def units(text: str) -> int:
    """The length as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
