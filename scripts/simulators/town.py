"""All simulated platforms together, each on its own port."""

import os
import threading
import time
from typing import Any
from urllib.parse import quote

import dropoff
import facebook
import instagram
import telegram
import telegram_people
import tiktok
import tiktok_research
import tiktok_words
from control import Control
from http_server import Server
from service import Clock, Service
from tiktok_videos import Videos


class Town:
    """Serves all platforms until it is closed."""

    def __init__(self, ports: dict[str, int] | None = None, has_limits: bool = True, clock: Clock = time.time) -> None:
        """`ports` by name, `control` among them; the system chooses the others."""
        videos, ports = Videos(clock), ports or {}
        platforms: list[Service] = [
            telegram.Telegram(clock, has_limits),
            facebook.Facebook(clock),
            instagram.Instagram(clock),
            tiktok.TikTok(videos, clock, has_limits),
            tiktok_research.TikTokResearch(videos, clock, has_limits),
            dropoff.WebDAV(clock),
            dropoff.FileList(clock),
        ]
        self.platforms = {platform.name: platform for platform in platforms}
        self._servers = {name: Server(one, ports.get(name, 0)) for name, one in self.platforms.items()}
        self.description = self._describe({name: server.url for name, server in self._servers.items()})
        self._control = Server(Control(self.platforms, self.description, clock), ports.get("control", 0))
        self.description["control"] = self._control.url

    def close(self) -> None:
        """Ends all servers and deliveries."""
        servers = [*self._servers.values(), self._control]
        ends = [threading.Thread(target=server.close) for server in servers]
        for end in ends:
            end.start()
        for end in ends:
            end.join()

    def _describe(self, urls: dict[str, str]) -> dict[str, Any]:
        """Addresses, ids and tokens of everything, all of them invented."""
        share = next(iter(dropoff.WAYS))
        return {
            "pid": os.getpid(),
            "telegram": {
                "api": urls["telegram"],
                "token": telegram.TOKEN,
                "webhookSecret": telegram_people.WEBHOOK_SECRET,
            },
            "facebook": {
                "api": urls["facebook"],
                "page": facebook.PAGE,
                "token": facebook.TOKEN,
                "appSecret": facebook.APP_SECRET,
                "verifyToken": facebook.VERIFY_TOKEN,
            },
            "instagram": {
                "api": urls["instagram"],
                "account": instagram.ACCOUNT,
                "username": instagram.USERNAME,
                "token": instagram.TOKEN,
                "appSecret": instagram.APP_SECRET,
                "verifyToken": instagram.VERIFY_TOKEN,
            },
            "tiktok": {
                "api": urls["tiktok"],
                "businessID": tiktok.BUSINESS_ID,
                "token": tiktok.TOKEN,
                "appSecret": tiktok_words.APP_SECRET,
            },
            "tiktokResearch": {
                "api": urls["tiktokResearch"],
                "clientKey": tiktok_research.CLIENT_KEY,
                "clientSecret": tiktok_research.CLIENT_SECRET,
            },
            "webdav": {
                "url": urls["webdav"] + quote(share) + "/",
                "user": "anonymous",
                "password": dropoff.SHARE_PASSWORD,
                "account": f"{urls['webdav']}/remote.php/dav/files/{dropoff.USER}/Exports/",
                "accountUser": dropoff.USER,
                "accountPassword": dropoff.APP_PASSWORD,
                "share": f"{urls['webdav']}/s/{dropoff.SHARE_TOKEN}",
            },
            "list": {"url": urls["list"] + "/list.txt"},
        }
