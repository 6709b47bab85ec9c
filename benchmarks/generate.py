"""Write a whole log of invented records: `python benchmarks/generate.py --records 1000 DIR`."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if not __package__:
    sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benchmarks.edits import write_record  # noqa: E402
from benchmarks.records import Plan  # noqa: E402
from benchmarks.words import TOPICS  # noqa: E402

_BATCH = 500
_FEW = 2 * _BATCH
SITE_URL = "https://log.exampleshire.gov.uk/"
_AUTHORITIES = """\
exampleshire-council:
  name: Exampleshire Council
  fictional: true
  legislation: [FOIA, EIR]
  homepage: https://www.exampleshire.gov.uk/
  request_form: https://www.exampleshire.gov.uk/foi
  review: {to: Information Governance Manager, email: info.requests@exampleshire.gov.uk}
  regulator: ico

glenexample-council:
  name: Glenexample Council
  fictional: true
  legislation: [FOISA, EISR]
  homepage: https://www.glenexample.gov.uk/
  request_form: https://www.glenexample.gov.uk/foi
  review: {to: Head of Governance, email: foi@glenexample.gov.uk}
  regulator: osic
"""


def generate(target: Path, plan: Plan, processes: int | None = None) -> None:
    """Write a log into an empty or new folder; ValueError where something lies there."""
    if target.exists() and any(target.iterdir()):
        raise ValueError(f"{target} is not empty")
    write_frame(target)
    batches = [
        range(start, min(start + _BATCH, plan.records)) for start in range(0, plan.records, _BATCH)
    ]
    write = partial(_write_batch, target, plan)
    if plan.records < _FEW or processes == 1:
        for batch in batches:
            write(batch)
        return
    with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        for _ in pool.map(write, batches):
            pass


def write_frame(target: Path) -> None:
    """Write all of a log but its records: settings, bodies, topics and hand-written pages."""
    target.mkdir(parents=True, exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?m)^site_url: .*$", f"site_url: {SITE_URL}", settings)
    (target / "mkdocs.yml").write_text(settings, "utf-8")
    (target / "authorities.yml").write_text(_AUTHORITIES, "utf-8")
    topics = "".join(f"{topic}: {words}\n" for topic, (words, _, _) in sorted(TOPICS.items()))
    (target / "topics.yml").write_text(topics, "utf-8")
    shutil.copytree(ROOT / "docs", target / "docs")
    (target / "responses").mkdir()
    # The theme and the hooks are those of this checkout.
    (target / "scripts").symlink_to(ROOT / "scripts")


def _write_batch(target: Path, plan: Plan, numbers: range) -> None:
    for number in numbers:
        write_record(target, plan.record(number))


def main() -> None:
    """Read the command line and write the log."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=1000, help="how many (1000)")
    options.add_argument("--years", type=int, default=10, help="over how many years (10)")
    options.add_argument("--seed", type=int, default=1, help="another seed, another log (1)")
    options.add_argument("target", metavar="DIR", type=Path, help="an empty or new folder")
    chosen = options.parse_args()
    try:
        generate(chosen.target, Plan(chosen.records, chosen.years, chosen.seed))
    except ValueError as error:
        sys.exit(str(error))
    print(f"{chosen.records:,} records written to {chosen.target}")


if __name__ == "__main__":
    main()
