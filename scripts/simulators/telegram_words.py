"""How the Bot API words its answers."""

import json
from typing import Any

from messages import Reply

ACTIVE_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WORDS = {
    401: "Unauthorized",
    403: "Forbidden: bot was kicked from the supergroup chat",
    404: "Not Found",
    409: f"Conflict: {OTHER_POLLER}",
    500: "Internal Server Error",
}


def done(result: Any, words: str | None = None) -> Reply:
    """What Telegram answers where all is well."""
    value = {"ok": True, "result": result}
    return Reply.json(value if words is None else {**value, "description": words})


def refusal(code: int, words: str | None = None, parameters: dict[str, Any] | None = None) -> Reply:
    """What Telegram answers where something is wrong; the status is the code."""
    value: dict[str, Any] = {"ok": False, "error_code": code, "description": words or WORDS[code]}
    if parameters:
        value["parameters"] = parameters
    return Reply.json(value, code)


def too_many(seconds: int) -> Reply:
    """What Telegram answers where it was asked too often."""
    reply = refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
    reply.headers["Retry-After"] = str(seconds)
    return reply


def read_object(value: Any) -> dict[str, Any]:
    """A parameter that is an object, or was written as JSON in a form."""
    if isinstance(value, str):
        value = json.loads(value or "{}")
    return value if isinstance(value, dict) else {}
