"""A Nextcloud share that is read through WebDAV, and a page that lists the addresses of files."""

import base64
import re
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from dropoff_files import File, Folder, post_lines, telegram_export
from faults import Fault
from messages import Call, Reply
from service import Clock, Refused, Service

SHARE_TOKEN = "SimulatedShare01"
SHARE_PASSWORD = "simulated share: password 0001"
USER, APP_PASSWORD = "simulated", "simulated-app-password-0001"
# Where the folder is found → who gets in, as user and password.
WAYS: dict[str, list[tuple[str, str]]] = {
    f"/public.php/dav/files/{SHARE_TOKEN}": [("anonymous", SHARE_PASSWORD), (SHARE_TOKEN, SHARE_PASSWORD)],
    "/public.php/webdav": [(SHARE_TOKEN, SHARE_PASSWORD)],
    f"/remote.php/dav/files/{USER}/Exports": [(USER, APP_PASSWORD)],
}
XML = "application/xml; charset=utf-8"
WORDS = {401: "NotAuthenticated", 403: "Forbidden", 404: "NotFound", 405: "MethodNotAllowed", 409: "Conflict",
         429: "TooManyRequests", 500: "InternalServerError"}


class Dropoff(Service):
    """What share and list have in common: files, laid there through the control interface."""

    def __init__(self, clock: Clock = time.time) -> None:
        super().__init__(clock)
        self.folder = Folder(clock)

    def publish(self, order: dict[str, Any]) -> dict[str, Any]:
        """Lays a file there: one with the post (`place`, `author`, `text`), or `file` with `content`."""
        with self.changed:
            number = 501 + len(self.posted)
            if "file" in order:
                name, body = str(order["file"]), str(order.get("content", "")).encode()
            else:
                name, body = self.export(order, number)
            self.folder.put(name, body)
            return {**self.note_post(str(number), self.name, order), "file": name}

    def export(self, order: dict[str, Any], number: int) -> tuple[str, bytes]:
        """Name and bytes of an export that holds a post."""
        raise NotImplementedError

    def edit(self, order: dict[str, Any]) -> dict[str, Any]:
        """Changes a file: `file`, `content`."""
        with self.changed:
            if order.get("file") not in self.folder.files:
                raise Refused("there is no such file")
            self.folder.put(str(order["file"]), str(order.get("content", "")).encode())
            return {"file": order["file"]}

    def delete(self, order: dict[str, Any]) -> dict[str, Any]:
        """Takes a file away: `file`."""
        with self.changed:
            if self.folder.files.pop(str(order.get("file")), None) is None:
                raise Refused("there is no such file")
            return {"file": order["file"]}


class WebDAV(Dropoff):
    """A share and an account of a Nextcloud."""

    name = "webdav"

    def endpoint(self, call: Call) -> str:
        """The method."""
        return call.method

    def export(self, order: dict[str, Any], number: int) -> tuple[str, bytes]:
        """An export of Telegram Desktop in its own folder, with a blank in the name as people have them."""
        return f"Export {number}/result.json", telegram_export(order, number, self.clock())

    def answer(self, call: Call) -> Reply:
        """Lists a folder or hands out a file, to those who say who they are without being asked."""
        way = next((way for way in WAYS if call.path == way or call.path.startswith(way + "/")), None)
        if way is None:
            return Reply.text("<!DOCTYPE html><html><title>Files</title></html>", 404, "text/html")
        if not may_enter(call, WAYS[way]):
            return refusal(401)
        inside = call.path[len(way) :].strip("/")
        with self.changed:
            if call.method == "PROPFIND":
                return self._list(call, way, inside)
            if call.method not in ("GET", "HEAD"):
                return refusal(405)
            file = self.folder.files.get(inside)
            return hand_out(call, file) if file else refusal(404)

    def trouble(self, fault: Fault, call: Call) -> Reply:
        """The server's words for a trouble."""
        reply = refusal(fault.code or int(fault.kind))
        if fault.kind == "429":
            reply.headers["Retry-After"] = str(int(fault.seconds))
        return reply

    def _list(self, call: Call, way: str, inside: str) -> Reply:
        depth = call.headers.get("depth", "infinity")
        if depth not in ("0", "1"):
            return refusal(403)
        files, folders = self.folder.files, self.folder.folders()
        if inside in files:
            return multistatus([file_entry(way, files[inside])])
        if inside and inside not in folders:
            return refusal(404)
        entries = [folder_entry(way, inside, self._mark(inside))]
        if depth == "1":
            entries += [folder_entry(way, name, self._mark(name)) for name in folders if parent(name) == inside]
            entries += [file_entry(way, file) for name, file in sorted(files.items()) if parent(name) == inside]
        return multistatus(entries)

    def _mark(self, inside: str) -> str:
        """The etag of a folder: it changes with everything below it."""
        below = [file.name + file.etag for file in self.folder.files.values() if file.name.startswith(inside)]
        return File(inside, "".join(sorted(below)).encode(), 0, 0).etag


