"""The desk: one next act, then what waits; who has sent in sheets, never what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ecotown.desk import home
from ecotown.kernel import thai
from ecotown.kernel.models import Notice
from ecotown.kernel.notices import notify
from ecotown.kernel.rules import Role
from ecotown.kernel.todo import Todo
from tests import build
from tests.desk import example_app

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too]


def due(days: int | None, title: str) -> Todo:
    return Todo(title, f"/desk/{title}/", due=None if days is None else thai.today() + timedelta(days=days), act="เปิด")


@pytest.fixture
def waiting(settings: Any) -> Callable[..., None]:
    """The desk of a house with one app, which has these things waiting."""
    settings.DESK_SOURCES = ["tests.desk.example_app"]

    def put(*todos: Todo) -> None:
        example_app.WAITING[:] = todos

    return put


def test_what_is_late_comes_first_and_what_has_no_date_last(waiting: Callable[..., None]):
    waiting(due(None, "later"), due(9, "nine"), due(-3, "late"), due(0, "today"))

    found = home.gather(build.actor(Role.STAFF))

    assert [(each.todo.title, each.days, each.late_by) for each in found] == [
        ("late", -3, 3),
        ("today", 0, 0),
        ("nine", 9, 0),
        ("later", None, 0),
    ]
    assert [[each.todo.title for each in group.items] for group in home.grouped(found)] == [
        ["late"],
        ["today"],
        ["nine"],
        ["later"],
    ]


def test_the_most_pressing_thing_is_the_one_next_act(waiting: Callable[..., None]):
    waiting(due(9, "nine"), due(-3, "late"))

    page = build.browser(build.assigned(Role.STAFF)).get("/desk/")

    html = page.content.decode()
    assert page.context["first"].todo.title == "late"
    assert html.count("data-next") == 1
    assert html.index('href="/desk/late/"') < html.index('href="/desk/nine/"')


@pytest.mark.parametrize("role", list(Role)[1:])
def test_desk_opens_for_every_role_with_one_next_act(role: Role):
    somebody = build.seated(role) if role in (Role.MEMBER, Role.CHAIR, Role.SECRETARY) else build.assigned(role)

    answer = build.browser(somebody).get("/desk/")

    assert answer.status_code == 200
    assert answer.content.decode().count("data-next") == 1


def test_an_account_without_a_role_is_told_so():
    client = Client()
    client.force_login(build.user("nobody"))

    page = client.get("/desk/").content.decode()

    assert page.count("data-next") == 1
    assert 'href="/"' in page


def test_sheets_count_people_who_sent_in_all_of_theirs():
    areas = [build.area(), build.area("830106", "ฉลอง")]
    round_ = build.round_(state="scoring", areas=areas)
    done, half, idle = build.holder(), build.holder(), build.holder()
    for area in areas:
        build.sheet(round=round_, holder=done, area=area, state="submitted", submitted_at="2026-08-01T09:00:00+07:00")
        build.sheet(round=round_, holder=idle, area=area)
    build.sheet(round=round_, holder=half, area=areas[0], state="submitted", submitted_at="2026-08-01T09:00:00+07:00")
    build.sheet(round=round_, holder=half, area=areas[1])

    assert home.sheets_of(round_) == {"total": 3, "submitted": 1}


def test_an_open_round_is_locked_with_reason_date_and_opener():
    build.round_(state="scoring")

    page = build.browser(build.seated()).get("/desk/").content.decode()

    assert 'class="locked"' in page
    assert "31 ธันวาคม 2642" in page


def test_levels_are_those_of_the_newest_revealed_round():
    framework = build.framework(levels=2, indicators=2)
    settled = build.round_(framework=framework, state="settled", revealed_at="2026-08-01T09:00:00+07:00")
    for indicator in framework.indicators.all():
        build.settled(settled, indicator, "4")
    build.round_(framework=framework, state="scoring")
    browser = build.browser(build.seated())

    part = browser.get("/desk/levels/", headers={"HX-Request": "true"})

    assert part.context["round"] == settled
    assert [one.result.level for one in part.context["results"]] == [2]
    assert part.content.decode().strip() in browser.get("/desk/levels/").content.decode()


def test_levels_are_not_for_those_who_see_no_scores():
    build.round_(state="settled", revealed_at="2026-08-01T09:00:00+07:00")
    admin = build.browser(build.assigned(Role.ADMIN))

    assert "/desk/levels/" not in admin.get("/desk/").content.decode()
    assert admin.get("/desk/levels/").context["results"] == []


def test_notices_are_ones_own_and_can_be_read():
    member, other = build.seated(), build.seated()
    notify([member.user_id, other.user_id], key="round:1", subject="เปิดให้คะแนนแล้ว", path="/desk/rounds/1/")
    browser = build.browser(member)
    assert "เปิดให้คะแนนแล้ว" in browser.get("/desk/").content.decode()

    answer = browser.post("/desk/notices/read/")

    assert answer["Location"] == "/desk/"
    assert "เปิดให้คะแนนแล้ว" not in browser.get("/desk/").content.decode()
    assert list(Notice.objects.unread().values_list("user_id", flat=True)) == [other.user_id]


def queries_of(address: str, browser: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_query_count_is_flat():
    """Session, user, three for the actor; then what each app has waiting (meetings, invitations without a reply,
    follow-ups, notices to be told by hand, sheets and rounds, reports), notices, rounds and people per open round."""
    secretary = build.seated("secretary")
    browser = build.browser(secretary)
    round_ = build.round_(state="scoring")
    build.sheet(round=round_)
    notify([secretary.user_id], key="a", subject="ก")
    one = queries_of("/desk/", browser)

    for number in range(2):
        build.sheet(round=round_)
        notify([secretary.user_id], key=str(number), subject="ก")
        build.meeting()

    assert queries_of("/desk/", browser) == one
    assert one <= 17
