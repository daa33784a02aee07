"""How the Graph API words its errors, and the headers that tell how much of a limit is used."""

import json
from typing import Any

from messages import Reply

# Number → type, words, status.
ERRORS: dict[int, tuple[str, str, int]] = {
    1: ("OAuthException", "An unknown error occurred", 500),
    2: ("OAuthException", "Service temporarily unavailable", 500),
    4: ("OAuthException", "(#4) Application request limit reached", 403),
    10: ("OAuthException", "(#10) This endpoint requires a permission that was not granted", 403),
    17: ("OAuthException", "(#17) User request limit reached", 400),
    32: ("OAuthException", "(#32) Page request limit reached", 403),
    100: ("GraphMethodException", "(#100) Invalid parameter", 400),
    190: ("OAuthException", "Error validating access token: The session has been invalidated", 400),
    200: ("OAuthException", "(#200) Permissions error", 403),
    368: ("OAuthException", "(#368) The action attempted has been deemed abusive or is otherwise disallowed", 400),
    506: ("OAuthException", "(#506) Duplicate status message", 400),
    613: ("OAuthException", "(#613) Calls to this api have exceeded the rate limit.", 400),
    80001: ("OAuthException", "(#80001) There have been too many calls to this Page account.", 400),
    80002: ("OAuthException", "(#80002) There have been too many calls to this Instagram account.", 400),
}
# What the kinds of faults are called here, unless the order names a number.
FAULTS = {"429": 80001, "500": 2, "401": 190, "403": 10, "409": 1}


class GraphError(Exception):
    """A call that is refused."""

    def __init__(self, code: int, words: str | None = None, subcode: int | None = None) -> None:
        super().__init__(words or code)
        self.code, self.words, self.subcode = code, words, subcode

    def reply(self) -> Reply:
        """The refusal as it is sent."""
        kind, usual, status = ERRORS.get(self.code, ("OAuthException", "An error occurred", 400))
        error: dict[str, Any] = {"message": self.words or usual, "type": kind, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        if self.code in (1, 2):
            error["is_transient"] = True
        error["fbtrace_id"] = "AbCdEfGhIjK1234567890zz"
        return Reply.json({"error": error}, status)


def missing(identifier: str) -> GraphError:
    """An object that is not there, or may not be seen."""
    words = (
        f"Unsupported get request. Object with ID '{identifier}' does not exist, cannot be loaded due to missing"
        " permissions, or does not support this operation."
    )
    return GraphError(100, words, 33)


def usage_headers(account: str, kind: str, calls: int, minutes: int = 0) -> dict[str, str]:
    """How much of the limits is used, in percent, and after how many minutes calls are taken again.

    Full only where a fault was ordered: else a long run would stop by itself."""
    percent = 100 if minutes else min(calls // 48, 79)
    app = {"call_count": percent, "total_time": percent // 2, "total_cputime": percent // 2}
    case = {**app, "type": kind, "estimated_time_to_regain_access": minutes}
    return {
        "X-App-Usage": json.dumps(app),
        "X-Business-Use-Case-Usage": json.dumps({account: [case]}),
        "facebook-api-version": "v25.0",
    }
