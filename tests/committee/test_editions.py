"""Sealed minutes refuse every change; a later edition stands beside the first, with its reason."""

import hashlib
from typing import Any

import pytest
import rfc8785
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from committee.models import Minutes, MinutesVersion, Resolution
from committee.paper import paper
from committee.services.adoption import adopt_minutes, lock_minutes
from committee.services.editions import make_edition
from committee.services.minutes import circulate_minutes, name_signers, take_back_minutes, write_entry
from committee.services.resolutions import change_resolution
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Actor, Refused
from ecotown.management.commands.verify_journal import anchors
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.records import TODAY, days_pass, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(secretary: Actor) -> Minutes:
    minutes = written(number=1)
    days_pass(circulate_minutes(secretary, minutes_id=minutes.pk, closes_on=TODAY))
    adopt_minutes(secretary, minutes_id=minutes.pk, method=3, adopted_on=TODAY)
    return lock_minutes(secretary, minutes_id=minutes.pk)


def fresh(minutes: Minutes) -> Minutes:
    return Minutes.objects.for_page().get(pk=minutes.pk)


def made(actor: Actor, minutes: Minutes, text: str = "ที่ประชุมได้ร่วมพิจารณาแล้ว", **fields: Any) -> MinutesVersion:
    return make_edition(actor, **{
        "minutes_id": minutes.pk, "seen": 1, "reason": "พิมพ์ตกคำ", "texts": {"5.1": text}, **fields,
    })  # fmt: skip


def text_of(said: dict[str, Any]) -> str:
    return str(said["sections"][4]["items"][0]["text"])


@pytest.mark.sqlite_too
def test_sealed_minutes_refuse_every_service(sealed: Minutes, secretary: Actor):
    entry, resolution = sealed.entries.get(), Resolution.objects.get()
    acts = [
        lambda: write_entry(secretary, entry_id=entry.pk, version=entry.version, text="แก้"),
        lambda: name_signers(secretary, minutes_id=sealed.pk, taken_by_id=None),
        lambda: take_back_minutes(secretary, minutes_id=sealed.pk),
        lambda: circulate_minutes(secretary, minutes_id=sealed.pk),
        lambda: adopt_minutes(secretary, minutes_id=sealed.pk, method=3, adopted_on=TODAY),
        lambda: lock_minutes(secretary, minutes_id=sealed.pk),
        lambda: change_resolution(
            secretary, resolution_id=resolution.pk, kind="agree", text="แก้", seen=resolution.text
        ),
    ]

    for act in acts:
        with pytest.raises(Refused):
            act()


def test_sealed_minutes_refuse_every_form(sealed: Minutes, writer: Client):
    entry, meeting = sealed.entries.get(), sealed.meeting_id
    asked = {
        address("entry_write", entry.pk): {"version": "1", "text": "แก้"},
        address("entry_bring_back", entry.pk): {"version": "1", "wanted": "1"},
        address("entry_paste", entry.pk): {"markup": "<p>แก้"},
        address("minutes_take_in", meeting): {},
        address("minutes_take_in_confirm", meeting): {},
        address("minutes_signers", meeting): {"taken_post": "แก้"},
        address("minutes_circulate", meeting): {},
        address("minutes_take_back", meeting): {},
        address("minutes_adopt", meeting): {"method": "3"},
        address("minutes_lock", meeting): {},
        address("correction_file", meeting): {"text": "แก้"},
        address("resolution_add", entry.agenda_item_id): {"kind": "agree", "text": "แก้"},
    }

    assert {page: writer.post(page, data).status_code for page, data in asked.items()} == dict.fromkeys(asked, 403)


