"""One sheet opened again, and the clock that decides: the database's."""

import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from committee.models import Holder
from ecotown.kernel import thai
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry, Notice
from ecotown.kernel.rules import Refused
from indicators.models import Round, Score, Sheet
from indicators.services import put_off_round, reopen_sheet, save_score
from tests import build
from tests.indicators.asking import HTMX, SUBMITTED, sheet_of, signed_in, words
from tests.indicators.test_races import at_once
from tests.sizes import size

pytestmark = pytest.mark.sqlite_too


@pytest.mark.django_db
def test_submitted_sheet_is_opened_again_with_a_reason_that_the_member_reads(secretary, member):
    sheet = sheet_of(member, build.round_(state="scoring"), **SUBMITTED)

    reopen_sheet(secretary, sheet_id=sheet.pk, until=thai.today(), reason="ขอแก้ไขคะแนน")

    sheet.refresh_from_db()
    assert (sheet.state, sheet.submitted_at, sheet.reopened_reason) == ("open", None, "ขอแก้ไขคะแนน")
    assert "ขอแก้ไขคะแนน" in JournalEntry.objects.get(act="sheet.reopen").body
    assert "ขอแก้ไขคะแนน" in Notice.objects.get(user_id=member.user_id).subject
    assert "ขอแก้ไขคะแนน" in words(signed_in(member).get(f"/desk/sheets/{sheet.pk}/"))


@pytest.mark.django_db
def test_late_sheet_is_let_in_alone_and_only_for_its_days(secretary, member):
    round_ = build.round_(state="scoring", closes_on=thai.today() - timedelta(1))
    late, other = sheet_of(member, round_), sheet_of(secretary, round_)

    reopen_sheet(secretary, sheet_id=late.pk, until=thai.today(), reason="ระบบเครือข่ายขัดข้อง")

    assert save_score(member, sheet_id=late.pk, code="T01", kind="value", value=3).version == 1
    with pytest.raises(Refused):
        save_score(secretary, sheet_id=other.pk, code="T01", kind="value", value=3)
    Sheet.objects.filter(pk=late.pk).update(reopened_until=thai.today() - timedelta(1))
    with pytest.raises(Refused):
        save_score(member, sheet_id=late.pk, code="T02", kind="value", value=3)


@pytest.mark.django_db
def test_reopening_needs_a_day_to_come_a_reason_the_secretary_and_an_unrevealed_round(secretary, member):
    sheet = sheet_of(member, build.round_(state="scoring"), **SUBMITTED)
    again = partial(reopen_sheet, sheet_id=sheet.pk)

    with pytest.raises(ValidationError):
        again(secretary, until=thai.today() - timedelta(1), reason="ขอแก้")
    with pytest.raises(ValidationError):
        again(secretary, until=thai.today(), reason=" ")
    with pytest.raises(Refused):
        again(member, until=thai.today(), reason="ขอแก้")
    Round.objects.update(state="revealed", revealed_at="2026-01-01T00:00Z")
    with pytest.raises(Refused):
        again(secretary, until=thai.today(), reason="ขอแก้")


@pytest.mark.django_db
def test_secretary_opens_it_over_the_page_without_seeing_a_score(secretary, member):
    sheet = sheet_of(member, build.round_(state="scoring"), **SUBMITTED)
    build.score(sheet, sheet.round.framework.indicators.first(), 5, reason="เหตุผลลับ")
    client, path = signed_in(secretary), f"/desk/rounds/{sheet.round_id}/sheets/{sheet.pk}/reopen/"

    page, empty = words(client.get(path)), client.post(path, {"until": "", "reason": ""})
    done = client.post(path, {"until": thai.long_date(thai.today()), "reason": "ขอแก้"})

    assert ("เหตุผลลับ" in page, empty.status_code, done.status_code) == (False, 422, 302)
    assert client.get(f"/desk/rounds/{build.round_().pk}/sheets/{sheet.pk}/reopen/").status_code == 404


@pytest.mark.django_db
def test_last_day_may_end_at_an_hour(secretary, member):
    round_ = build.round_(state="scoring", closes_on=thai.today())
    sheet = sheet_of(member, round_)
    put_off_round(secretary, round_id=round_.pk, closes_on=thai.today(), closes_time="00:00:00")

    with pytest.raises(Refused):
        save_score(member, sheet_id=sheet.pk, code="T01", kind="value", value=3)


@pytest.mark.django_db
def test_answer_after_the_end_is_told_to_the_page_as_one_that_stays_on_the_device(member):
    sheet = sheet_of(member, build.round_(state="scoring", closes_on=thai.today() - timedelta(1)))
    path, client = f"/desk/sheets/{sheet.pk}/scores/T01/", signed_in(member)

    part, plain = client.post(path, {"answer": "3"}, **HTMX), client.post(path, {"answer": "3"})

    assert (part.status_code, "data-kept" in words(part), plain.status_code) == (409, True, 403)


CLOSINGS, TRIES = size(5, 100), size(40, 100)


@pytest.mark.drill
def test_no_answer_is_later_than_the_closing_and_each_try_is_a_row_or_a_refusal(committed_db: None):
    members = [build.seated() for _number in range(4)]
    framework = build.framework(levels=1, indicators=TRIES // len(members))
    codes = list(framework.indicators.values_list("code", flat=True))
    rows = refusals = 0

    for _turn in range(CLOSINGS):
        round_ = build.round_(state="scoring", framework=framework, closes_on=thai.today() + timedelta(1))
        sheets = {
            member: build.sheet(round=round_, holder=Holder.objects.get(person_id=member.person_id))
            for member in members
        }
        ends = timezone.localtime(timezone.now() + timedelta(milliseconds=60 * len(members)))
        Round.objects.filter(pk=round_.pk).update(closes_on=ends.date(), closes_time=ends.time())

        answers = at_once(*(partial(fill, member, sheet, codes) for member, sheet in sheets.items()))

        kept = Score.objects.filter(sheet__round=round_)
        closes_at = Round.objects.get(pk=round_.pk).closes_at
        assert [score for score in kept if score.saved_at >= closes_at] == []
        assert [each for each in answers if isinstance(each, BaseException)] == []
        rows, refusals = rows + kept.count(), refusals + sum(answers)

    assert rows + refusals == CLOSINGS * len(members) * len(codes)


def fill(member, sheet, codes) -> int:
    """Answer one indicator after the other, past the end; how many were refused."""
    refused = 0
    for code in codes:
        try:
            save_score(member, sheet_id=sheet.pk, code=code, kind="value", value=3)
        except (Refused, Conflict):
            refused += 1
    while timezone.now() < Round.objects.get(pk=sheet.round_id).closes_at:
        time.sleep(0.01)
    try:
        save_score(member, sheet_id=sheet.pk, code=codes[0], kind="value", value=1, version=1)
    except Refused:
        return refused
    finally:
        connection.close()
    raise AssertionError(f"{threading.current_thread().name}: an answer was taken after the end")


@pytest.mark.django_db
def test_member_is_told_of_each_reopening_even_to_the_same_day(secretary, member):
    sheet = sheet_of(member, build.round_(state="scoring"), **SUBMITTED)

    for _time in range(2):
        Sheet.objects.update(**SUBMITTED)
        reopen_sheet(secretary, sheet_id=sheet.pk, until=thai.today(), reason="ขอแก้ไขคะแนน")

    assert Notice.objects.filter(user_id=member.user_id).count() == 2
