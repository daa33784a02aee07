"""TikTok's Research API: the same videos and comments, without authors of comments."""

import time
from typing import Any

from faults import Fault
from messages import Call, NotUnderstood, Reply, wanted_number
from service import Allowance, Clock, Service
from tiktok import OWN_NAME
from tiktok_videos import Comment, Video, Videos

CLIENT_KEY = "simulatedresearch01"
CLIENT_SECRET = "simulated-research-secret-0001"
TOKEN = "clt.simulated-research-token-0001"
LIFETIME_SECONDS = 7200
OAUTH = "/v2/oauth/token/"
COMMENTS = "/v2/research/video/comment/list/"
VIDEOS = "/v2/research/video/query/"
# Kind of fault → status and word.
FAULTS = {"429": (429, "rate_limit_exceeded"), "500": (500, "internal_error"), "401": (401, "access_token_invalid"),
          "403": (403, "scope_not_authorized"), "409": (500, "internal_error")}


class TikTokResearch(Service):
    """The interface for researchers."""

    name = "tiktokResearch"

    def __init__(self, videos: Videos, clock: Clock = time.time, has_limits: bool = True) -> None:
        super().__init__(clock)
        self.videos = videos
        self._day = Allowance(1000 if has_limits else 1_000_000, 24 * 3600, clock)
        self._good_until = 0.0

    def endpoint(self, call: Call) -> str:
        """The method and the path."""
        return f"{call.method} {call.path}"

    def answer(self, call: Call) -> Reply:
        """Token, comments or videos."""
        if call.method != "POST" or call.path not in (OAUTH, COMMENTS, VIDEOS):
            return Reply.text("404 page not found", 404)
        with self.changed:
            if call.path == OAUTH:
                return self._token(call.parameters())
            if call.bearer() != TOKEN or self.clock() > self._good_until:
                return problem(401, "access_token_invalid")
            if self._day.take("all") is not None:
                return problem(429, "daily_quota_limit_exceeded")
            try:
                return self._comments(call) if call.path == COMMENTS else self._videos(call)
            except (NotUnderstood, KeyError, TypeError, ValueError):
                return problem(400, "invalid_params")

    def trouble(self, fault: Fault, call: Call) -> Reply:
        """The words of the interface for a trouble."""
        return problem(*FAULTS[fault.kind])

    def _token(self, wanted: dict[str, Any]) -> Reply:
        right = {"client_key": CLIENT_KEY, "client_secret": CLIENT_SECRET, "grant_type": "client_credentials"}
        if any(wanted.get(key) != value for key, value in right.items()):
            return Reply.json({"error": "invalid_client", "error_description": "Key or secret is wrong."}, 401)
        self._good_until = self.clock() + LIFETIME_SECONDS
        return Reply.json({"access_token": TOKEN, "expires_in": LIFETIME_SECONDS, "token_type": "Bearer"})

    def _comments(self, call: Call) -> Reply:
        body = call.json()
        if "comment_id" in body:
            found = self.videos.comments[int(body["comment_id"])].replies
        else:
            video = self.videos.videos[int(body["video_id"])]
            found = [one for top in video.comments for one in (top, *top.replies)]
        visible = [comment(one) for one in found if not one.is_hidden]
        return self._page("comments", visible, call, usual=10)

    def _videos(self, call: Call) -> Reply:
        """All videos of the days that are asked for; of the query only its being there is checked."""
        body = call.json()
        start, end = str(body["start_date"]), str(body["end_date"])
        if not body["query"] or len(start) != 8 or len(end) != 8:
            raise NotUnderstood("query, start_date and end_date are needed")
        found = [one for one in self.videos.videos.values() if start <= day(one.created) <= end]
        return self._page("videos", [video_record(one) for one in found], call, usual=20)

    def _page(self, name: str, found: list[dict[str, Any]], call: Call, usual: int) -> Reply:
        fields, body = call.query.get("fields", "id").split(","), call.json()
        start, count = wanted_number(body.get("cursor"), 0), wanted_number(body.get("max_count"), usual)
        if not 1 <= count <= 100:
            raise NotUnderstood("max_count")
        end = start + count
        rows = [{key: one[key] for key in fields if key in one} for one in found[start:end]]
        data = {name: rows, "cursor": min(end, len(found)), "has_more": end < len(found)}
        if name == "videos":
            data["search_id"] = "7201388525814961198"
        return Reply.json({"data": data, "error": {"code": "ok", "message": "", "log_id": "2026SIMULATED"}})


def comment(one: Comment) -> dict[str, Any]:
    """A comment without its author; ids are numbers beyond 2^53."""
    return {"id": one.id, "video_id": one.video, "text": one.text, "like_count": 0, "reply_count": len(one.replies),
            "parent_comment_id": one.parent or one.video, "create_time": one.created}


def video_record(one: Video) -> dict[str, Any]:
    """A video."""
    return {"id": one.id, "video_description": one.caption, "create_time": one.created, "region_code": "DE",
            "username": OWN_NAME, "comment_count": len(one.comments), "like_count": 0, "view_count": 0,
            "share_count": 0, "hashtag_names": []}


def day(created: int) -> str:
    """The day of a time in UTC, as the interface writes it."""
    return time.strftime("%Y%m%d", time.gmtime(created))


def problem(status: int, code: str) -> Reply:
    """A refusal."""
    error = {"code": code, "message": code.replace("_", " "), "log_id": "2026SIMULATED"}
    return Reply.json({"data": {}, "error": error}, status)
