"""The control interface: lets people post, orders troubles, tells what happened."""

from collections.abc import Callable, Mapping
from typing import Any

from faults import KINDS, Fault
from graph_words import GraphError
from messages import Call, NotUnderstood, Reply
from service import Clock, Refused, Service
from telegram import Telegram

HELP = """The control interface of the simulator. Docs/simulation.md says more.

GET  /state                                        what was posted, answered and asked
POST /publish     {platform, place, author, text}  somebody posts
POST /edit        {platform, externalID, text}     somebody changes a post, or {…, hidden}
POST /delete      {platform, externalID}           somebody deletes one
POST /move        {platform, place}                a Telegram group becomes a supergroup
POST /subscribe   {platform, url}                  the platform calls this address from now on
POST /unsubscribe {platform}                       … and no more
POST /fault       {platform, kind, times}          the next calls go wrong
POST /faults/clear {platform}                      … or not
Kinds of faults:
""" + "".join(f"  {kind:8} {meaning}\n" for kind, meaning in KINDS.items())


class Control(Service):
    """One interface for all platforms."""

    name = "control"

    def __init__(self, platforms: Mapping[str, Service], description: dict[str, Any], clock: Clock) -> None:
        super().__init__(clock)
        self._platforms = platforms
        self._description = description
        self._orders: dict[str, Callable[[Service, dict[str, Any]], Any]] = {
            "/publish": lambda platform, order: platform.publish(order),
            "/edit": lambda platform, order: platform.edit(order),
            "/delete": lambda platform, order: platform.delete(order),
            "/move": self._move,
            "/subscribe": lambda platform, order: platform.subscribe(order),
            "/unsubscribe": lambda platform, order: platform.unsubscribe(),
            "/fault": self._fault,
            "/faults/clear": self._clear,
        }

    def endpoint(self, call: Call) -> str:
        """The path."""
        return f"{call.method} {call.path}"

    def answer(self, call: Call) -> Reply:
        """Does what is ordered. A page in a browser may order nothing: it would name its origin."""
        if "origin" in call.headers:
            return Reply.json({"error": "not for pages in a browser"}, 403)
        if call.method == "GET":
            return self._tell(call)
        perform = self._orders.get(call.path)
        if perform is None or call.method != "POST":
            return Reply.json({"error": "no such order; GET / lists them"}, 404)
        try:
            order = call.json()
            platform = self._platforms.get(str(order.get("platform")))
            if platform is None:
                raise Refused(f"platform is one of {', '.join(self._platforms)}")
            return Reply.json(perform(platform, order) or {})
        except KeyError as error:
            return Reply.json({"error": f"{error.args[0]} is missing"}, 400)
        except (Refused, NotUnderstood, GraphError, ValueError) as error:
            return Reply.json({"error": f"{error}"}, 400)

    def _tell(self, call: Call) -> Reply:
        if call.path == "/":
            return Reply.text(HELP)
        if call.path == "/description":
            return Reply.json(self._description)
        if call.path != "/state":
            return Reply.json({"error": "GET knows /, /state and /description"}, 404)
        state = {}
        for name, platform in self._platforms.items():
            with platform.changed:
                state[name] = platform.state()
        return Reply.json(state)

    def _move(self, platform: Service, order: dict[str, Any]) -> Any:
        if not isinstance(platform, Telegram):
            raise Refused("only groups of Telegram move")
        return platform.move(order)

    def _fault(self, platform: Service, order: dict[str, Any]) -> Any:
        fault = Fault.read(order)
        with platform.changed:
            platform.faults.add(fault)
        return vars(fault)

    def _clear(self, platform: Service, order: dict[str, Any]) -> Any:
        with platform.changed:
            platform.faults.clear()
