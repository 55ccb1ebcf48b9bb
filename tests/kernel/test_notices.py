"""Notices: once for each recipient and occasion, told by hand where no mail goes, and never lost of sight."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ecotown.kernel import notices
from ecotown.kernel.models import Mailing, Notice
from ecotown.kernel.notices import Recipient
from ecotown.kernel.rules import Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]

BY_MAIL = Recipient("person:1", "นายสมชาย ใจดี", email="somchai@example.go.th")
BY_HAND = Recipient("agency:เทศบาล", "เทศบาลตำบลรัษฎา")


def standing(mailing: Mailing) -> list[tuple[str, str]]:
    return list(mailing.notices.order_by("pk").values_list("channel", "state"))


def test_who_has_no_address_is_in_the_list_too():
    mailing = build.mailing([BY_MAIL, BY_HAND])

    assert standing(mailing) == [("email", "ready"), ("hand", "ready")]


def test_who_has_an_account_finds_it_on_the_desk():
    somebody = build.seated()

    build.mailing([build.person(user=build.user()).recipient, Recipient("person:9", "นาย ก", somebody.user_id)])

    assert Notice.objects.visible_to(somebody).unread().count() == 1


def test_what_was_told_by_hand_is_kept_with_channel_and_name():
    mailing, staff = build.mailing([BY_MAIL, BY_HAND]), build.assigned(Role.STAFF)
    first, last = mailing.notices.order_by("pk")

    names = notices.told(mailing, [last.pk], channel="line", by=staff)

    last.refresh_from_db()
    assert names == ["เทศบาลตำบลรัษฎา"]
    assert (last.state, last.channel, last.told_by_id) == ("told", "line", staff.user_id)
    assert last.sent_at is not None
    assert standing(mailing)[0] == ("email", "ready"), first


def test_a_wrong_tick_is_taken_back():
    mailing, staff = build.mailing([BY_HAND]), build.assigned(Role.STAFF)
    notice = mailing.notices.get()
    notices.told(mailing, [notice.pk], channel="paper", by=staff)

    notices.told(mailing, [notice.pk], channel="", by=staff)

    assert standing(mailing) == [("hand", "ready")]


def test_who_got_the_e_mail_is_not_ticked_again():
    mailing, staff = build.mailing([BY_MAIL]), build.assigned(Role.STAFF)
    mailing.notices.update(state="sent")

    assert notices.told(mailing, [mailing.notices.get().pk], channel="line", by=staff) == []


def test_a_tick_for_the_notice_of_another_mailing_counts_for_nothing():
    mailing, other, staff = build.mailing([BY_HAND]), build.mailing([BY_HAND]), build.assigned(Role.STAFF)

    assert notices.told(mailing, [other.notices.get().pk], channel="line", by=staff) == []


def test_a_mailing_is_the_office_s_of_its_province():
    build.mailing([BY_HAND])
    far = build.body("คณะกรรมการ จังหวัดพังงา", province=build.province("82", "พังงา"))

    for actor, seen in [
        (build.assigned(Role.STAFF), 1),
        (build.seated("secretary"), 1),
        (build.seated(), 0),
        (build.assigned(Role.ADMIN), 0),
        (build.seated("secretary", body=far), 0),
    ]:
        assert Mailing.objects.visible_to(actor).count() == seen, actor.label


def waiting(days_later: int = 0) -> list[tuple[str, int, int]]:
    found = Mailing.objects.waiting_for_a_hand(timezone.now() + timedelta(days=days_later))
    return [(each.key, each.by_hand, each.failed) for each in found]


def test_counts_tell_what_is_left_to_do():
    mailing = build.mailing([BY_MAIL, BY_HAND], key="a")
    assert waiting() == [("a", 1, 0)]
    mailing.notices.filter(channel="email").update(state="failed", error="550")
    assert waiting() == [("a", 1, 1)]

    mailing.notices.update(state="sent")

    assert waiting() == []


def test_what_is_no_news_any_more_waits_for_nobody():
    build.mailing([BY_HAND], key="a")

    assert waiting(29) == [("a", 1, 0)] and waiting(31) == []


def test_a_later_mailing_of_the_same_kind_takes_the_place_of_an_earlier():
    build.mailing([BY_HAND], key="call", kind="meeting.invitation", about="meeting:7")
    build.mailing([BY_HAND], key="other", kind="meeting.invitation", about="meeting:8")
    build.mailing([BY_HAND], key="move", kind="meeting.change", about="meeting:7")
    build.mailing([BY_HAND], key="minutes", kind="minutes.circulated", about="meeting:7")

    assert sorted(key for key, _hand, _failed in waiting()) == ["minutes", "move", "other"]


@pytest.mark.parametrize(
    "fields", [{"state": "failed"}, {"state": "told", "channel": "line"}, {"state": "told", "channel": "email"}]
)
def test_a_state_without_what_belongs_to_it_cannot_be_stored(fields: dict[str, str]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(who="x", key="x", subject="ก", **fields)


def test_a_text_for_line_is_short_and_ends_with_the_link(settings):
    settings.SITE_URL = "https://portal.example.go.th"

    text = build.mailing([BY_HAND]).short_text

    assert text.splitlines()[0] == "ขอเชิญประชุมคณะกรรมการ ครั้งที่ 3/2569"
    assert text.splitlines()[-1] == "https://portal.example.go.th/desk/meetings/1/"
    assert len(text) < 500
