"""Choosing among areas: totals by weight, and whether their order stands when it is counted otherwise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.choosing import read_choice
from indicators.models import Interest
from indicators.scoring import Answer, Criterion, choose
from tests import build
from tests.indicators.asking import REVEALED, SUBMITTED, signed_in, words

GROUPS = {"A": Decimal(60), "B": Decimal(40)}
CRITERIA = [Criterion("a1", "A", Decimal(30)), Criterion("a2", "A", Decimal(30)), Criterion("b1", "B", Decimal(40))]
SCALE = (Decimal(1), Decimal(5))
NAMES = {"x": "รัษฎา", "y": "ศรีสุนทร", "A": "ศักยภาพ", "B": "ความประสงค์"}


def given_points(**areas: list[list[int] | None]):
    """By area, for each criterion the points of members 1, 2, …"""
    return {
        area: {
            one.code: Answer(points={n: Decimal(point) for n, point in enumerate(points, 1)})
            for one, points in zip(CRITERIA, columns, strict=True)
            if points is not None
        }
        for area, columns in areas.items()
    }


def ask(answers, groups=GROUPS):
    return choose(["x", "y"], groups, CRITERIA, answers, SCALE, NAMES)


def outcome(found) -> dict[str, tuple[int, int]]:
    return {test.code: (test.changed, test.cases) for test in found.tests}


def test_total_is_the_weighted_share_of_the_points_that_could_be_had():
    found = ask(given_points(x=[[5], [5], [5]], y=[[1], [1], [1]]))

    assert [(one.area, one.total, one.place) for one in found.standings] == [("x", 100, 1), ("y", 20, 2)]
    assert found.holds
    assert found.sentence == "รัษฎา ได้คะแนนรวมสูงสุด 100.00 จาก 100 คะแนน และลำดับของพื้นที่คงเดิมในทุกวิธีที่ทดสอบ"


def test_order_that_hangs_on_the_weight_of_a_group_says_so():
    found = ask(given_points(x=[[4], [4], [2]], y=[[3], [3], [3]]), {"A": Decimal(52), "B": Decimal(48)})

    assert [one.area for one in found.standings] == ["x", "y"]
    assert outcome(found) == {
        "weight.A": (1, 2), "weight.B": (1, 2), "mean": (0, 1), "member": (0, 0), "missing": (0, 1),
    }  # fmt: skip
    assert found.sentence.endswith(
        "แต่อันดับแรกหรือลำดับอื่นเปลี่ยนเมื่อน้ำหนักศักยภาพลดหรือเพิ่มร้อยละ 25 หรือเมื่อน้ำหนักความประสงค์ลดหรือเพิ่มร้อยละ 25"
    )


def test_mean_and_a_single_member_can_turn_the_order():
    found = ask(given_points(x=[[3, 3, 5], [3, 3, 5], [3, 3, 5]], y=[[3, 3, 4], [3, 4, 4], [3, 3, 3]]))

    assert [(one.area, one.total) for one in found.standings] == [("y", 66), ("x", 60)]
    assert outcome(found)["mean"] == (1, 1)
    assert outcome(found)["member"] == (2, 3)


def test_missing_value_leaves_the_count_and_as_the_worst_it_can_turn_the_order():
    found = ask(given_points(x=[[4], [4], None], y=[[3], [3], [5]]))

    assert [(one.area, one.total, one.without_value) for one in found.standings] == [("x", 80, 1), ("y", 76, 0)]
    assert outcome(found)["missing"] == (1, 1)
    assert found.sentence.endswith("เปลี่ยนเมื่อกำหนดคะแนนต่ำสุดให้ข้อที่ไม่มีคะแนน")


def test_not_applicable_leaves_the_count_and_is_never_missing():
    answers = given_points(x=[[4], [4], None], y=[[3], [3], [5]])
    answers["x"]["b1"] = Answer(not_applicable=True)

    found = ask(answers)

    assert found.standings[0].total == 80 and found.standings[0].without_value == 0
    assert outcome(found)["missing"] == (0, 1)


def test_settled_value_stands_however_it_is_counted():
    answers = given_points(x=[[5, 1], [5, 1], [5, 1]], y=[[3, 3], [3, 3], [3, 3]])
    answers["x"] = {code: Answer(settled=Decimal(4), points=one.points) for code, one in answers["x"].items()}

    found = ask(answers)

    assert found.standings[0].total == found.standings[0].low == found.standings[0].high == 80
    assert outcome(found)["member"] == (0, 2)


def test_equal_totals_share_a_place_and_nothing_known_has_none():
    assert [one.place for one in ask(given_points(x=[[3], [3], [3]], y=[[3], [3], [3]])).standings] == [1, 1]
    assert ask({}).sentence == "ยังไม่มีคะแนนที่ใช้เปรียบเทียบพื้นที่ได้"


points = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=4), min_size=3, max_size=3)


@given(points, points)
def test_total_lies_between_the_ends_of_the_scale_and_between_low_and_high(first, second):
    for one in ask(given_points(x=first, y=second)).standings:
        assert 20 <= one.low <= one.total <= one.high <= 100


@given(points, points, st.permutations([1, 2, 3, 4]))
def test_who_is_which_member_does_not_matter(first, second, numbers):
    answers = given_points(x=first, y=second)
    renamed = {
        area: {
            code: Answer(points={numbers[member - 1]: point for member, point in one.points.items()})
            for code, one in known.items()
        }
        for area, known in answers.items()
    }

    assert ask(renamed) == ask(answers)


# -- the page


@pytest.fixture
def round_():
    areas = [build.area(), build.area("830302", "ศรีสุนทร", "ถลาง")]
    made = build.round_(**REVEALED, framework=build.selection(), areas=areas)
    for member in range(2):
        for area, point in zip(areas, (4, 2), strict=True):
            sheet = build.sheet(round=made, area=area, **SUBMITTED)
            for one in made.framework.indicators.all():
                build.score(sheet, one, point + (member if one.sort == 1 else 0))
    return made


@pytest.mark.django_db
def test_page_ranks_the_areas_in_one_sentence_and_names_no_member(member, round_):
    answer = signed_in(member).get(f"/desk/rounds/{round_.pk}/choosing/")

    assert answer.status_code == 200
    assert answer.context["read"].choice.sentence.startswith("รัษฎา ได้คะแนนรวมสูงสุด 82.50 จาก 100 คะแนน")
    assert not [str(sheet.person) for sheet in round_.sheets.all() if str(sheet.person) in words(answer)]


@pytest.mark.django_db
def test_result_of_a_selection_is_its_ranking_and_of_levels_there_is_none(member, round_):
    client = signed_in(member)
    levels = build.round_(**REVEALED)

    assert client.get(f"/desk/rounds/{round_.pk}/result/").url == f"/desk/rounds/{round_.pk}/choosing/"
    assert client.get(f"/desk/rounds/{levels.pk}/choosing/").status_code == 404


@pytest.mark.django_db
def test_nothing_of_the_choice_shows_before_the_reveal(member, round_):
    round_.state, round_.revealed_at = "scoring", None
    round_.save()

    answer = signed_in(member).get(f"/desk/rounds/{round_.pk}/choosing/")

    assert "82.50" not in words(answer) and "choice" not in answer.context


@pytest.mark.django_db
@pytest.mark.parametrize("members", [1, 3])
def test_choice_costs_as_many_queries_for_one_member_as_for_many(members, django_assert_num_queries):
    made = build.round_(**REVEALED, framework=build.selection())
    for _member in range(members):
        sheet = build.sheet(round=made, **SUBMITTED)
        for one in made.framework.indicators.all():
            build.score(sheet, one, 3)
    made = type(made).objects.for_page().get(pk=made.pk)

    # groups; criteria; scores; settled values (areas came with the round)
    with django_assert_num_queries(4):
        read_choice(made)


@pytest.mark.django_db
def test_marks_of_those_with_an_interest_move_neither_total_nor_order(round_):
    before = read_choice(round_).choice
    area = round_.areas.get(code="830302")
    sheet = build.sheet(round=round_, area=area, **SUBMITTED)
    for one in round_.framework.indicators.all():
        build.score(sheet, one, 5)
    Interest.objects.create(
        round=round_, area=area, seat=sheet.seat, person=sheet.person, standing="declared", reason="เป็นปลัดเทศบาล"
    )

    assert read_choice(round_).choice == before


@pytest.mark.django_db
def test_page_of_a_selection_leads_to_its_ranking_and_names_no_level(member, round_):
    page = words(signed_in(member).get(f"/desk/rounds/{round_.pk}/"))

    assert f'href="/desk/rounds/{round_.pk}/choosing/">ผลของรอบประเมิน' in page
    assert '<th scope="col">ระดับ</th>' not in page
