"""Rounds: who is told that one is open, and who that it closes soon."""

from datetime import date, time

import pytest

from ecotown.kernel.models import Mailing
from indicators.reminders import reminders
from indicators.services import open_round
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
CLOSES = date(2026, 12, 31)


def test_a_round_that_opens_is_told_to_every_member_with_or_without_an_account():
    secretary, without = build.seated("secretary"), build.holder()
    round_ = build.round_(state="preparing")

    open_round(secretary, round_id=round_.pk)

    mailing = Mailing.objects.get()
    assert {each.who for each in mailing.notices.all()} == {
        f"person:{secretary.person_id}", f"person:{without.person_id}",
    }  # fmt: skip
    assert mailing.subject == f"เปิดให้คะแนน {round_}"
    assert mailing.path == f"/desk/rounds/{round_.pk}/"


def test_only_those_who_have_a_sheet_left_are_told_that_it_closes():
    round_ = build.round_(state="scoring", closes_on=CLOSES, opens_on=date(2026, 12, 1))
    late, done = build.holder(), build.holder()
    build.sheet(round=round_, holder=late)
    build.sheet(round=round_, holder=done, state="submitted", submitted_at="2026-12-02T09:00:00+07:00")

    (message,) = reminders(date(2026, 12, 24))

    assert [each.who for each in message.recipients] == [f"person:{late.person_id}"]
    assert message.subject == f"แจ้งเตือน: {round_} ครบกำหนดให้คะแนนในอีก 7 วัน"
    assert "ภายในวันที่ 31 ธันวาคม 2569" in message.text


@pytest.mark.parametrize(
    ("today", "keys"),
    [
        (date(2026, 12, 23), []),
        (date(2026, 12, 24), ["7"]),
        (date(2026, 12, 29), ["7"]),
        (date(2026, 12, 30), ["1"]),
        (date(2026, 12, 31), ["1"]),
        (date(2027, 1, 1), []),
    ],
)
def test_days_on_which_it_is_told(today: date, keys: list[str]):
    round_ = build.round_(state="scoring", closes_on=CLOSES, opens_on=date(2026, 12, 1))
    build.sheet(round=round_)
    build.round_(state="revealed", revealed_at="2026-12-20T09:00:00+07:00", closes_on=CLOSES)

    assert [message.key.rpartition(":")[2] for message in reminders(today)] == keys


def test_end_is_told_with_its_time_and_not_to_whom_was_given_longer():
    round_ = build.round_(state="scoring", closes_on=CLOSES, closes_time=time(16, 30), opens_on=date(2026, 12, 1))
    late = build.sheet(round=round_)
    build.sheet(round=round_, reopened_until=date(2027, 1, 5), reopened_reason="ระบบขัดข้อง")

    (message,) = reminders(date(2026, 12, 24))

    assert [each.who for each in message.recipients] == [f"person:{late.person_id}"]
    assert "ภายในวันที่ 31 ธันวาคม 2569 เวลา 16.30 น." in message.text
