"""An Instagram account behind the Graph API: comments under its media, mentions, hashtags."""

import time
from collections.abc import Mapping
from typing import Any

from graph import Graph
from graph_fields import Field
from graph_nodes import Node, Shape, iso
from graph_words import GraphError, missing
from ids import Numbers, person
from messages import Call
from service import Allowance, Clock, Refused

ACCOUNT = "17841400000000901"
USERNAME = "simulated.advice"
TOKEN = "SIMULATEDINSTAGRAMTOKENnotreal0001"
APP_SECRET = "simulated-instagram-app-secret-0001"
VERIFY_TOKEN = "simulated-instagram-verify-token"
# The longest answer that is taken.
LONGEST = 300
WEEK = 7 * 24 * 3600

_USER = "id username name user_id account_type media_count followers_count biography mentioned_comment mentioned_media"
_MEDIA = (
    "id caption media_type media_product_type media_url permalink shortcode timestamp comments_count like_count"
    " username owner is_comment_enabled"
)
_COMMENT = "id text timestamp username from like_count hidden media parent_id user"


class Instagram(Graph):
    """One professional account."""

    name = "instagram"
    account, token, app_secret, verify_token = ACCOUNT, TOKEN, APP_SECRET, VERIFY_TOKEN
    usage_kind, webhook_object = "instagram", "instagram"
    limit_code = 80002
    longest_pages = {"comments": 50, "replies": 50, "recent_media": 50, "top_media": 50}
    shapes = {
        "user": Shape("IGUser", ("id",), frozenset(_USER.split())),
        "media": Shape("IGMedia", ("id",), frozenset(_MEDIA.split())),
        "comment": Shape("IGComment", ("timestamp", "text", "id"), frozenset(_COMMENT.split())),
        "hashtag": Shape("IGHashtag", ("id",), frozenset({"id", "name"})),
    }

    def __init__(self, clock: Clock = time.time) -> None:
        super().__init__(clock)
        values = {"username": USERNAME, "name": "Simulated advice centre", "account_type": "BUSINESS"}
        self.nodes[ACCOUNT] = Node(ACCOUNT, "user", {**values, "user_id": ACCOUNT}, {"media": []}, clock())
        self._numbers = Numbers(17_900_000_000_100_201)
        self._media: dict[str, str] = {}
        self._hashtags: dict[str, str] = {}
        self._searches = Allowance(30, WEEK, clock)
        self._searched: set[str] = set()

    # Reading.

    def respond(self, call: Call, name: str, edge: str, wanted: dict[str, Any]) -> Any:
        """Also the search for hashtags and the exchange of tokens."""
        if name == "ig_hashtag_search":
            return self._search(wanted)
        if name == "refresh_access_token":
            return {"access_token": TOKEN, "token_type": "bearer", "expires_in": 5_183_944}
        if edge == "subscribed_apps":
            return {"success": True}
        if edge in ("recent_media", "top_media") and wanted.get("user_id") != ACCOUNT:
            raise GraphError(100, "(#100) The parameter user_id is required")
        return super().respond(call, name, edge, wanted)

    def _search(self, wanted: dict[str, Any]) -> Any:
        if wanted.get("user_id") != ACCOUNT:
            raise GraphError(100, "(#100) The parameter user_id is required")
        tag = str(wanted.get("q", "")).lstrip("#").lower()
        if not tag.isalnum():
            raise GraphError(24, "The requested resource does not exist", 2207024)
        if tag not in self._searched and self._searches.take("all") is not None:
            raise GraphError(18, "(#18) This IG user has reached the limit of 30 hashtags in 7 days", 2207034)
        self._searched.add(tag)
        return {"data": [{"id": self._hashtag(tag)}]}

    def value(self, node: Node, wanted: Field, call: Call) -> Any:
        """Also mentions, which are read through the account, and what follows from other objects."""
        if wanted.name in ("mentioned_comment", "mentioned_media"):
            key = "comment_id" if wanted.name == "mentioned_comment" else "media_id"
            found = self.nodes.get(wanted.settings.get(key, ""))
            if found is None or not found.values.get("mention"):
                raise missing(wanted.settings.get(key, ""))
            return self.show(found, wanted.inner, call, {})
        if wanted.name in ("media", "owner", "user", "from") and isinstance(node.values.get(wanted.name), dict):
            inner = [one.name for one in wanted.inner] or list(node.values[wanted.name])
            full = {**node.values.get(f"{wanted.name}_full", {}), **node.values[wanted.name]}
            return {key: full[key] for key in {"id": 0, **dict.fromkeys(inner)} if key in full}
        if wanted.name == "comments_count":
            return sum(1 + len(self.nodes[one].edges["replies"]) for one in node.edges.get("comments", []))
        return node.is_hidden if wanted.name == "hidden" else super().value(node, wanted, call)

    def members(self, node: Node, edge: str, wanted: Mapping[str, Any]) -> list[Node]:
        """Newest first; under hashtags the last day only."""
        found = super().members(node, edge, wanted)[::-1]
        if edge == "recent_media":
            found = [one for one in found if one.created > self.clock() - 24 * 3600]
        return found

    def node(self, identifier: str) -> Node:
        """What stands under other people's media is only to be had through the account."""
        node = super().node(identifier)
        if node.values.get("mention"):
            raise missing(identifier)
        return node

    # Writing.

    def write(self, node: Node, edge: str, wanted: dict[str, Any]) -> Any:
        """A reply to a comment, a comment under a medium, or an answer to a mention."""
        text = str(wanted.get("message", ""))
        if edge == "mentions" and node.id == ACCOUNT:
            found = self.nodes.get(str(wanted.get("comment_id") or wanted.get("media_id")))
            if found is None or not found.values.get("mention"):
                raise missing(str(wanted.get("comment_id")))
            under = found
        elif (node.kind, edge) in (("comment", "replies"), ("media", "comments")):
            under = node
        else:
            return super().write(node, edge, wanted)
        if not text.strip():
            raise GraphError(100, "(#100) The parameter message is required")
        if len(text) > LONGEST:
            raise GraphError(100, "(#100) The comment is too long")
        if under.is_hidden:
            raise GraphError(100, "(#100) Hidden comments cannot be replied to")
        comment = self._add_comment(under, {"id": ACCOUNT, "username": USERNAME}, text)
        self.note_answer(comment.id, ACCOUNT, under.id, text)
        return {"id": comment.id}

    # The control interface.

    def publish(self, order: dict[str, Any]) -> dict[str, Any]:
        """A comment under the medium `place`; `kind`: `mention` for one elsewhere, `hashtag` for a medium of a tag."""
        with self.changed:
            kind, text = order.get("kind", "comment"), str(order["text"])
            author = str(order.get("author") or "")
            sender = {"id": str(person(author, 9_000_000_000)), "username": author}
            if kind == "hashtag":
                node = self._add_hashtag_media(str(order["place"]).lstrip("#").lower(), text)
            elif kind == "mention":
                node = self._add_mention(str(order["place"]), sender, text)
            elif kind == "comment":
                under = str(order.get("replyTo") or self._medium(str(order["place"])))
                node = self._add_comment(self.node(under), sender, text)
            else:
                raise Refused("kind is comment, mention or hashtag")
            return self.note_post(node.id, ACCOUNT, order)

    def delete(self, order: dict[str, Any]) -> dict[str, Any]:
        """Gone; no webhook tells of it."""
        with self.changed:
            node = self.nodes.pop(str(order.get("externalID")), None)
            if node is None:
                raise Refused("there is no such post")
            for other in self.nodes.values():
                for members in other.edges.values():
                    if node.id in members:
                        members.remove(node.id)
            return {"externalID": node.id, "place": ACCOUNT}

    def _medium(self, caption: str) -> str:
        """The account's own medium with this caption, made where there is none yet."""
        if caption not in self._media:
            node = self._new_medium(caption, USERNAME)
            node.values["owner"] = {"id": ACCOUNT}
            self.nodes[ACCOUNT].edges["media"].append(node.id)
            self._media[caption] = node.id
        return self._media[caption]

    def _new_medium(self, caption: str, username: str | None) -> Node:
        number, now = self._numbers.next(), self.clock()
        code = f"SIM{number % 10**8:08d}"
        values = {"caption": caption, "media_type": "IMAGE", "media_product_type": "FEED", "timestamp": iso(now),
                  "permalink": f"https://www.instagram.com/p/{code}/", "shortcode": code, "username": username}
        node = Node(str(number), "media", values, {"comments": []}, now)
        self.nodes[node.id] = node
        return node

    def _add_hashtag_media(self, tag: str, caption: str) -> Node:
        """A medium of somebody who is not named."""
        node = self._new_medium(caption, None)
        for edge in ("recent_media", "top_media"):
            self.nodes[self._hashtag(tag)].edges[edge].append(node.id)
        return node

    def _hashtag(self, tag: str) -> str:
        """The id of a hashtag, also of one that nobody has used yet."""
        if tag not in self._hashtags:
            number = str(self._numbers.next())
            self.nodes[number] = Node(number, "hashtag", {"name": tag}, {"recent_media": [], "top_media": []})
            self._hashtags[tag] = number
        return self._hashtags[tag]

    def _add_mention(self, caption: str, sender: dict[str, Any], text: str) -> Node:
        """A comment with our name under somebody else's medium; the webhook tells ids only."""
        medium = self._new_medium(caption, "somebody.else")
        medium.values["mention"] = True
        node = self._add_comment(medium, sender, text, is_mention=True)
        self.tell("mentions", {"media_id": medium.id, "comment_id": node.id})
        return node

    def _add_comment(self, under: Node, sender: dict[str, Any], text: str, is_mention: bool = False) -> Node:
        """A comment; a reply to a reply is put under its comment of the top level."""
        top = self.nodes[under.parent] if under.parent else under
        medium = top if top.kind == "media" else self.nodes[str(top.values["media"]["id"])]
        now = self.clock()
        values = {"text": text, "timestamp": iso(now), "username": sender["username"] or None, "from": sender,
                  "like_count": 0, "media": {"id": medium.id}, "mention": is_mention or None,
                  "media_full": {key: medium.values[key] for key in ("permalink", "caption", "media_type")}}
        node = Node(str(self._numbers.next()), "comment", values, {"replies": []}, now)
        if top.kind == "comment":
            node.parent = values["parent_id"] = top.id
        if sender["id"] == ACCOUNT:
            values["user"] = {"id": ACCOUNT}
        self.nodes[node.id] = node
        top.edges["replies" if top.kind == "comment" else "comments"].append(node.id)
        if not medium.values.get("mention"):
            self._tell_comment(node, medium)
        return node

    def _tell_comment(self, node: Node, medium: Node) -> None:
        sender = dict(node.values["from"])
        if sender["id"] == ACCOUNT:
            sender["self_ig_scoped_id"] = "9000000901"
        value = {"id": node.id, "text": node.values["text"], "from": sender,
                 "media": {"id": medium.id, "media_product_type": "FEED"}}
        self.tell("comments", value | ({"parent_id": node.parent} if node.parent else {}))
