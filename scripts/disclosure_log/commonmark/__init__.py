"""Response text: CommonMark with tables, read by one engine, so every page shows the same.

Nothing that a record holds reaches a page as markup of its own: raw HTML is shown as it was
typed, images are never loaded, and what comes out is checked tag by tag against a closed list.
"""

from disclosure_log.commonmark.addresses import is_allowed
from disclosure_log.commonmark.constructs import Construct, Kind, constructs
from disclosure_log.commonmark.render import hidden_markers, plain_text, render, render_plain

__all__ = [
    "Construct",
    "Kind",
    "constructs",
    "hidden_markers",
    "is_allowed",
    "plain_text",
    "render",
    "render_plain",
]
