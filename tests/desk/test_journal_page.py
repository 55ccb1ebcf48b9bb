"""The journal page: for those who watch, with what each act was about."""

import pytest

from ecotown.desk.acts import ACTS, ROLES
from ecotown.kernel import journal, rules
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Role
from tests import build

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def write(thing: object = None, act: str = "person.add", **fields: object) -> JournalEntry:
    return journal.record(build.actor(Role.STAFF), act, thing or build.province(), **fields)  # type: ignore[arg-type]


def test_every_act_and_role_has_words():
    assert set(rules.TABLE) <= set(ACTS)
    assert set(ROLES) == set(Role)


def test_no_word_is_kept_for_an_act_that_is_gone():
    assert set(ACTS) - set(rules.TABLE) == set()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.AUDITOR, 200), (Role.STAFF, 403), (Role.ADMIN, 403), (Role.AGENCY, 403), (Role.VERIFIER, 403)],
)
def test_journal_is_for_the_auditor(role: Role, status: int):
    assert build.browser(build.assigned(role)).get("/desk/journal/").status_code == status


@pytest.mark.parametrize(("role", "status"), [("secretary", 200), ("chair", 403), ("member", 403)])
def test_of_the_seats_only_the_secretary_reads_it(role: str, status: int):
    assert build.browser(build.seated(role)).get("/desk/journal/").status_code == status


def test_line_tells_act_person_object_reason_and_change():
    write(before={"name": "ก่อน"}, after={"name": "หลัง"}, reason="แก้คำผิด")

    page = build.browser(build.assigned(Role.AUDITOR)).get("/desk/journal/")

    html = page.content.decode()
    line = page.context["lines"][0]
    assert (line.before, line.after, line.reason) == ([("name", "ก่อน")], [("name", "หลัง")], "แก้คำผิด")
    for words in ("ผู้ทดสอบ", "จังหวัดภูเก็ต", "แก้คำผิด", "ก่อน", "หลัง"):
        assert words in html


def test_filters_narrow_to_object_act_and_person():
    other = build.province("81", "กระบี่")
    write()
    write(other, "person.change")
    browser = build.browser(build.assigned(Role.AUDITOR))

    def numbers(query: str) -> list[int]:
        return [entry.number for entry in browser.get(f"/desk/journal/?{query}").context["page"]]

    assert numbers("type=committee.province&id=81") == [2]
    assert numbers("act=person.add") == [1]
    assert numbers("who=ทดสอบ") == [2, 1]
    assert numbers("who=ไม่มี") == []


def test_unknown_filter_is_422_and_shows_the_page():
    assert build.browser(build.assigned(Role.AUDITOR)).get("/desk/journal/?act=x").status_code == 422


def test_pages_hold_fifty_lines_and_keep_the_filter():
    for _ in range(51):
        write()
    browser = build.browser(build.assigned(Role.AUDITOR))

    first = browser.get("/desk/journal/?act=person.add")

    assert len(first.context["lines"]) == 50
    assert 'href="?act=person.add&amp;page=2"' in first.content.decode()
    assert len(browser.get("/desk/journal/?act=person.add&page=2").context["lines"]) == 1


def test_what_was_written_is_text_and_never_markup():
    write(after={"name": "<script>alert(1)</script>"})

    assert "<script>alert" not in build.browser(build.assigned(Role.AUDITOR)).get("/desk/journal/").content.decode()
