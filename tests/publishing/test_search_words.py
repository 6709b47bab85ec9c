"""The list of words made from what changed is the list made from nothing, byte for byte."""

from random import Random

import pytest

from disclosure_log.publishing import search_words
from disclosure_log.publishing.search_rows import by_shard, joined, rows_from_oldest
from disclosure_log.publishing.search_words import ShardWords, WordList, list_words

VOCABULARY = [f"w{n:04}" for n in range(3_000)]


def some_shard(chance: Random, records: int = 40) -> ShardWords:
    words = sorted(chance.sample(VOCABULARY, chance.randrange(0, 900)))
    found = [sorted(chance.sample(range(records), chance.randrange(5))) for _ in words]
    steps = [[row - last for last, row in zip([0, *rows], rows, strict=False)] for rows in found]
    return ShardWords(
        words=tuple(words),
        counts=tuple(map(len, found)),
        rows=b"".join(rows_from_oldest(each, records) for each in steps),
    )


def holding(words: tuple[str, ...], counts: tuple[int, ...], row: int = 0) -> ShardWords:
    """A shard whose words are all on the record of one row."""
    return ShardWords(words, counts, rows_from_oldest([row], 500) * len(words))


# Pagefind lists words of titles alone with no record: they count as words of the shard too.


def made(known: dict[str, ShardWords], names: list[str], kept: WordList | None = None) -> WordList:
    return list_words([(name.partition("@")[0], name) for name in names], 400, known.get, kept)


@pytest.mark.parametrize("seed", range(20))
def test_any_run_of_changes_gives_what_a_clean_one_gives(seed: int) -> None:
    chance = Random(seed)
    known = {f"s{n:02}@0": some_shard(chance) for n in range(10)}
    names = list(known)
    kept = made(known, names)
    for turn in range(1, 25):
        match chance.randrange(4):
            case 0:
                names.append(f"s{len(names):02}@{turn}n")
            case 1 if len(names) > 5:
                names.pop()
            case _:
                at = chance.randrange(len(names))
                names[at] = f"{names[at].partition('@')[0]}@{turn}"
        for name in names:
            if name not in known:
                known[name] = some_shard(chance)
        kept = made(known, names, kept)
        clean = made(known, names)
        assert kept.files == clean.files
        assert kept.frequent(400) == clean.frequent(400)


def test_a_word_that_begins_a_file_may_come_and_go() -> None:
    begins = next(w for w in VOCABULARY[1:] if search_words._begins_file(w))
    without = holding(("w0000", "x"), (1, 1))
    with_it = holding(("w0000", begins, "x"), (1, 1, 1))
    known = {"a@1": without, "a@2": with_it, "b": holding(("w0000",), (2,))}
    one = made(known, ["a@1", "b"])
    two = made(known, ["a@2", "b"], one)
    assert len(two.files) == len(one.files) + 1
    assert made(known, ["a@1", "b"], two).files == one.files


def test_one_changed_word_changes_one_file() -> None:
    every = holding(tuple(VOCABULARY), (1,) * len(VOCABULARY))
    other = holding((*every.words, "z"), (*every.counts, 1))
    known = {"a@1": every, "b": every, "a@2": other}
    before = made(known, ["a@1", "b"])
    after = made(known, ["a@2", "b"], before)
    assert len(before.files) > 5
    assert len({file.path for file in after.files} - {file.path for file in before.files}) == 1


def test_what_is_no_longer_known_is_made_from_nothing() -> None:
    chance = Random(1)
    known = {f"{name}@{n}": some_shard(chance) for name in "abc" for n in range(2)}
    kept = made(known, ["a@0", "b@0", "c@0"])
    del known["b@0"]
    names = ["a@0", "b@1", "c@0"]
    assert made(known, names, kept) == made(known, names)


def test_a_shard_without_words_is_never_passed_over() -> None:
    with pytest.raises(ValueError, match="lost"):
        made({}, ["a@0"])


def test_as_the_log_shrinks_the_words_of_most_records_are_found_anew() -> None:
    many = holding(("often", "seldom"), (90, 12))
    few = holding(("often", "seldom"), (9, 2))
    known = {"a": many, "b@1": many, "b@2": few}
    kept = list_words([("a", "a"), ("b", "b@1")], 800, known.get)
    after = list_words([("b", "b@2")], 10, known.get, kept)
    assert after.frequent(10) == {"often": 9}
    assert after == list_words([("b", "b@2")], 10, known.get)


def test_a_word_on_another_record_changes_its_rows_alone() -> None:
    every = holding(tuple(VOCABULARY), (1,) * len(VOCABULARY))
    moved = ShardWords(every.words, every.counts, every.rows[:-2] + rows_from_oldest([7], 500))
    known = {"a@1": every, "b": every, "a@2": moved}
    before = made(known, ["a@1", "b"])
    after = made(known, ["a@2", "b"], before)
    assert after.files == made(known, ["a@2", "b"]).files
    of = [{path for file in each.files for path, _ in file.rows} for each in (before, after)]
    assert len(of[1] - of[0]) == 1


def test_rows_count_from_the_oldest_so_that_a_new_record_moves_none() -> None:
    assert rows_from_oldest([0, 2, 300], 400) == rows_from_oldest([1, 2, 300], 401)
    assert rows_from_oldest([399], 400) == b"\x01\0"
    assert rows_from_oldest([], 400) == b"\0"


def test_steps_of_any_size_hold_no_end() -> None:
    steps = [1, 127, 128, 16_384, 3 << 14]
    packed = [rows_from_oldest([0, step], step + 1) for step in steps]
    assert all(each.index(0) == len(each) - 1 for each in packed)
    assert joined(by_shard(b"".join(packed))) == b"".join(packed)
