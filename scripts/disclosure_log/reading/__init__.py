"""Text on disk to plain data that knows its lines, to a Response; findings on the way, no I/O."""

from __future__ import annotations

from disclosure_log.reading.catalogue import read_catalogue, redirects_source
from disclosure_log.reading.mend import fix
from disclosure_log.reading.record import Reading, read
from disclosure_log.reading.source import Source

__all__ = ["Reading", "Source", "fix", "read", "read_catalogue", "redirects_source"]
