"""The site as a host would serve it: compressed where hosts compress, and every byte counted."""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv"}


@dataclass(frozen=True)
class Sent:
    path: str
    status: int
    size: int


@dataclass
class Server:
    """A served folder; `sent` grows by every answer."""

    address: str
    sent: list[Sent] = field(default_factory=list)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder on this machine alone."""

    @cache
    def packed(path: Path) -> bytes:
        return gzip.compress(path.read_bytes(), 6)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            address = unquote(urlsplit(self.path).path)
            path = folder / address.lstrip("/")
            status = 200
            if path.is_dir():
                path /= "index.html"
            if not path.is_file():
                status = 404
                path = folder / address.split("/")[1] / "404.html"
            if not path.is_file():
                self._answer(404, b"", "text/plain", packed=False)
                return
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            small = path.suffix in _TEXT
            body = packed(path) if small else path.read_bytes()
            self._answer(status, body, kind, packed=small)

        def _answer(self, status: int, body: bytes, kind: str, *, packed: bool) -> None:
            server.sent.append(Sent(urlsplit(self.path).path, status, len(body)))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
