"""Videos of the simulated TikTok and the comments under them, which both of its interfaces show."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

from ids import tiktok_id
from service import Clock


@dataclass
class Comment:
    """A comment under a video."""

    id: int
    video: int
    text: str
    created: int
    author: str
    # The comment that it answers; None at the top level.
    parent: int | None = None
    # Whether the account itself wrote it.
    is_own: bool = False
    is_hidden: bool = False
    replies: list["Comment"] = field(default_factory=list)


@dataclass
class Video:
    """A video of the account."""

    id: int
    caption: str
    created: int
    comments: list[Comment] = field(default_factory=list)


class Videos:
    """The videos of one account."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._made = 0
        self.videos: dict[int, Video] = {}
        self.comments: dict[int, Comment] = {}

    def video(self, caption: str) -> Video:
        """The video with this caption, made where there is none yet."""
        for video in self.videos.values():
            if video.caption == caption:
                return video
        video = Video(self._id(), caption, int(self._clock()))
        self.videos[video.id] = video
        return video

    def add(self, video: int, author: str, text: str, parent: int | None = None, is_own: bool = False) -> Comment:
        """A new comment; an answer to an answer is put under the comment of the top level."""
        if parent is not None:
            parent = self.comments[parent].parent or parent
        comment = Comment(self._id(), video, text, int(self._clock()), author, parent, is_own)
        self.comments[comment.id] = comment
        (self.comments[parent].replies if parent else self.videos[video].comments).append(comment)
        return comment

    def remove(self, comment: Comment) -> None:
        """Takes a comment away."""
        del self.comments[comment.id]
        where = self.comments[comment.parent].replies if comment.parent else self.videos[comment.video].comments
        where.remove(comment)

    def _id(self) -> int:
        self._made += 1
        return tiktok_id(self._clock(), self._made)


def content(comment: Comment, action: str, with_text: bool) -> str:
    """The inner JSON of a webhook: its ids are numbers beyond 2^53."""
    value: dict[str, Any] = {
        "comment_id": comment.id,
        "video_id": comment.video,
        "comment_type": "reply" if comment.parent else "comment",
        "comment_action": action,
        "timestamp": comment.created,
        "unique_identifier": identifier(comment.author),
    }
    if comment.parent:
        value["parent_comment_id"] = comment.parent
    if with_text and action == "insert":
        value["text"] = comment.text
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def identifier(author: str) -> str:
    """The mark of a person that all interfaces have in common."""
    return "sim-" + author.encode().hex()[:24]
