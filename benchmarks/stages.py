"""One stage of the log's own build, as a program: `python stages.py pages|search`, in a log.

It is the real `mkdocs build`, MkDocs' own pages included, with some kinds of output left out.
What the checks found before is remembered as always, so a stage is measured after `check`.
"""

from __future__ import annotations

import sys

from mkdocs.__main__ import cli

from disclosure_log import site
from disclosure_log.publishing.kinds import KINDS

#: The kinds of output in each stage; one not named here belongs to a build of everything.
STAGES = {
    "pages": {"response pages", "attachments", "list fronts and exemptions", "pages of lists"},
    "search": {"search index"},
}


def main() -> None:
    """Build the site of the log at hand with the kinds of one stage."""
    stage = STAGES[sys.argv[1]]
    kinds = tuple(kind for kind in KINDS if kind.name in stage)
    engine = vars(site)
    if {kind.name for kind in kinds} != stage or "KINDS" not in engine:
        sys.exit(f"the log has no kinds of output {sorted(stage)}")
    engine["KINDS"] = kinds
    cli(["build", "--strict", "--quiet"])


if __name__ == "__main__":
    main()
