"""How TikTok's API for Business words its answers and signs its calls."""

import hashlib
import hmac
from typing import Any

from ids import person
from messages import Reply, wanted_number
from tiktok_videos import Comment, identifier

APP_SECRET = "simulated-tiktok-app-secret-0001"
FAULTS = {"429": (40100, "Too many requests. Please retry in a moment."), "500": (50000, "Internal server error"),
          "401": (40105, "Access token is incorrect or has been revoked"),
          "403": (40001, "No permission to operate on this account"), "409": (50002, "Conflict")}


class Problem(Exception):
    """A call that is refused, as a number and words inside of an answer with the status 200."""


def shown(comment: Comment, replies: int = 0) -> dict[str, Any]:
    """A comment as the interface shows it."""
    value: dict[str, Any] = {
        "comment_id": str(comment.id),
        "video_id": str(comment.video),
        "user_id": str(person(comment.author, 6_800_000_000_000_000_000)),
        "unique_identifier": identifier(comment.author),
        "create_time": str(comment.created),
        "text": comment.text,
        "likes": 0,
        "replies": len(comment.replies),
        "owner": comment.is_own,
        "liked": False,
        "pinned": False,
        "status": "HIDDEN" if comment.is_hidden else "PUBLIC",
        "username": comment.author,
        "display_name": comment.author,
    }
    if comment.parent:
        value["parent_comment_id"] = str(comment.parent)
    if replies:
        value["reply_list"] = [shown(one) for one in comment.replies[:replies]]
    return value


def page(name: str, found: list[dict[str, Any]], wanted: dict[str, Any], usual: int, most: int) -> dict[str, Any]:
    """A page of a list, from `cursor` on."""
    start, count = wanted_number(wanted.get("cursor"), 0), wanted_number(wanted.get("max_count"), usual)
    if not 1 <= count <= most:
        raise Problem(40002, f"max_count: 1 to {most}")
    end = start + count
    return {name: found[start:end], "cursor": min(end, len(found)), "has_more": end < len(found)}


def envelope(code: int, words: str, data: Any = None) -> Reply:
    """What TikTok wraps around every answer."""
    return Reply.json({"code": code, "message": words, "request_id": "2026SIMULATED0001", "data": data or {}})


def signature(body: bytes, now: int) -> str:
    """The header that proves a webhook's call."""
    mac = hmac.new(APP_SECRET.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={now},s={mac}"
