"""The command line: what an officer types, and nothing that another program could not call."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NoReturn

import click

from disclosure_log import __version__
from disclosure_log.checks import Context, known_to
from disclosure_log.finding import Finding, Severity
from disclosure_log.history import NoSuchRevisionError, record_ids_at
from disclosure_log.progress import TerminalProgress
from disclosure_log.project import (
    SHARED_FILES,
    NotALogError,
    Project,
    find_root,
    open_project,
    today,
)
from disclosure_log.publishing.garbage import collect_seldom
from disclosure_log.publishing.judge import finding_of, judge_record
from disclosure_log.publishing.listed import (
    CanaryMissedError,
    find_listed,
    find_listed_in,
    inspect_loose,
)
from disclosure_log.publishing.memo import write_whole
from disclosure_log.publishing.overview import scanned
from disclosure_log.publishing.survey import Survey, survey
from disclosure_log.reading import fix
from disclosure_log.report import Format, as_text, github_summary, report

COULD_NOT_RUN = 2

_ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds mkdocs.yml and responses/; else it is looked for from here up.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="disclosure-log")
def main() -> None:
    """Check and publish a public authority's Freedom of Information responses."""
    collect_seldom()


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@_ROOT
@click.option(
    "--format",
    "dialect",
    type=click.Choice([each.value for each in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="Who reads the findings: a person, a program, or a build service.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.option("--fix", "mend", is_flag=True, help="First mend, in the files, what is certain.")
@click.option(
    "--base",
    metavar="REVISION",
    help="A Git revision: a record that it had and that is gone is a finding.",
)
@click.option(
    "--requester",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name that must stand nowhere, such as the requester's. It is kept nowhere.",
)
@click.option(
    "--words",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of names and words that must stand nowhere, one a line. Keep it out of the log.",
)
def check(
    paths: tuple[Path, ...],
    root: Path | None,
    dialect: str,
    strict: bool,
    mend: bool,
    base: str | None,
    names: tuple[str, ...],
    words: Path | None,
) -> None:
    """Check every record of the log, or those at each PATH.

    A PATH may also be any other file: it is inspected as an attachment would be, and what it would
    give away is said. Nothing that is found is ever shown.

    Exit status: 0 nothing wrong (warnings allowed), 1 errors found, 2 could not run.
    """
    for path in paths:
        if not path.exists():
            _stop(f"There is no file or folder {click.format_filename(path)}.")
    sought = (*names, *(_lines_of(words) if words else ()))
    try:
        _check(paths, root, Format(dialect), strict=strict, mend=mend, base=base, sought=sought)
    except CanaryMissedError:
        _stop(
            "The inspection of files does not work as it should on this computer: it passed a file "
            "that is known to be bad. Nothing was checked. Install the program again."
        )
    except OSError as error:
        _stop(f"{click.format_filename(error.filename or 'A file')} could not be read or written.")


def _check(
    paths: tuple[Path, ...],
    root: Path | None,
    dialect: Format,
    *,
    strict: bool,
    mend: bool,
    base: str | None,
    sought: Collection[str],
) -> None:
    project = _project_or_none(root, paths)
    if project is None:
        findings, files = _loose(paths, None, sought)
        site_url = ""
    else:
        if mend:
            _mend(project, paths)
        vanished = _vanished(project, base)
        with TerminalProgress() as progress:
            whole = survey(project, today(), scanned(project), progress=progress, vanished=vanished)
        findings, files = _chosen(project, whole, paths, sought)
        site_url = project.settings.site_url
    if paths and not files and not findings:
        _stop("There is nothing to check there: no record, and no file that belongs to one.")
    _say(findings, files, dialect, site_url)
    failed = any(strict or finding.severity is Severity.ERROR for finding in findings)
    sys.exit(1 if failed else 0)


@main.command()
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--force", is_flag=True, help="Write over files that are there already.")
def clean(path: Path, force: bool) -> None:
    """Write the publishable form of FILE beside it, and say what was left out.

    A workbook becomes a CSV file for each sheet that is seen, a document becomes Markdown, a
    picture or PDF loses what it carries along. FILE itself is never changed.

    Exit status: 0 written or nothing to do, 1 it can not be made safe, 2 could not run.
    """
    from disclosure_log.leaks.clean import CannotCleanError, clean_file

    try:
        cleaned = clean_file(path.name, path.read_bytes())
    except CannotCleanError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError:
        _stop(f"{click.format_filename(path)} could not be read.")
    there = [name for name, _ in cleaned.files if path.with_name(name).exists()]
    if there and not force:
        _stop(f"{click.format_filename(there[0])} is there already; add --force to write over it.")
    for name, raw in cleaned.files:
        write_whole(path.with_name(name), raw)
        click.echo(click.format_filename(path.with_name(name)))
    for what in cleaned.dropped:
        click.echo(f"Left out: {what}", err=True)
    if not cleaned.files:
        click.echo("It is publishable as it is.", err=True)


@main.command("render")
@click.argument("target", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@_ROOT
def render_(target: Path, root: Path | None) -> None:
    """Write every page as Markdown with front matter below DIR, for any site generator.

    Exit status: 0 written, 1 the records have errors and nothing was written, 2 could not run.
    """
    # All that makes pages: a check, which is run after every edit, does without.
    from disclosure_log.publishing.edition import Edition
    from disclosure_log.publishing.kind import Bench
    from disclosure_log.publishing.kinds import KINDS
    from disclosure_log.publishing.render import NotOursError, render

    project = _project(root, ())
    with TerminalProgress() as progress:
        edition = Edition(project, today(), progress)
        if edition.survey.failed:
            files = len(edition.snapshot.records)
            _say(edition.survey.findings, files, Format.TEXT, project.settings.site_url)
            sys.exit(1)
        log = edition.log
    bench = Bench(project.root, project.cache, edition.records, project.catalogue, project.settings)
    try:
        pages = render(log, bench, KINDS, project.root / project.settings.docs_dir, target)
    except NotOursError as error:
        _stop(str(error))
    click.echo(f"{pages:,} pages written to {click.format_filename(target)}.", err=True)


def _project(root: Path | None, paths: tuple[Path, ...]) -> Project:
    """The log around the folder given, the one at hand, or the files named; in that order."""
    near = [Path.cwd(), *(path.resolve().parent for path in paths)]
    problem = ""
    for start in near if root is None else [root.resolve()]:
        try:
            return open_project(find_root(start))
        except NotALogError as error:
            problem = problem or str(error)
    return _stop(problem)


def _project_or_none(root: Path | None, paths: tuple[Path, ...]) -> Project | None:
    """The log at hand; None where there is none and only loose files are asked for."""
    loose = bool(paths) and root is None and all(path.is_file() for path in paths)
    if not loose or any(path.suffix in _RECORD_ENDINGS for path in paths):
        return _project(root, paths)
    for start in [Path.cwd(), *(path.resolve().parent for path in paths)]:
        try:
            return open_project(find_root(start))
        except NotALogError:
            continue
    return None


def _lines_of(path: Path) -> list[str]:
    """The words of a list: a line each, but for empty ones and those that begin with a hash."""
    lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(COULD_NOT_RUN)


def _vanished(project: Project, base: str | None) -> frozenset[str]:
    if base is None:
        return frozenset()
    try:
        before = record_ids_at(project.root, base)
    except NoSuchRevisionError as error:
        _stop(str(error))
    return frozenset(
        each for each in before if not (project.root / "responses" / f"{each}.yaml").is_file()
    )


def _chosen(
    project: Project, whole: Survey, paths: tuple[Path, ...], sought: Collection[str]
) -> tuple[tuple[Finding, ...], int]:
    """The findings at the paths asked for, and how many files were looked at for them."""
    records = [files.path for files in whole.snapshot.records]
    if not paths:
        listed = find_listed(whole.snapshot.records, project.root, sought)
        return tuple(sorted({*whole.findings, *listed})), len(records)
    root = project.root.resolve()
    tops: list[str] = []
    loose: list[Path] = []
    for path in paths:
        resolved = path.resolve()
        place = resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else None
        if place is not None and (place == "." or place.split("/")[0] in _OF_THE_LOG):
            record = _record_of(place, records)
            tops += [record, record.removesuffix(".yaml")] if record in records else [record]
        else:
            loose += _files_in(path)
    is_chosen = _under(tops)
    inside = [files for files in whole.snapshot.records if is_chosen(files.path)]
    findings = {each for each in whole.findings if is_chosen(each.path)}
    findings |= set(find_listed(inside, project.root, sought))
    told, count = _loose(loose, project, sought)
    return tuple(sorted({*findings, *told})), len(inside) + count


def _loose(
    paths: Sequence[Path], project: Project | None, sought: Collection[str]
) -> tuple[tuple[Finding, ...], int]:
    """What is wrong with files outside the log, and how many they are."""
    findings: set[Finding] = set()
    catalogue = project.catalogue if project else None
    for path in paths:
        if path.suffix in _RECORD_ENDINGS and project is not None:
            name = click.format_filename(path)
            record_id = f"{path.resolve().parent.name}/{path.stem}"
            context = Context(today(), project.catalogue)
            raw = path.read_bytes()
            verdict, _ = judge_record(record_id, name, raw, None, context)
            findings |= {*verdict.findings, *find_listed_in(name, raw, sought)}
    others = [path for path in paths if path.suffix not in _RECORD_ENDINGS]
    known = known_to(catalogue, sought)
    for path, leaks in zip(others, inspect_loose(others, known), strict=True):
        findings |= {finding_of(click.format_filename(path), leak) for leak in leaks}
    return tuple(sorted(findings)), len(paths)


_RECORD_ENDINGS = (".yaml", ".yml")
_OF_THE_LOG = ("responses", *SHARED_FILES)


def _record_of(place: str, records: list[str]) -> str:
    """The record that an attachment belongs to; any other place is itself."""
    parts = place.split("/")
    record = "/".join(parts[:3]) + ".yaml"
    return record if len(parts) > 3 or (len(parts) == 3 and record in records) else place


def _under(tops: Collection[str]) -> Callable[[str], bool]:
    """Whether a path is one of those asked for, or lies below one."""
    everything, same, below = "." in tops, frozenset(tops), tuple(f"{top}/" for top in tops)
    return lambda path: everything or path in same or path.startswith(below)


def _files_in(path: Path) -> list[Path]:
    """The files outside the log at a path: the file itself, or all below a folder."""
    if path.is_dir():
        return sorted(each for each in path.rglob("*") if each.is_file())
    return [path]


def _mend(project: Project, paths: tuple[Path, ...]) -> None:
    """Make the certain mends in the files asked for, and say which."""
    tops = [path.resolve() for path in paths] or [project.root.resolve() / "responses"]
    for top in tops:
        for path in sorted(top.rglob("*.yaml")) if top.is_dir() else [top]:
            if path.suffix not in (".yaml", ".yml") or path.is_symlink() or not path.is_file():
                continue
            name = click.format_filename(
                path.relative_to(project.root) if path.is_relative_to(project.root) else path
            )
            mended, done = fix(name, path.read_bytes())
            if done:
                write_whole(path, mended)
                for what in done:
                    click.echo(f"Mended {name}: {what}", err=True)


def _say(findings: tuple[Finding, ...], files: int, dialect: Format, site_url: str) -> None:
    if dialect is Format.TEXT:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = max(40, min(100, shutil.get_terminal_size().columns))
        text = as_text(findings, files, site_url=site_url, colour=colour, width=width)
    else:
        text = report(findings, files, dialect, site_url=site_url)
    click.echo(text, nl=False)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if dialect is Format.GITHUB and summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(github_summary(findings, files, site_url=site_url))


if __name__ == "__main__":
    main()
