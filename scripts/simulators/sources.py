"""Which sources streetwork is given in the simulation, by the names of its settings and secrets."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SourcePlan:
    """One source."""

    kind: str
    name: str
    settings: dict[str, str]
    secrets: dict[str, str] = field(default_factory=dict)
    # From one round to the next; short, so that there is something to see.
    interval_seconds: int = 5
    # The platform of the simulator that calls its webhook; None where it is only asked.
    calls_from: str | None = None


def plans(town: dict[str, Any]) -> list[SourcePlan]:
    """The sources for the simulator with this description."""
    telegram, facebook, instagram, tiktok = (town[name] for name in ("telegram", "facebook", "instagram", "tiktok"))
    webdav, address = town["webdav"], town["list"]
    account = {"account-id": instagram["account"], "api": instagram["api"] + "/v25.0"}
    return [
        # Asked by long polling, as behind a router without a public address.
        SourcePlan("telegram-bot", "telegram", {"api": telegram["api"]}, {"token": telegram["token"]}, 1),
        SourcePlan(
            "facebook-page",
            "facebook",
            {"page-id": facebook["page"], "api": facebook["api"] + "/v25.0"},
            graph_secrets(facebook),
            calls_from="facebook",
        ),
        SourcePlan(
            "instagram-account",
            "instagram",
            {**account, "username": instagram["username"]},
            graph_secrets(instagram),
            calls_from="instagram",
        ),
        SourcePlan("instagram-hashtag", "hashtag", {**account, "hashtags": "wohnunglos"}, graph_secrets(instagram)),
        # TikTok takes forty questions of a kind a minute, so it is asked rarely; its webhook is quicker anyway.
        SourcePlan(
            "tiktok-account",
            "tiktok",
            {"business-id": tiktok["businessID"], "api": tiktok["api"] + "/open_api/v1.3"},
            {"token": tiktok["token"], "client-secret": tiktok["appSecret"]},
            60,
            calls_from="tiktok",
        ),
        SourcePlan(
            "webdav",
            "share",
            {"url": webdav["share"], "settle-seconds": "1"},
            {"password": webdav["password"]},
            2,
        ),
        SourcePlan("https-list", "list", {"url": address["url"], "settle-seconds": "1"}, {}, 2),
    ]


def graph_secrets(mine: dict[str, Any]) -> dict[str, str]:
    """What opens the Graph API and proves its calls genuine."""
    return {"token": mine["token"], "app-secret": mine["appSecret"], "verify-token": mine["verifyToken"]}
