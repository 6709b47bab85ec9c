"""The harness: what it counts, in which order it runs, and how it tells."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml
from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.browser import Search  # noqa: E402
from benchmarks.measure import Cost, FailedError  # noqa: E402
from benchmarks.peers import PEERS  # noqa: E402
from benchmarks.peers.mkdocs import settings  # noqa: E402
from benchmarks.peers.peer import (  # noqa: E402
    CONTENT,
    TITLE,
    Content,
    empty_shell,
    link_pages,
    shell_with,
)
from benchmarks.peers.tools import tools_at  # noqa: E402
from benchmarks.records import Plan  # noqa: E402
from benchmarks.results import Figure, Size, as_json, budgets, growth  # noqa: E402
from benchmarks.run import alternate, check_site  # noqa: E402
from benchmarks.serving import serving  # noqa: E402
from benchmarks.table import seconds, size_of, whole  # noqa: E402

from benchmarks import measure, ours, stages  # noqa: E402
from disclosure_log.publishing.kinds import KINDS  # noqa: E402

COST = Cost(wall=2.0, cpu=3.0, largest=50 << 20, tree=80 << 20, status=0)


def page(site: Path, address: str) -> None:
    path = site / address / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text("<p>A page</p>", "utf-8")


def size(records: int = 1_000, wall: float = 2.0, **more: object) -> Size:
    figure = Figure.of([replace(COST, wall=wall)], 10, 2_000_000)
    made = Size(
        records=records,
        stages=dict.fromkeys(ours.STAGES, figure),
        peers={peer.name: replace(figure, wall=4 * wall) for peer in PEERS},
        pages=ours.PageSizes(6_000, 9_000, 30_000),
        searches=(Search("council", 123_456, 90_000, 230.4, 30.0, "905 responses"),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def printed(sizes: dict[int, Size], width: int = 80) -> str:
    told = io.StringIO()
    Console(file=told, width=width).print(whole(sizes, {peer.name: peer.about for peer in PEERS}))
    return told.getvalue()


class TestPageCounts:
    def test_only_pages_of_responses_are_counted(self, tmp_path: Path) -> None:
        for address in (
            *("responses/2024/one", "responses/2024/two", "responses/2025/three"),
            *("responses/2024", "responses/2024/page/1", "responses/topics/parking/2024"),
        ):
            (tmp_path / address).mkdir(parents=True, exist_ok=True)
            (tmp_path / address / "index.html").write_text("", "utf-8")
        assert ours.response_pages(tmp_path) == 3

    def test_a_whole_site_passes(self, tmp_path: Path) -> None:
        page(tmp_path, "responses/2024/one")
        page(tmp_path, "about")
        check_site(tmp_path, records=1, pages=2)

    def test_a_site_without_its_responses_is_no_run(self, tmp_path: Path) -> None:
        page(tmp_path, "about")
        with pytest.raises(FailedError, match="0 response pages of 5"):
            check_site(tmp_path, records=5, pages=1)

    def test_a_site_without_its_lists_is_no_run(self, tmp_path: Path) -> None:
        page(tmp_path, "responses/2024/one")
        with pytest.raises(FailedError, match="1 pages of 9"):
            check_site(tmp_path, records=1, pages=9)


class TestRuns:
    def test_subjects_take_turns(self) -> None:
        order = []

        def subject(name: str) -> Callable[[int], Iterator[tuple[str, Cost]]]:
            def run(number: int) -> Iterator[tuple[str, Cost]]:
                order.append(f"{name}{number}")
                yield name, COST

            return run

        found = alternate({"a": subject("a"), "b": subject("b")}, 2, lambda _: (1, 2))
        assert order == ["a0", "b0", "a1", "b1"]
        assert len(found["a"]) == len(found["b"]) == 2
        assert found.left == {"a": (1, 2), "b": (1, 2)}

    def test_one_that_fails_is_named_and_not_run_again(self) -> None:
        def failing(_number: int) -> Iterator[tuple[str, Cost]]:
            yield from ()
            raise FailedError("0 response pages of 5")

        def working(_number: int) -> Iterator[tuple[str, Cost]]:
            yield "b", COST

        found = alternate({"a": failing, "b": working}, 3, lambda _: (1, 2))
        assert found.failures == {"a": "0 response pages of 5"}
        assert len(found["b"]) == 3

    def test_each_run_corrects_other_records(self) -> None:
        plan = Plan(1_000)
        pairs = [ours.changeable(plan, number) for number in range(5)]
        ids = [head.id for pair in pairs for head in pair]
        assert len(set(ids)) == len(ids)

    def test_the_stages_name_kinds_that_the_log_has(self) -> None:
        assert set().union(*stages.STAGES.values()) <= {kind.name for kind in KINDS}


class TestMeasuring:
    def test_a_program_is_measured_with_those_it_starts(self, tmp_path: Path) -> None:
        inner = "held = bytearray(60_000_000); import time; time.sleep(0.6)"
        outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
        cost = measure.run(
            [sys.executable, "-c", outer], cwd=tmp_path, environment={}, log=tmp_path / "said"
        )
        assert cost.wall > 0.6
        assert cost.largest > 60_000_000
        assert cost.tree > 60_000_000
        assert cost.cpu > 0

    def test_a_program_that_fails_says_what_it_said(self, tmp_path: Path) -> None:
        command = [sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"]
        with pytest.raises(FailedError, match="no such thing"):
            measure.run(command, cwd=tmp_path, environment={}, log=tmp_path / "said")

    def test_bytes_and_files_are_counted(self, tmp_path: Path) -> None:
        page(tmp_path, "one/two")
        assert measure.written(tmp_path) == (1, 13)

    def test_a_page_is_weighed_as_it_is_sent(self, tmp_path: Path) -> None:
        page(tmp_path, "responses/2024/one")
        weighed = ours.page_sizes(tmp_path)
        assert weighed.median == len(gzip.compress(b"<p>A page</p>", 6))
        assert weighed.median_plain == 13

    def test_files_are_served_packed(self, tmp_path: Path) -> None:
        page(tmp_path, "search")
        with serving(tmp_path) as address, urlopen(f"{address}/search/") as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(answer.read()) == b"<p>A page</p>"


class TestPeers:
    def test_settings_leave_out_the_logs_own_engine(self) -> None:
        own = (ROOT / "mkdocs.yml").read_text("utf-8")
        config = yaml.safe_load(settings(own, "docs", "[search]"))
        assert not {"hooks", "watch"} & set(config)
        assert "custom_dir" not in config["theme"]
        assert config["plugins"] == ["search"]
        assert config["docs_dir"] == "docs"
        assert "/responses/" in config["not_in_nav"]
        assert config["nav"] == yaml.safe_load(own)["nav"]

    def test_a_shell_is_a_page_without_its_words(self) -> None:
        shell = empty_shell(
            "<title>One</title><nav>Menu</nav><article class='x'>Words</article><footer>"
        )
        assert "One" not in shell
        assert "Words" not in shell
        assert "<nav>Menu</nav>" in shell
        filled = shell_with(shell, {TITLE: "T", CONTENT: "C"})
        assert filled == "<title>T</title><nav>Menu</nav><article>C</article><footer>"

    def test_a_page_without_an_article_is_no_shell(self) -> None:
        with pytest.raises(ValueError, match="article"):
            empty_shell("<title>One</title>")

    def test_pages_and_attachments_go_where_a_peer_wants_them(self, tmp_path: Path) -> None:
        content = _content(tmp_path)
        link_pages(content, tmp_path / "pages", tmp_path / "static")
        assert (tmp_path / "pages/responses/2024/one.md").is_file()
        assert (tmp_path / "static/responses/2024/one/data.csv").is_file()
        assert not list(tmp_path.glob("*/.disclosure-log.json"))[1:]

    @pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
    def test_every_peer_gets_every_page(self, peer: object, tmp_path: Path) -> None:
        found = next(each for each in PEERS if each is peer)
        home = tmp_path / "home"
        home.mkdir()
        found.prepare(_content(tmp_path), home)
        command = found.command(tools_at(tmp_path), home)
        assert command
        given = {path.stem for path in home.rglob("*.md")}
        given |= {path.stem for path in (home / "pages").glob("**/*.md")}
        told = " ".join(path.read_text("utf-8") for path in home.glob("*.yml"))
        assert "one" in given or f"docs_dir: {tmp_path / 'rendered'}" in told

    def test_peers_are_pinned_and_name_no_registry(self) -> None:
        folder = ROOT / "benchmarks" / "peers"
        lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
        assert all("==" in line for line in lines if not line.startswith("#"))
        package = json.loads((folder / "package.json").read_text("utf-8"))
        assert all(version[0].isdigit() for version in package["dependencies"].values())
        assert "://" not in "".join(lines) + json.dumps(package)


def _content(folder: Path) -> Content:
    rendered = folder / "rendered"
    (rendered / "responses/2024/one").mkdir(parents=True)
    (rendered / "responses/2024/one.md").write_text("---\ntitle: One\n---\nWords\n", "utf-8")
    (rendered / "responses/2024/one/data.csv").write_text("a,b\n", "utf-8")
    (rendered / "index.md").write_text("Home\n", "utf-8")
    (rendered / ".disclosure-log.json").write_text("{}", "utf-8")
    return Content(ROOT, rendered, f"<title>{TITLE}</title><article>{CONTENT}</article>")


class TestTelling:
    def test_the_table_fits_eighty_columns_and_names_everybody(self) -> None:
        told = printed({1_000: size(), 100_000: size(100_000, 300.0)})
        assert max(map(len, told.splitlines())) <= 80
        for peer in PEERS:
            assert peer.about in told
        for stage in ours.STAGES:
            assert f"log: {stage}" in told
        assert "…" not in told

    def test_budgets_are_met_or_missed_and_never_fail(self) -> None:
        told = printed({1_000: size()})
        lines = {line.strip().split("  ")[0]: line for line in told.splitlines()}
        assert lines["one record changed"].rstrip().endswith("met")
        assert lines["nothing changed"].rstrip().endswith("MISSED")

    def test_a_budget_beside_a_peer_that_did_not_run_is_open(self) -> None:
        found = {each.what: each.met for each in budgets(size(peers={}), {})}
        assert found["cold, pages and lists: half of Hugo"] is None
        assert found["one record changed"] is True

    def test_a_large_log_is_held_against_a_smaller_one_of_the_same_run(self) -> None:
        sizes = {20_000: size(20_000, 10.0), 100_000: size(100_000, 61.0)}
        found = {each.what: each for each in budgets(sizes[100_000], sizes)}
        cold = found["cold, everything: six times that of 20,000"]
        assert (cold.found, cold.limit, cold.met) == (61.0, 60.0, False)

    def test_growth_is_the_exponent_between_sizes(self) -> None:
        assert growth((1_000, 2.0), (100_000, 200.0)) == pytest.approx(1)
        assert growth((1_000, 2.0), (100_000, 2.0)) == pytest.approx(0)

    def test_medians_are_of_the_runs(self) -> None:
        walls = (1.0, 9.0, 2.0)
        figure = Figure.of([replace(COST, wall=wall) for wall in walls])
        assert figure.wall == 2.0
        assert figure.runs == walls

    def test_what_is_kept_names_no_machine(self) -> None:
        kept = as_json({1_000: size()}, {"hugo": "hugo 0"}, date="2026-11-23", runs=1)
        assert set(kept["machine"]) == {"processor", "cores", "memory_gib", "system", "python"}
        assert json.loads(json.dumps(kept))["sizes"][0]["budgets"]

    @pytest.mark.parametrize(
        ("value", "told"), [(0.5, "0.50"), (12.34, "12.3"), (117.4, "117"), (9.994, "9.99")]
    )
    def test_seconds_have_the_digits_that_mean_something(self, value: float, told: str) -> None:
        assert seconds(value) == told

    @pytest.mark.parametrize(
        ("value", "told"), [(13, "13 B"), (30_000, "29 KiB"), (80 << 20, "80 MiB")]
    )
    def test_bytes_have_a_fitting_unit(self, value: int, told: str) -> None:
        assert size_of(value) == told
