"""What counts as this machine: nothing else is listened on, called or believed."""

import ipaddress
from urllib.parse import urlsplit

# The only address that anything here listens on.
HOST = "127.0.0.1"


def is_loopback(host: str | None) -> bool:
    """Whether a host names this machine, told without asking a name server."""
    if host is None:
        return False
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_loopback_url(url: str) -> bool:
    """Whether an address leads to this machine by plain HTTP or HTTPS."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and is_loopback(parts.hostname)
    except ValueError:
        return False


def is_loopback_authority(authority: str) -> bool:
    """Whether the header `Host` of a request names this machine; a foreign name means a page in a browser sent it."""
    try:
        return is_loopback(urlsplit(f"//{authority}").hostname)
    except ValueError:
        return False
