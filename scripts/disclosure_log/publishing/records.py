"""Responses that were read once, kept so that making their pages need not read them again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from disclosure_log.model import Catalogue, Response
from disclosure_log.publishing.memo import Memo, digest
from disclosure_log.publishing.scan import RecordFiles, read_checked
from disclosure_log.reading import read

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Response)


class Records:
    """The responses of a log by their files; read from disk where they are not kept.

    `common` is a digest of all that reading depends on beside the file. It can be pickled: each
    process opens the store for itself.
    """

    def __init__(self, root: Path, catalogue: Catalogue, common: bytes, store: Path | None) -> None:
        self._root = root
        self._catalogue = catalogue
        self._common = common
        self._store = store
        self._memo: Memo | None = None

    def response(self, files: RecordFiles) -> Response:
        """The response of a record; ValueError where it can not be read, OSError if it changed."""
        key = self._key(files)
        if self._store is not None:
            raw = self._opened().get_many([key]).get(key)
            if raw is not None:
                try:
                    return _decoder.decode(raw)
                except msgspec.MsgspecError:
                    pass
        raw = read_checked(self._root / files.path, files.digest)
        found = read(files.id, files.path, raw, self._catalogue.sole_authority).response
        if found is None:
            raise ValueError(f"{files.path} can not be read")
        return found

    def keep(self, responses: Iterable[tuple[RecordFiles, bytes]]) -> None:
        """Keep encoded responses for later."""
        if self._store is not None:
            self._opened().put_many((self._key(files), raw) for files, raw in responses)

    def forget_all_but(self, records: Iterable[RecordFiles]) -> None:
        """Drop the responses of records that have changed or gone."""
        if self._store is not None:
            self._opened().forget_all_but(self._key(files) for files in records)

    def close(self) -> None:
        if self._memo is not None:
            self._memo.close()
            self._memo = None

    def _opened(self) -> Memo:
        if self._memo is None:
            self._memo = Memo(self._store)
        return self._memo

    def _key(self, files: RecordFiles) -> bytes:
        return digest(b"response", self._common, files.path, files.digest)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_memo": None}


def encode(response: Response) -> bytes:
    """A response as it is kept."""
    return _encoder.encode(response)
