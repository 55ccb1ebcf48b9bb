"""`seed_phuket` loads what the source text says: no more, no less, and once."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from areas.models import Area, AreaStatus, ResolutionArea
from committee.models import (
    Attendance,
    Body,
    Duty,
    Fact,
    Holder,
    Meeting,
    Minutes,
    Order,
    Person,
    PersonPost,
    Resolution,
    Seat,
    Source,
)
from ecotown.kernel.models import JournalEntry, User
from ecotown.kernel.thai import normalize
from ecotown.management.seeds import phuket_data, source
from indicators.models import Framework, Indicator, Level, Round
from tests.seeds.rows import every_row

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

NOBODY_TOLD = [Attendance, Holder, Indicator, Minutes, Round, Seat, User]


@pytest.fixture
def seeded() -> None:
    call_command("seed_phuket")


def test_order_has_number_date_and_proposer(seeded: None):
    order = Order.objects.get()

    assert str(order) == "คำสั่งจังหวัดภูเก็ตที่ 3528/2563"
    assert (order.signed_on, order.proposer) == (date(2020, 6, 26), "สำนักงานอุตสาหกรรมจังหวัด")
    assert (order.kind, order.title) == ("appoint", "แต่งตั้งคณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัด")
    assert order.in_force_until is None
    assert order.legal_basis == ""


def test_duties_are_twelve_and_one_announced_intention(seeded: None):
    codes = list(Duty.objects.values_list("code", "is_announced"))

    twelve = ["D1", "D2a", "D2b", "D2c", "D2d", "D2e", "D2f", "D3a", "D3b", "D3c", "D4a", "D4b"]
    assert codes == [*((code, False) for code in twelve), ("D5", True)]


def test_meeting_is_closed_and_what_the_source_does_not_say_is_unknown(seeded: None):
    meeting = Meeting.objects.get()

    assert (meeting.display_number, meeting.held_on, meeting.state) == ("1/2563", date(2020, 6, 29), "closed")
    assert meeting.venue == "ห้องประชุมชั้น 3 สำนักงานอุตสาหกรรมจังหวัดภูเก็ต"
    assert str(meeting.presided_by) == "นายวงศกร นุ่นชูคันธ์"
    assert meeting.presided_post == "รองผู้ว่าราชการจังหวัดภูเก็ต"
    unknown = (
        meeting.started_at,
        meeting.ended_at,
        meeting.seats_filled,
        meeting.quorum_needed,
        meeting.quorum_present,
    )
    assert unknown == (None,) * 5
    assert (meeting.mode, meeting.had_quorum) == ("unknown", None)


@pytest.mark.parametrize("model", NOBODY_TOLD, ids=lambda model: model.__name__)
def test_nothing_is_invented(seeded: None, model: Any):
    assert model.objects.count() == 0


def test_two_resolutions_of_which_the_second_sets_three_targets(seeded: None):
    first, second = Resolution.objects.order_by("pk")

    assert (first.text, first.kind, first.duty) == ("พิจารณาความเหมาะสมของโครงการ", "", None)
    assert second.text.startswith("กำหนดเป้าหมายการพัฒนาพื้นที่เป็นเมืองอุตสาหกรรมเชิงนิเวศระดับจังหวัดในพื้นที่ตำบลรัษฎา")
    assert (second.in_effect, second.final) == (False, False)
    tied = ResolutionArea.objects.order_by("area__sort").values_list("resolution_id", "area__code")
    assert list(tied) == [(second.pk, "830104"), (second.pk, "830302"), (second.pk, "830106")]


def test_three_areas_in_two_districts_are_targets_and_not_pilots(seeded: None):
    rows = [(area.code, area.full_name, area.district_code) for area in Area.objects.all()]
    statuses = AreaStatus.objects.values_list("status", "since", "resolution__agenda_item__position")

    assert rows == [
        ("830104", "ตำบลรัษฎา อำเภอเมืองภูเก็ต", "8301"),
        ("830302", "ตำบลศรีสุนทร อำเภอถลาง", "8303"),
        ("830106", "ตำบลฉลอง อำเภอเมืองภูเก็ต", "8301"),
    ]
    assert list(statuses) == [("target", date(2020, 6, 29), 2)] * 3


def test_two_people_are_named_with_their_posts_of_that_day(seeded: None):
    posts = PersonPost.objects.order_by("title").values_list("person__given", "title", "known_on")

    assert Person.objects.count() == 2
    assert sorted(posts) == [
        ("พิทักษ์", "อุตสาหกรรมจังหวัดภูเก็ต", date(2020, 6, 29)),
        ("วงศกร", "รองผู้ว่าราชการจังหวัดภูเก็ต", date(2020, 6, 29)),
    ]


def test_levels_keep_the_words_of_the_source(seeded: None):
    framework = Framework.objects.get()
    lines = [line for line in source.paragraphs() if line.startswith("ระดับที่ ")]

    assert (framework.code, framework.version, framework.state) == ("EIT-PROGRAMME", "2563", "in_force")
    assert [f"{level.name} {level.wording}" for level in Level.objects.all()] == lines
    assert all(level.short in level.wording and level.rule == {} for level in Level.objects.all())


def test_facts_tell_programme_strategy_definition_sectors_and_intention(seeded: None):
    facts = Fact.objects.by_key("83")

    assert len(facts) == len(phuket_data.FACTS)
    assert facts["programme.phase"].value == "ระยะที่ 3"
    assert facts["programme.target"].value == "ไม่น้อยกว่า 40 พื้นที่"
    assert "ด้านที่ 5" in facts["programme.strategy"].value
    assert facts["definition"].value.startswith("พื้นที่ หรือเมืองที่ประกอบด้วยที่อยู่อาศัย")
    assert [fact.value for key, fact in facts.items() if key.startswith("sector.")] == [
        "ส่วนราชการ",
        "องค์กรปกครองส่วนท้องถิ่น",
        "รัฐวิสาหกิจ",
        "ภาคเอกชน",
    ]
    assert facts["order"].place == "ย่อหน้าที่ 4"
    assert facts["communication"].place == "ย่อหน้าที่ 13"


def quotes() -> Iterator[tuple[str, str]]:
    for model in (Order, Duty, Resolution, Area, Fact):
        for row in model.objects.all():
            yield str(row), row.quote


def test_each_quote_stands_word_for_word_in_the_source(seeded: None):
    for thing, quote in quotes():
        assert quote, thing
        assert source.place_of(quote), thing


def test_each_fact_says_nothing_that_its_quote_does_not(seeded: None):
    for fact in Fact.objects.all():
        said = normalize(fact.quote).replace(" ", "")

        assert all(word in said for word in fact.value.split()), fact.key


def test_the_source_is_kept_whole(seeded: None):
    kept = Source.objects.get()

    assert kept.text == source.text()
    assert (kept.kind, kept.told_on, kept.publisher) == ("news", date(2020, 6, 29), "phuketnews.info")


def test_a_second_run_changes_no_row_and_writes_no_journal_line(seeded: None):
    before = every_row()

    call_command("seed_phuket")

    assert every_row() == before
    assert [entry.act for entry in JournalEntry.objects.all()] == ["facts.load"]


def test_what_an_officer_corrected_stays(seeded: None):
    Person.objects.filter(given="วงศกร").update(family="นุ่นชูคันธ์ (แก้ไข)")
    Body.objects.update(name="คณะกรรมการตามคำสั่ง")
    Order.objects.update(title="ชื่อตามคำสั่งฉบับจริง")
    before = every_row()

    call_command("seed_phuket")

    assert every_row() == before
