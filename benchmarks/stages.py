"""One stage of the log's own build, as a program: `python stages.py pages|search`, in a log.

It is the real `mkdocs build`, MkDocs' own pages included, with some kinds of output left out.
What the checks found before is remembered as always, so a stage is measured after `check`.
"""

from __future__ import annotations

import sys

from mkdocs.__main__ import cli

from disclosure_log.publishing import kinds as engine

#: The kinds of output in each stage; one not named here belongs to a build of everything.
STAGES = {
    "pages": {"response pages", "attachments", "list fronts and exemptions", "pages of lists"},
    "search": {"search index"},
}


def main() -> None:
    """Build the site of the log at hand with the kinds of one stage."""
    stage = STAGES[sys.argv[1]]
    chosen = tuple(kind for kind in engine.KINDS if kind.name in stage)
    if {kind.name for kind in chosen} != stage:
        sys.exit(f"the log has no kinds of output {sorted(stage)}")
    engine.KINDS = chosen
    cli(["build", "--strict", "--quiet"])


if __name__ == "__main__":
    main()