class FileList(Dropoff):
    """A web server with a page that lists files, one address a line."""

    name = "list"

    def endpoint(self, call: Call) -> str:
        """`page` or `file`."""
        return "file" if call.path.startswith("/files/") else "page"

    def export(self, order: dict[str, Any], number: int) -> tuple[str, bytes]:
        """A file with one line."""
        return f"posts-{number}.jsonl", post_lines(order, number, self.clock())

    def answer(self, call: Call) -> Reply:
        """The page at /list.txt, the files below /files/."""
        with self.changed:
            if call.path == "/list.txt":
                lines = [f"{call.base}/files/{quote(name)}\n" for name in sorted(self.folder.files)]
                return Reply.text("".join(lines))
            file = self.folder.files.get(call.path.removeprefix("/files/"))
            return hand_out(call, file) if file else Reply.text("Not found\n", 404)


def may_enter(call: Call, known: Sequence[tuple[str, str]]) -> bool:
    """Whether user and password are among those that are known."""
    scheme, _, packed = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        user, _, password = base64.b64decode(packed, validate=True).decode().partition(":")
    except ValueError:
        return False
    return (user, password) in known


def hand_out(call: Call, file: File) -> Reply:
    """A file, a part of it, or the word that it has not changed."""
    headers = {"ETag": f'"{file.etag}"', "Last-Modified": file.modified, "Accept-Ranges": "bytes"}
    wanted = [mark.strip().removeprefix("W/").strip('"') for mark in call.headers.get("if-none-match", "").split(",")]
    if file.etag in wanted:
        return Reply(304, b"", file.kind, headers)
    part = re.fullmatch(r"bytes=(\d+)-(\d*)", call.headers.get("range", ""))
    if part is None or call.headers.get("if-range", headers["ETag"]) != headers["ETag"]:
        return Reply(200, file.body, file.kind, headers)
    start, length = int(part[1]), len(file.body)
    if start >= length:
        return Reply(416, b"", file.kind, {**headers, "Content-Range": f"bytes */{length}"})
    end = min(int(part[2] or length - 1), length - 1)
    headers["Content-Range"] = f"bytes {start}-{end}/{length}"
    return Reply(206, file.body[start : end + 1], file.kind, headers)


def parent(name: str) -> str:
    """The folder that a file or folder lies in."""
    return name.rpartition("/")[0]


def file_entry(way: str, file: File) -> str:
    """A file in a listing."""
    values = (
        f"<d:getlastmodified>{file.modified}</d:getlastmodified><d:getcontentlength>{len(file.body)}"
        f"</d:getcontentlength><d:getetag>&quot;{file.etag}&quot;</d:getetag>"
        f"<d:getcontenttype>{file.kind}</d:getcontenttype><d:resourcetype/><oc:fileid>{file.number}</oc:fileid>"
        f"<oc:size>{len(file.body)}</oc:size>"
    )
    return entry(quote(f"{way}/{file.name}"), values, "<oc:checksums/>")


def folder_entry(way: str, inside: str, etag: str) -> str:
    """A folder in a listing; its address ends with a slash."""
    values = f"<d:getetag>&quot;{etag}&quot;</d:getetag><d:resourcetype><d:collection/></d:resourcetype>"
    missing = "<d:getcontentlength/><d:getcontenttype/><oc:checksums/>"
    return entry(quote(f"{way}/{inside}".rstrip("/") + "/"), values, missing)


def entry(href: str, values: str, missing: str) -> str:
    """One response of a listing: what there is, and what was asked for in vain."""
    status: Callable[[str, str], str] = lambda props, words: (  # noqa: E731
        f"<d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 {words}</d:status></d:propstat>"
    )
    inner = status(values, "200 OK") + status(missing, "404 Not Found")
    return f"<d:response><d:href>{escape(href)}</d:href>{inner}</d:response>"


def multistatus(entries: list[str]) -> Reply:
    """A listing."""
    head = '<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"'
    body = f'{head} xmlns:oc="http://owncloud.org/ns">{"".join(entries)}</d:multistatus>\n'
    return Reply.text(body, 207, XML)


def refusal(status: int) -> Reply:
    """An error as Nextcloud words it; without asking for a password, which some versions leave out."""
    name = WORDS.get(status, "ServiceUnavailable")
    body = (
        '<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">'
        f"<s:exception>Sabre\\DAV\\Exception\\{name}</s:exception><s:message>{name}</s:message></d:error>\n"
    )
    return Reply.text(body, status, XML)
