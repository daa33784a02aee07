"""A Facebook Page behind the Graph API: its posts, visitors' posts, comments and mentions."""

import time
from collections.abc import Mapping
from typing import Any

from graph import Graph
from graph_fields import Field
from graph_nodes import Node, Shape, iso
from graph_words import GraphError
from ids import Numbers, person
from messages import Call
from service import Clock, Refused

PAGE = "100000000000901"
TOKEN = "SIMULATEDPAGETOKENnotarealone0001"
APP_SECRET = "simulated-facebook-app-secret-0001"
VERIFY_TOKEN = "simulated-facebook-verify-token"

_PAGE = "id name about category link username fan_count followers_count tasks is_published"
_POST = (
    "id message story created_time updated_time permalink_url from status_type attachments is_hidden is_published"
    " parent_id"
)
_COMMENT = (
    "id message created_time from permalink_url parent comment_count like_count can_comment can_hide can_remove"
    " can_reply_privately is_hidden attachment message_tags object"
)
RIGHTS = ["pages_show_list", "pages_read_engagement", "pages_read_user_content", "pages_manage_engagement",
          "pages_manage_metadata"]


class Facebook(Graph):
    """One Page."""

    name = "facebook"
    account, token, app_secret, verify_token = PAGE, TOKEN, APP_SECRET, VERIFY_TOKEN
    usage_kind, webhook_object = "pages", "page"
    shapes = {
        "page": Shape("Page", ("name", "id"), frozenset(_PAGE.split())),
        "post": Shape("Post", ("created_time", "message", "id"), frozenset(_POST.split())),
        "comment": Shape("Comment", ("created_time", "from", "message", "id"), frozenset(_COMMENT.split())),
    }

    def __init__(self, clock: Clock = time.time) -> None:
        super().__init__(clock)
        values = {"name": "Simulated advice centre", "category": "Non-profit organisation", "tasks": ["MODERATE"]}
        self.nodes[PAGE] = Node(PAGE, "page", values, {"feed": [], "posts": [], "tagged": []}, clock())
        self._numbers = Numbers(900_100_200_300_401)
        self._threads: dict[str, str] = {}

    # Reading.

    def respond(self, call: Call, name: str, edge: str, wanted: dict[str, Any]) -> Any:
        """Also what a program asks about itself."""
        if name == "debug_token":
            is_valid = wanted.get("input_token") == TOKEN
            data = {"type": "PAGE", "is_valid": is_valid, "profile_id": PAGE, "expires_at": 0, "scopes": RIGHTS}
            return {"data": data}
        if edge == "subscribed_apps":
            fields = [{"subscribed_fields": ["feed", "mention"]}]
            return {"success": True} if call.method == "POST" else {"data": fields}
        return super().respond(call, name, edge, wanted)

    def value(self, node: Node, wanted: Field, call: Call) -> Any:
        """Also what follows from other objects."""
        if wanted.name == "parent":
            return {"id": node.parent} if node.parent in self.nodes else None
        if wanted.name == "comment_count":
            return len(node.edges.get("comments", []))
        if wanted.name == "is_hidden":
            return node.is_hidden
        if wanted.name == "updated_time":
            below = [self.nodes[one].created for one in node.edges["comments"]]
            return iso(max([node.created, *below]))
        if wanted.name in ("can_comment", "can_hide", "can_remove"):
            return True
        return super().value(node, wanted, call)

    def listing(self, node: Node, edge: Field, call: Call, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Also the number of comments, where it is asked for."""
        shown = super().listing(node, edge, call, wanted)
        if edge.name == "comments" and wanted.get("summary"):
            total = len(self.members(node, edge.name, wanted))
            shown["summary"] = {"order": "chronological", "total_count": total, "can_comment": True}
        return shown

    def members(self, node: Node, edge: str, wanted: Mapping[str, Any]) -> list[Node]:
        """What lies within `since` and `until`: posts newest first, comments as `filter` and `order` say."""
        since, until = float(wanted.get("since") or 0), float(wanted.get("until") or 1e12)
        found = [one for one in super().members(node, edge, wanted) if since <= one.created <= until]
        if edge != "comments":
            return found[::-1]
        if node.kind == "post" and wanted.get("filter", "toplevel") == "toplevel":
            found = [one for one in found if one.parent is None]
        return found[::-1] if wanted.get("order") == "reverse_chronological" else found

    # Writing.

    def write(self, node: Node, edge: str, wanted: dict[str, Any]) -> Any:
        """A comment of the Page under a post or comment, or hiding one."""
        if edge == "" and node.kind == "comment" and "is_hidden" in wanted:
            node.is_hidden = str(wanted["is_hidden"]).lower() == "true"
            self._tell(node, "hide" if node.is_hidden else "unhide")
            return {"success": True}
        if edge != "comments" or node.kind == "page":
            return super().write(node, edge, wanted)
        text = str(wanted.get("message", ""))
        if not text.strip() and not wanted.get("attachment_url"):
            raise GraphError(100, "(#100) The parameter message is required")
        if len(text) > 8000:
            raise GraphError(100, "(#100) Message is too long")
        comment = self._add_comment(node, {"id": PAGE, "name": self.nodes[PAGE].values["name"]}, text)
        self.note_answer(comment.id, PAGE, node.id, text)
        return {"id": comment.id}

    # The control interface.

    def publish(self, order: dict[str, Any]) -> dict[str, Any]:
        """A comment under the Page's post `place`; `kind`: `post` for a visitor's, `mention` for one elsewhere."""
        with self.changed:
            author, kind = order.get("author"), order.get("kind", "comment")
            sender = {"id": str(person(str(author), 7_000_000_000_000)), "name": author} if author else None
            text = str(order["text"])
            if kind == "comment":
                under = str(order["replyTo"]) if order.get("replyTo") else self._thread(str(order["place"]))
                node = self._add_comment(self.node(under), sender, text)
            elif kind in ("post", "mention"):
                node = self._add_post(sender, text, is_elsewhere=kind == "mention")
                self._tell(node, "add", "mention" if kind == "mention" else "feed")
            else:
                raise Refused("kind is comment, post or mention")
            return self.note_post(node.id, PAGE, order)

    def edit(self, order: dict[str, Any]) -> dict[str, Any]:
        """Other words (`text`), or hidden and shown again (`hidden`)."""
        with self.changed:
            node = self._find(order)
            if "hidden" in order:
                node.is_hidden = bool(order["hidden"])
                self._tell(node, "hide" if node.is_hidden else "unhide")
            else:
                node.values["message"] = str(order["text"])
                self._tell(node, "edited")
            return {"externalID": node.id, "place": PAGE}

    def delete(self, order: dict[str, Any]) -> dict[str, Any]:
        """Gone, and the webhook says so."""
        with self.changed:
            node = self._find(order)
            del self.nodes[node.id]
            for other in self.nodes.values():
                for members in other.edges.values():
                    if node.id in members:
                        members.remove(node.id)
            self._tell(node, "remove")
            return {"externalID": node.id, "place": PAGE}

    def _find(self, order: dict[str, Any]) -> Node:
        node = self.nodes.get(str(order.get("externalID")))
        if node is None or node.kind == "page":
            raise Refused("there is no such post")
        return node

    def _thread(self, message: str) -> str:
        """The Page's own post with these words, made where there is none yet."""
        if message not in self._threads:
            sender = {"id": PAGE, "name": self.nodes[PAGE].values["name"]}
            node = self._add_post(sender, message)
            self._threads[message] = node.id
            self._tell(node, "add")
        return self._threads[message]

    def _add_post(self, sender: dict[str, Any] | None, text: str, is_elsewhere: bool = False) -> Node:
        number, now = self._numbers.next(), self.clock()
        owner = str(person("elsewhere", 7_000_000_000_000)) if is_elsewhere else PAGE
        values = {"message": text, "created_time": iso(now), "from": sender, "status_type": "mobile_status_update",
                  "permalink_url": f"https://www.facebook.com/{owner}/posts/{number}"}
        node = Node(f"{owner}_{number}", "post", values, {"comments": []}, now)
        self.nodes[node.id] = node
        edges = ["tagged"] if is_elsewhere else ["feed", "posts"] if sender and sender["id"] == PAGE else ["feed"]
        for edge in edges:
            self.nodes[PAGE].edges[edge].append(node.id)
        return node

    def _add_comment(self, under: Node, sender: dict[str, Any] | None, text: str) -> Node:
        """A comment; a reply to a reply is put under its comment of the top level."""
        top = self.nodes[under.parent] if under.parent else under
        post = top if top.kind == "post" else self.nodes[str(top.values["post"])]
        number, now = self._numbers.next(), self.clock()
        link = f"{post.values['permalink_url']}?comment_id={number}"
        values = {"message": text, "created_time": iso(now), "from": sender, "permalink_url": link, "post": post.id}
        node = Node(f"{post.id.partition('_')[2]}_{number}", "comment", values, {"comments": []}, now)
        node.parent = top.id if top.kind == "comment" else None
        self.nodes[node.id] = node
        post.edges["comments"].append(node.id)
        if node.parent:
            top.edges["comments"].append(node.id)
        self._tell(node, "add")
        return node

    def _tell(self, node: Node, verb: str, field: str = "feed") -> None:
        value = {"item": "comment" if node.kind == "comment" else "post", "verb": verb,
                 "post_id": node.values.get("post", node.id), "created_time": int(node.created)}
        if node.kind == "comment":
            value |= {"comment_id": node.id, "parent_id": node.parent or node.values["post"]}
        if node.values["from"]:
            value["from"] = node.values["from"]
        if verb != "remove":
            value["message"] = node.values["message"]
        self.tell(field, value)
