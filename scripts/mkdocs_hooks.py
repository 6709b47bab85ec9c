"""Hands MkDocs' events to the disclosure log."""

from disclosure_log.site import (
    on_build_error,
    on_config,
    on_files,
    on_page_content,
    on_page_context,
    on_post_build,
    on_post_page,
    on_pre_build,
    on_startup,
)

__all__ = [
    "on_build_error",
    "on_config",
    "on_files",
    "on_page_content",
    "on_page_context",
    "on_post_build",
    "on_post_page",
    "on_pre_build",
    "on_startup",
]
