"""What Facebook's and Instagram's sides of the Graph API have in common."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from deliveries import Deliverer, greets
from faults import Fault
from graph_fields import Field, parse_fields
from graph_nodes import Node, Page, Shape
from graph_words import FAULTS, GraphError, missing, usage_headers
from loopback import is_loopback_url
from messages import Call, NotUnderstood, Reply
from service import Clock, Refused, Service

_VERSION = re.compile(r"v\d+\.\d+")


class Graph(Service):
    """One account with its objects, behind a token."""

    # Set by the platforms.
    account = ""
    token = ""
    app_secret = ""
    verify_token = ""
    usage_kind = ""
    webhook_object = ""
    shapes: Mapping[str, Shape] = {}
    # The most objects of a page, by edge.
    longest_pages: Mapping[str, int] = {}
    # The error for too many calls.
    limit_code = 80001

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.nodes: dict[str, Node] = {}
        self._calls = 0

    # The network.

    def endpoint(self, call: Call) -> str:
        """The method, and the edge or `object`."""
        _, edge = self._split(call.path)
        return f"{call.method} {edge or 'object'}"

    def answer(self, call: Call) -> Reply:
        """Checks the token, then reads or writes."""
        self._calls += 1
        try:
            wanted = call.parameters()
            self._check_access(call, wanted)
            name, edge = self._split(call.path)
            with self.changed:
                value = self.respond(call, self.account if name == "me" else name, edge, wanted)
            reply = Reply.json(value)
        except GraphError as error:
            reply = error.reply()
        except NotUnderstood as error:
            reply = GraphError(100, f"(#100) {error}").reply()
        reply.headers.update(usage_headers(self.account, self.usage_kind, self._calls))
        return reply

    def respond(self, call: Call, name: str, edge: str, wanted: dict[str, Any]) -> Any:
        """The answer to a call with a valid token. Raises GraphError."""
        node = self.node(name)
        if call.method == "POST":
            return self.write(node, edge, wanted)
        if call.method != "GET":
            raise GraphError(100, "Unsupported request")
        fields = parse_fields(str(wanted.get("fields", "")))
        if not edge:
            return self.show(node, fields, call, wanted)
        return self.listing(node, Field(edge, {}, fields), call, wanted)

    def write(self, node: Node, edge: str, wanted: dict[str, Any]) -> Any:
        """Something is published or changed. Raises GraphError."""
        raise GraphError(100, f"Unsupported post request on {edge or node.kind}")

    def trouble(self, fault: Fault, call: Call) -> Reply:
        """The Graph API's words for a trouble."""
        code = fault.code or (self.limit_code if fault.kind == "429" else FAULTS[fault.kind])
        reply = GraphError(code, subcode=463 if code == 190 else None).reply()
        minutes = max(1, round(fault.seconds / 60)) if fault.kind == "429" else 0
        reply.headers.update(usage_headers(self.account, self.usage_kind, self._calls, minutes))
        return reply

    def _split(self, path: str) -> tuple[str, str]:
        parts = [part for part in path.split("/") if part]
        if parts and _VERSION.fullmatch(parts[0]):
            parts = parts[1:]
        return (parts[0] if parts else "", "/".join(parts[1:]))

    def _check_access(self, call: Call, wanted: dict[str, Any]) -> None:
        token = wanted.pop("access_token", None) or call.bearer()
        proof = wanted.pop("appsecret_proof", None)
        if token is None:
            raise GraphError(104, "An access token is required to request this resource.")
        if token != self.token:
            raise GraphError(190, "Error validating access token: The session is invalid", 467)
        right = hmac.new(self.app_secret.encode(), self.token.encode(), hashlib.sha256).hexdigest()
        if proof is not None and proof != right:
            raise GraphError(100, "Invalid appsecret_proof provided in the API argument")

    # Showing.

    def node(self, identifier: str) -> Node:
        """An object. Raises GraphError where there is none."""
        node = self.nodes.get(identifier)
        if node is None:
            raise missing(identifier)
        return node

    def show(self, node: Node, fields: Sequence[Field], call: Call, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """An object with the wanted fields; what it does not have is left out."""
        shape = self.shapes[node.kind]
        fields = fields or tuple(Field(name) for name in shape.usual)
        shape.check(fields, list(node.edges))
        shown: dict[str, Any] = {}
        for one in fields:
            if one.name in node.edges:
                inner = self.listing(node, one, call, one.settings)
                if inner["data"] or "summary" in inner:
                    shown[one.name] = inner
            else:
                value = self.value(node, one, call)
                if value is not None:
                    shown[one.name] = value
        shown["id"] = node.id
        return shown

    def value(self, node: Node, wanted: Field, call: Call) -> Any:
        """The value of a field that is no list; None where the object has none."""
        return node.values.get(wanted.name)

    def listing(self, node: Node, edge: Field, call: Call, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """A page of what hangs on an object."""
        if edge.name not in node.edges:
            raise GraphError(100, f"(#100) Tried accessing nonexisting field ({edge.name})")
        members = self.members(node, edge.name, wanted)
        page = Page.cut(members, wanted, 25, self.longest_pages.get(edge.name, 100))
        path = f"{call.base}/v25.0/{node.id}/{edge.name}?"
        kept = {key: str(value) for key, value in wanted.items() if key not in ("after", "before")}
        address = lambda after: path + urlencode({"access_token": self.token, **kept, "after": after})  # noqa: E731
        shown: dict[str, Any] = {"data": [self.show(member, edge.inner, call, {}) for member in page.nodes]}
        paging = page.paging(address)
        if paging:
            shown["paging"] = paging
        return shown

    def members(self, node: Node, edge: str, wanted: Mapping[str, Any]) -> list[Node]:
        """What hangs on an object, in the order in which it is listed."""
        return [self.nodes[member] for member in node.edges[edge]]

    # Webhooks.

    def subscribe(self, order: dict[str, Any]) -> dict[str, Any]:
        """Greets the address as Meta does, and calls it from now on if it answers rightly."""
        url = str(order["url"])
        if not is_loopback_url(url):
            raise Refused("only addresses on this machine are called")
        if not greets(url, self.verify_token, str(int(self.clock() * 1000))):
            raise Refused("the address did not answer the greeting with the challenge")
        self.unsubscribe()
        with self.changed:
            self.deliverer = Deliverer(url, self.sign, int(order.get("copies", 1)))
        return {"url": url}

    def sign(self, body: bytes) -> dict[str, str]:
        """The signature over the bytes as they are sent."""
        return {"X-Hub-Signature-256": "sha256=" + hmac.new(self.app_secret.encode(), body, hashlib.sha256).hexdigest()}

    def tell(self, field: str, value: dict[str, Any]) -> None:
        """Something happened: the webhook is called where there is one."""
        if self.deliverer:
            change = {"field": field, "value": value}
            entry = {"id": self.account, "time": int(self.clock()), "changes": [change]}
            self.deliverer.put(escaped({"object": self.webhook_object, "entry": [entry]}))


def escaped(value: Any) -> bytes:
    """JSON as Meta sends it: only ASCII, in escapes with small letters, with slashes escaped too."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()
