"""What lies before a meeting under each matter; of what is classified only number and place."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from committee.models import AgendaItem, AgendaPaper, Meeting
from committee.models.section import Section
from committee.secrecy import CLASSED
from committee.services.agenda import remove_agenda_item
from committee.services.agenda_papers import add_agenda_paper, remove_agenda_paper
from ecotown.kernel import thai
from ecotown.kernel.models import StoredFile
from ecotown.kernel.rules import Actor, Refused
from tests import build
from tests.committee.conftest import SignIn, address
from tests.committee.records import planned

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]
TODAY = thai.today()
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def matter(meeting: Meeting, title: str, section: int = Section.CONSIDERATION) -> AgendaItem:
    return AgendaItem.objects.append(meeting, section, title)


def test_a_paper_is_laid_under_a_matter_and_taken_home_by_a_member(office: Client, signed_in: SignIn, member_of: Actor):
    item = matter(build.meeting(held_on=TODAY + timedelta(days=7)), "ขยะอุตสาหกรรม")

    answer = office.post(address("agenda_paper_add", item.pk), {
        "title": "ผลสำรวจ", "file": SimpleUploadedFile("ผลสำรวจ.pdf", PDF, "application/pdf"),
    })  # fmt: skip

    paper = AgendaPaper.objects.get()
    assert answer["Location"].endswith(f"#item-{item.pk}")
    member = signed_in(member_of)
    assert "ผลสำรวจ" in member.get(address("meeting", item.meeting_id)).content.decode()
    got = member.get(address("agenda_paper", paper.pk))
    assert b"".join(got.streaming_content) == PDF and got["Content-Disposition"].startswith("attachment")


@pytest.fixture
def member_of(db: None) -> Actor:
    return build.seated("member")


def test_a_classified_paper_is_not_kept_whatever_is_said_of_its_file(office: Client):
    item = matter(build.meeting(held_on=TODAY + timedelta(days=7)), "ขยะอุตสาหกรรม")
    upload = {"file": SimpleUploadedFile("แผน.pdf", PDF, "application/pdf")}
    marked = {"file": SimpleUploadedFile("ลับมาก-แผน.pdf", PDF, "application/pdf")}

    for typed in (
        {"title": "แผน", "secrecy": "secret", "number": "1", "kept_at": "ตู้", **upload},
        {"title": "แผน", **marked},
    ):
        answer = office.post(address("agenda_paper_add", item.pk), typed)
        assert answer.status_code == 422 and list(answer.context["form"].errors) == ["file"]
    assert not StoredFile.objects.exists() and not AgendaPaper.objects.exists()

    office.post(address("agenda_paper_add", item.pk), {
        "title": "แผน", "secrecy": "secret", "number": "ลับมาก ภก 0033/7", "kept_at": "ตู้นิรภัย ชั้น 2",
    })  # fmt: skip
    page = office.get(address("meeting", item.meeting_id)).content.decode()
    assert "0033/7" in page and "ตู้นิรภัย" in page and "ลับมาก" in page
    assert office.get(address("agenda_paper", AgendaPaper.objects.get().pk)).status_code == 404


@pytest.mark.parametrize(
    ("title", "is_classed"),
    [("ลับ", True), ("เอกสาร (ลับที่สุด)", True), ("ลับมาก-แผน.pdf", True), ("กลับมาพิจารณา", False), ("แผนลับแล", False), ("การกลับรถ", False)],
)  # fmt: skip
def test_the_word_of_a_class_is_told_from_words_that_hold_it(title: str, is_classed: bool):
    assert bool(CLASSED.search(title)) is is_classed


def test_a_paper_has_a_file_or_says_where_it_is_kept(staff: Actor):
    item = matter(planned(staff), "ขยะอุตสาหกรรม")

    classed = {"secrecy": "confidential"}
    wrong = [({}, "file"), ({**classed, "number": "1"}, "kept_at"), ({**classed, "kept_at": "ตู้"}, "number")]
    for facts, field in wrong:
        with pytest.raises(ValidationError) as refused:
            add_agenda_paper(staff, agenda_item_id=item.pk, title="แผน", **facts)
        assert list(refused.value.message_dict) == [field]


def test_a_file_that_is_not_what_its_name_says_is_refused(office: Client):
    item = matter(build.meeting(held_on=TODAY + timedelta(days=7)), "ขยะอุตสาหกรรม")

    answer = office.post(
        address("agenda_paper_add", item.pk),
        {"title": "แผน", "file": SimpleUploadedFile("แผน.pdf", b"<html>", "application/pdf")},
    )

    assert answer.status_code == 422 and not StoredFile.objects.exists()


def test_papers_are_taken_away_while_the_meeting_is_planned_only(staff: Actor, office: Client):
    item = matter(planned(staff), "ขยะอุตสาหกรรม")
    paper, other = build.agenda_paper(agenda_item=item), build.agenda_paper(agenda_item=item)
    with pytest.raises(ValidationError):
        remove_agenda_item(staff, agenda_item_id=item.pk)

    office.post(address("agenda_paper_remove", paper.pk))
    assert list(item.papers.all()) == [other]
    Meeting.objects.filter(pk=item.meeting_id).update(state="closed")
    with pytest.raises(Refused):
        remove_agenda_paper(staff, paper_id=other.pk)
    with pytest.raises(Refused):
        add_agenda_paper(staff, agenda_item_id=item.pk, title="แผน", secrecy="secret", number="1", kept_at="ตู้")


def test_papers_of_another_province_are_not_there(office: Client):
    far = build.body("คณะกรรมการอื่น", province=build.province("84", "สุราษฎร์ธานี"))
    paper = build.agenda_paper(agenda_item=matter(build.meeting(body=far), "ก"))

    assert office.get(address("agenda_paper", paper.pk)).status_code == 404
    assert office.post(address("agenda_paper_remove", paper.pk)).status_code == 404
