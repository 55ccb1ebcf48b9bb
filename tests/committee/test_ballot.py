"""Counting votes: arithmetic without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.ballot import Count, Opinion, Voices, objections, voices_of
from committee.models.resolution import ResolutionKind

voices = st.integers(min_value=0, max_value=30)
KINDS = [kind.value for kind in ResolutionKind]
SAYS_NO = {"disagree", "refuse"}


def fields(kind: str, count: Count, left: int | None = None) -> list[str]:
    return sorted(objections(kind, count=count, voices=Voices(left)))


@given(voices, voices, voices, st.sampled_from(["", "for", "against"]), st.sampled_from(KINDS))
def test_a_count_is_taken_exactly_where_the_majority_or_the_casting_vote_of_a_tie_says_the_kind(
    in_favour: int, against: int, abstained: int, casting: str, kind: str
):
    count = Count(in_favour, against, abstained, casting)
    tied = in_favour == against
    decided = casting == "for" if tied else in_favour > against

    may_be = in_favour + against > 0 and tied == bool(casting) and decided == (kind not in SAYS_NO)

    assert (fields(kind, count) == []) is may_be


@given(voices, voices)
def test_the_casting_vote_is_counted_apart(in_favour: int, abstained: int):
    tie = Count(in_favour, in_favour, abstained)

    assert (tie.carried, Count(in_favour, in_favour, abstained, "for").carried) == (None, True)
    assert Count(in_favour, in_favour, abstained, "against").carried is False
    assert Count(in_favour, in_favour, abstained, "for").cast == tie.cast == 2 * in_favour + abstained


@given(voices, voices, voices, st.integers(min_value=0, max_value=90))
def test_no_more_votes_are_counted_than_members_could_vote(in_favour: int, against: int, abstained: int, left: int):
    count = Count(in_favour + against + 1, against, abstained)

    assert (fields("agree", count, left) == ["in_favour"]) is (count.cast > left)


def test_fewer_may_vote_than_came():
    assert fields("agree", Count(3, 1), left=9) == []


def test_where_nobody_recorded_who_came_the_number_is_not_asked_for():
    assert fields("agree", Count(30, 1), left=None) == []


@pytest.mark.parametrize(
    ("came", "aside", "present", "left"),
    [
        ([(1, "a"), (2, "b"), (3, "c")], [2], 3, 2),
        ([(1, "a"), (2, "b"), (3, "")], [3], 2, 2),  # who did not come takes nobody away
        ([(1, "a"), (2, "a"), (3, "c")], [2], 2, 1),  # one head on two seats
        ([(1, "a"), (2, "a"), (3, "c")], [1, 2], 2, 1),
        ([], [2], None, None),
    ],
)
def test_heads_stand_aside_not_seats(
    came: list[tuple[int, str]], aside: list[int], present: int | None, left: int | None
):
    found = voices_of(came, aside)

    assert (found.present, found.left) == (present, left)


def test_the_frozen_number_of_those_present_holds():
    assert voices_of([(1, "a"), (2, "b")], [2], present=7).left == 6


@pytest.mark.parametrize(
    ("recused", "short"),
    [(0, False), (1, False), (2, True)],
)
def test_those_who_stand_aside_may_take_the_quorum_of_the_matter_with_them(recused: int, short: bool):
    assert Voices(present=6, recused=recused, needed=5).falls_short is short


def test_a_meeting_without_a_quorum_is_told_by_its_own_page_not_by_each_matter():
    assert not Voices(present=2, needed=5).falls_short


def test_nobody_against_it_contradicts_a_count_and_a_dissent():
    assert list(objections("agree", unopposed=True)) == []
    assert list(objections("agree", unopposed=True, count=Count(5, 0))) == ["unopposed"]
    assert list(objections("agree", unopposed=True, opinions=[Opinion("ไม่ควรเร่ง", "นาย ก")])) == ["unopposed"]


def test_a_dissent_has_a_name_unless_the_vote_was_secret_or_the_papers_are_old():
    nameless, named = [Opinion("ไม่ควรเร่ง")], [Opinion("ไม่ควรเร่ง", "นาย ก")]
    secret = Count(5, 1, is_secret=True)

    assert list(objections("agree", opinions=nameless)) == ["opinions"]
    assert list(objections("agree", opinions=nameless, names_are_known=False)) == []
    assert list(objections("agree", opinions=named)) == []
    assert list(objections("agree", count=secret, opinions=nameless)) == []
    assert list(objections("agree", count=secret, opinions=named)) == ["opinions"]


@pytest.mark.parametrize("text", ["นายสมชาย ใจดี เห็นว่าไม่ควร", "ผม สมชาย ใจดี เห็นว่าไม่ควร", "นายสมชายใจดีเห็นว่าไม่ควร"])
def test_the_text_of_a_secret_dissent_names_nobody_who_was_there(text: str):
    names = ["นายสมชาย ใจดี", "สมชาย ใจดี", ""]
    secret = Count(5, 1, is_secret=True)

    assert list(objections("agree", count=secret, opinions=[Opinion(text)], names=names)) == ["opinions"]
    assert list(objections("agree", count=secret, opinions=[Opinion("เห็นว่าไม่ควร")], names=names)) == []


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(5, 2), "เห็นชอบ 5 เสียง ไม่เห็นชอบ 2 เสียง งดออกเสียง 0 เสียง"),
        (Count(5, 2, 1, is_secret=True), "ลงคะแนนลับ เห็นชอบ 5 เสียง ไม่เห็นชอบ 2 เสียง งดออกเสียง 1 เสียง"),
        (
            Count(3, 3, 0, "for"),
            (
                "เห็นชอบ 3 เสียง ไม่เห็นชอบ 3 เสียง งดออกเสียง 0 เสียง คะแนนเสียงเท่ากัน "
                "ประธานในที่ประชุมออกเสียงเพิ่มขึ้นอีกเสียงหนึ่งเป็นเสียงชี้ขาดว่าเห็นชอบ"
            ),
        ),
    ],
)
def test_a_count_is_printed_in_the_words_of_minutes(count: Count, words: str):
    assert count.words == words