@pytest.mark.sqlite_too
def test_a_later_edition_is_what_the_paper_says_and_the_first_stays_as_it_was(sealed: Minutes, secretary: Actor):
    later = build.closed_meeting(number=2, held_on=TODAY)

    version = made(secretary, sealed, resolved_in_id=later.pk)

    found = fresh(sealed)
    assert (version.number, version.reason, version.resolved_in) == (2, "พิมพ์ตกคำ", later)
    assert text_of(paper(found)) == "ที่ประชุมได้ร่วมพิจารณาแล้ว"
    assert text_of(paper(found, 1)) == "ที่ประชุมได้ร่วมพิจารณา"
    assert paper(found)["edition"]["resolved_in"] == later.display_number
    assert found.frozen_sha256 == sealed.frozen_sha256
    assert hashlib.sha256(rfc8785.dumps(found.versions.get().frozen)).hexdigest() == version.frozen_sha256
    assert JournalEntry.objects.filter(act="minutes.edition").count() == 1
    with pytest.raises(KeyError):
        paper(found, 3)


@pytest.mark.sqlite_too
def test_what_an_edition_remembers_of_the_journal_is_compared_with_it(sealed: Minutes, secretary: Actor):
    version = made(secretary, sealed)
    call_command("verify_journal")

    assert (version.frozen["journal"]["number"], version.frozen["journal"]["hash"], str(version)) in list(anchors())


@pytest.mark.sqlite_too
def test_two_who_correct_one_edition_do_not_lose_each_others_words(sealed: Minutes, secretary: Actor):
    made(secretary, sealed, "ของคนแรก")

    with pytest.raises(Conflict) as met:
        made(secretary, sealed, "ของคนที่สอง")
    made(secretary, sealed, "ของทั้งสองคน", seen=2)

    assert "ของคนแรก" in met.value.theirs and "ของคนที่สอง" in met.value.mine
    assert [text_of(paper(fresh(sealed), number)) for number in (1, 2, 3)] == [
        "ที่ประชุมได้ร่วมพิจารณา", "ของคนแรก", "ของทั้งสองคน",
    ]  # fmt: skip


@pytest.mark.sqlite_too
def test_an_edition_changes_something_and_names_a_later_meeting_with_a_quorum_if_any(sealed: Minutes, secretary: Actor):
    for wrong in (
        {"text": "ที่ประชุมได้ร่วมพิจารณา"},
        {"resolved_in_id": sealed.meeting_id},
        {"resolved_in_id": build.closed_meeting(number=2, held_on=TODAY, quorum=False).pk},
    ):
        with pytest.raises(ValidationError):
            made(secretary, sealed, **wrong)


@pytest.mark.sqlite_too
def test_only_the_secretary_makes_an_edition_and_only_of_sealed_minutes(
    sealed: Minutes, secretary: Actor, staff: Actor
):
    with pytest.raises(Refused):
        made(staff, sealed)
    with pytest.raises(Refused):
        made(secretary, written(number=2))


def test_the_form_is_filled_with_the_newest_text_and_each_edition_can_be_read_and_taken_away(
    sealed: Minutes, writer: Client, signed_in: SignIn
):
    meeting = sealed.meeting_id
    page = writer.get(address("edition_make", meeting))
    assert "ที่ประชุมได้ร่วมพิจารณา" in page.content.decode()

    asked = {"seen": "1", "reason": "", "resolved_in": "", "text_5_1": "ฉบับใหม่"}
    assert writer.post(address("edition_make", meeting), asked).status_code == 422
    writer.post(address("edition_make", meeting), {**asked, "reason": "พิมพ์ตก"})
    assert writer.post(address("edition_make", meeting), {**asked, "reason": "อีกคน"}).status_code == 409

    member = signed_in(build.seated("member"))
    newest, first = (member.get(address("edition", meeting, number)).content.decode() for number in (2, 1))
    assert "ฉบับใหม่" in newest and "พิมพ์ตก" in newest
    assert "ฉบับใหม่" not in first and "ที่ประชุมได้ร่วมพิจารณา" in first
    assert "ฉบับใหม่" in member.get(address("minutes", meeting)).content.decode()
    file = member.get(address("edition_file", meeting, 1)).content
    assert hashlib.sha256(file).hexdigest() == sealed.frozen_sha256
    assert member.get(address("edition", meeting, 3)).status_code == 404
    assert member.get(address("edition_make", meeting)).status_code == 403
