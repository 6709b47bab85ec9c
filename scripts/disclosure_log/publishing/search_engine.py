"""Pagefind at work on one shard: documents in, the files of an index out.

It is spoken to as a service and not by folder: it numbers pages as it meets them, and the order
in which a folder is read differs from one machine to the next. Sent in order, the same documents
give the same bytes everywhere.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from typing import Any

from pagefind_bin import get_executable

from disclosure_log.publishing.search_document import Document

#: One language for the whole log, so that one query searches all of it: English is stemmed, and
#: Welsh, for which Pagefind knows no stems, is matched word by word all the same.
LANGUAGE = "en"


class SearchEngineError(RuntimeError):
    """Pagefind did not do its work; the message is for the person who builds the site."""


def index_files(documents: Sequence[Document]) -> dict[str, bytes]:
    """Every file that Pagefind makes of the documents, by path, pages numbered in their order."""
    requests = list(_requests(documents))
    process = subprocess.Popen(
        [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None

    def send() -> None:
        try:
            for request in requests:
                stdin.write(base64.b64encode(json.dumps(request).encode()) + b",")
            stdin.flush()
        except OSError:  # it stopped: the missing answer tells
            pass

    # It answers while it is asked, and stops at the end of its input: write and read at once.
    writer = threading.Thread(target=send)
    writer.start()
    try:
        received = _answers(iter(lambda: os.read(stdout.fileno(), 1 << 20), b""), len(requests))
        for answer in received:
            if answer["type"] == "Error":
                raise SearchEngineError(
                    f"Pagefind refused to index a response: {answer['message']}"
                )
            if answer["type"] == "GetFiles":
                return {
                    each["path"].replace("\\", "/"): base64.b64decode(each["content"])
                    for each in answer["files"]
                }
        raise SearchEngineError("Pagefind stopped before the search index was made.")
    finally:
        process.kill()
        writer.join()
        stdin.close()
        stdout.close()
        process.wait()


def _requests(documents: Sequence[Document]) -> Iterator[dict[str, object]]:
    config = {"force_language": LANGUAGE, "keep_index_url": True}
    payloads: list[dict[str, object]] = [{"type": "NewIndex", "config": config}]
    payloads += [
        {
            "type": "AddRecord",
            "index_id": 0,
            "url": each.id,
            "content": each.words,
            "language": LANGUAGE,
            "meta": {"title": each.title},
        }
        for each in documents
    ]
    payloads.append({"type": "GetFiles", "index_id": 0})
    for number, payload in enumerate(payloads, start=1):
        yield {"message_id": number, "payload": payload}


def _answers(chunks: Iterator[bytes], expected: int) -> Iterator[dict[str, Any]]:
    """The payloads of the answers, as they come, each base64 ended by a comma."""
    rest: list[bytes] = []
    for chunk in chunks:
        *ended, last = chunk.split(b",")
        for piece in ended:
            rest.append(piece)
            raw = b"".join(rest).strip()
            rest.clear()
            yield json.loads(base64.b64decode(raw))["payload"]
            expected -= 1
            if not expected:
                return
        rest.append(last)
