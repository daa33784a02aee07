"""TikTok's API for Business: comments under the account's videos, replies, and the webhook `comment.update`."""

import json
import time
from collections.abc import Callable
from typing import Any

from deliveries import Deliverer
from faults import Fault
from messages import Call, NotUnderstood, Reply, wanted_list, wanted_number
from service import Allowance, Clock, Refused, Service
from tiktok_videos import Comment, Video, Videos, content
from tiktok_words import APP_SECRET, FAULTS, Problem, envelope, page, shown, signature

BUSINESS_ID = "-000simulatedBusinessOpenID0001"
TOKEN = "act.simulated-tiktok-token-0001"
CLIENT_KEY = "simulatedclientkey01"
OWN_NAME = "simulated.advice"
BASE = "/open_api/v1.3/"
# The longest reply that is surely taken; what the platform really takes is told differently in different places.
LONGEST = 150


class TikTok(Service):
    """One business account."""

    name = "tiktok"

    def __init__(self, videos: Videos, clock: Clock = time.time, has_limits: bool = True) -> None:
        super().__init__(clock)
        self.videos = videos
        self._allowance = Allowance(40 if has_limits else 1_000_000, 60, clock)
        self._with_text = True
        self._calls: dict[str, Callable[[dict[str, Any]], Any]] = {
            "GET business/video/list/": self._list_videos,
            "GET business/comment/list/": self._list_comments,
            "GET business/comment/reply/list/": self._list_replies,
            "POST business/comment/reply/create/": lambda wanted: self._create(wanted, is_reply=True),
            "POST business/comment/create/": lambda wanted: self._create(wanted, is_reply=False),
            "POST business/webhook/update/": self._update_webhook,
        }

    # The network.

    def endpoint(self, call: Call) -> str:
        """Method and path behind the version."""
        return f"{call.method} {call.path.removeprefix(BASE)}"

    def answer(self, call: Call) -> Reply:
        """Status 200 nearly always; what is wrong stands in `code`."""
        perform = self._calls.get(self.endpoint(call))
        if perform is None or not call.path.startswith(BASE):
            return Reply.text("404 page not found", 404)
        try:
            wanted = call.parameters()
            with self.changed:
                if "webhook" not in call.path:
                    self._check(call, wanted)
                return envelope(0, "OK", perform(wanted))
        except Problem as problem:
            return envelope(*problem.args)
        except NotUnderstood as error:
            return envelope(40002, f"{error}")

    def trouble(self, fault: Fault, call: Call) -> Reply:
        """TikTok's words for a trouble; the status stays 200."""
        code, words = FAULTS[fault.kind]
        return envelope(fault.code or code, words)

    def _check(self, call: Call, wanted: dict[str, Any]) -> None:
        token = call.headers.get("access-token")
        if not token:
            raise Problem(40104, "Access token is missing from the header")
        if token != TOKEN:
            raise Problem(40105, "Access token is incorrect or has been revoked")
        if wanted.get("business_id") != BUSINESS_ID:
            raise Problem(40001, "No permission to operate on this account")
        if self._allowance.take(self.endpoint(call)) is not None:
            raise Problem(40100, "Too many requests. Please retry in a moment.")

    # Reading.

    def _list_videos(self, wanted: dict[str, Any]) -> Any:
        fields = wanted_list(wanted.get("fields", '["item_id"]'))
        found = sorted(self.videos.videos.values(), key=lambda video: -video.created)
        return page("videos", [self._video(video, fields) for video in found], wanted, 20, 20)

    def _video(self, video: Video, fields: list[Any]) -> dict[str, Any]:
        values = {
            "item_id": str(video.id),
            "create_time": str(video.created),
            "caption": video.caption,
            "share_url": f"https://www.tiktok.com/@{OWN_NAME}/video/{video.id}",
            "comments": len(video.comments),
        }
        return {name: values[name] for name in fields if name in values}

    def _list_comments(self, wanted: dict[str, Any]) -> Any:
        video = self.videos.videos.get(wanted_number(wanted.get("video_id"), 0))
        if video is None:
            raise Problem(40002, "video_id: the video does not exist")
        found = [one for one in video.comments if not (one.is_hidden and wanted.get("status") == "PUBLIC")]
        if "comment_ids" in wanted:
            ids = {int(one) for one in wanted_list(wanted["comment_ids"])}
            if len(ids) > 30:
                raise Problem(40002, "comment_ids: at most 30")
            found = [one for one in self.videos.comments.values() if one.id in ids and one.video == video.id]
        if wanted.get("sort_order", "smart") != "asc":
            found = found[::-1]
        replies = 3 if str(wanted.get("include_replies", "")).lower() == "true" else 0
        return page("comments", [shown(one, replies) for one in found], wanted, 20, 30)

    def _list_replies(self, wanted: dict[str, Any]) -> Any:
        comment = self._comment(wanted)
        return page("comments", [shown(one) for one in comment.replies], wanted, 20, 30)

    def _comment(self, wanted: dict[str, Any]) -> Comment:
        comment = self.videos.comments.get(wanted_number(wanted.get("comment_id"), 0))
        if comment is None or comment.video != wanted_number(wanted.get("video_id"), 0):
            raise Problem(40002, "comment_id: the comment does not exist under this video")
        return comment

    # Writing.

    def _create(self, wanted: dict[str, Any], is_reply: bool) -> Any:
        text = str(wanted.get("text", ""))
        if not 0 < len(text) <= LONGEST:
            raise Problem(40002, f"text: 1 to {LONGEST} characters")
        above = self._comment(wanted) if is_reply else None
        video = wanted_number(wanted.get("video_id"), 0)
        if video not in self.videos.videos:
            raise Problem(40002, "video_id: the video does not exist")
        comment = self.videos.add(video, OWN_NAME, text, above.id if above else None, is_own=True)
        self.note_answer(str(comment.id), str(video), str(above.id) if above else None, text)
        self._tell(comment, "insert")
        return shown(comment)

    # The webhook.

    def _update_webhook(self, wanted: dict[str, Any]) -> Any:
        if wanted.get("secret") != APP_SECRET or wanted.get("event_type") != "COMMENT":
            raise Problem(40002, "app_id, secret or event_type is not right")
        try:
            self.subscribe({"url": wanted.get("callback_url", "")})
        except ValueError as error:
            raise Problem(40002, f"callback_url: {error}") from error
        return {"app_id": wanted.get("app_id"), "event_type": "COMMENT", "callback_url": wanted.get("callback_url")}

    def subscribe(self, order: dict[str, Any]) -> dict[str, Any]:
        """Calls an address from now on; with `bare` without the text, as older clients of TikTok knew it."""
        self.unsubscribe()
        with self.changed:
            self._with_text = not order.get("bare")
            self.deliverer = Deliverer(str(order["url"]), self._headers, int(order.get("copies", 1)))
        return {"url": order["url"]}

    def _headers(self, body: bytes) -> dict[str, str]:
        now = int(self.clock())
        return {"TikTok-Signature": signature(body, now), "webhook-schema-version": "1.0"}

    def _tell(self, comment: Comment, action: str) -> None:
        if self.deliverer:
            event = {"client_key": CLIENT_KEY, "event": "comment.update", "create_time": int(self.clock()),
                     "user_openid": BUSINESS_ID, "content": content(comment, action, self._with_text)}
            self.deliverer.put(json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode())

    # The control interface.

    def publish(self, order: dict[str, Any]) -> dict[str, Any]:
        """A comment under the video with the caption `place`; `replyTo` answers another comment."""
        with self.changed:
            video = self.videos.video(str(order["place"]))
            parent = wanted_number(order.get("replyTo"), 0) or None
            if parent is not None and parent not in self.videos.comments:
                raise Refused("there is no such comment")
            comment = self.videos.add(video.id, str(order.get("author")), str(order["text"]), parent)
            self._tell(comment, "insert")
            return self.note_post(str(comment.id), str(video.id), order)

    def edit(self, order: dict[str, Any]) -> dict[str, Any]:
        """Hides a comment or shows it again (`hidden`); words cannot be changed."""
        if "hidden" not in order:
            raise Refused("comments on TikTok cannot be edited, only hidden")
        return self._change(order, "set_to_hidden" if order["hidden"] else "set_to_public")

    def delete(self, order: dict[str, Any]) -> dict[str, Any]:
        """Gone, and the webhook says so."""
        return self._change(order, "delete")

    def _change(self, order: dict[str, Any], action: str) -> dict[str, Any]:
        with self.changed:
            comment = self.videos.comments.get(wanted_number(order.get("externalID"), 0))
            if comment is None:
                raise Refused("there is no such comment")
            comment.is_hidden = action == "set_to_hidden"
            if action == "delete":
                self.videos.remove(comment)
            self._tell(comment, action)
            return {"externalID": str(comment.id), "place": str(comment.video)}
