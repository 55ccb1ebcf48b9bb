"""Drafts in the browser: new versions, two side by side, rows changed and taken out; what is used is never changed."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from committee.models import Source
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Refused, Role
from indicators.exchange import draft_of, read_framework, write_workbook
from indicators.exchange.differences import compare
from indicators.exchange.draft import RuleDraft
from indicators.models import Framework
from indicators.services import (
    bring_into_force,
    change_indicator,
    change_level,
    copy_framework,
    import_framework,
    remove_indicator,
)
from tests import build
from tests.indicators.asking import signed_in, words
from tests.indicators.test_exchange import SMALL

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]

TWO = SMALL + SMALL[SMALL.index("  - code: A-01") :].replace("A-01", "A-02").replace("มีผังพื้นที่\n", "มีทางระบายน้ำ\n")


@pytest.fixture
def staff():
    build.province()
    return build.actor(Role.STAFF)


@pytest.fixture
def draft(staff):
    return import_framework(staff, draft=read_framework(TWO))


def said(framework: Framework):
    return draft_of(Framework.objects.whole().get(pk=framework.pk))


def test_new_version_says_word_for_word_what_the_old_one_says(staff, draft):
    bring_into_force(build.actor(Role.SECRETARY), framework_id=draft.pk)

    made = copy_framework(staff, framework_id=draft.pk, version="2")

    assert (made.state, made.version) == ("draft", "2")
    assert said(made) == replace(said(draft), version="2")
    assert made.content_sha256 == said(made).sha256
    with pytest.raises(Conflict):
        copy_framework(staff, framework_id=draft.pk, version="2")


def test_indicator_of_a_draft_is_changed_as_a_whole_and_journalled(staff, draft):
    old = said(draft).indicators[0]
    new = replace(old, name="มีผังเมือง", weight=Decimal("2.5"), kind="mandatory", rubric=("ก", "ข", "ค"))

    change_indicator(staff, framework_id=draft.pk, code="A-01", seen=old.sha256, said=new)

    assert said(draft).indicators[0] == new
    draft.refresh_from_db()
    assert draft.content_sha256 == said(draft).sha256
    line = JournalEntry.objects.order_by("-number").first()
    assert (line.act, line.object_id) == ("framework.edit", str(draft.pk))


def test_second_writer_gets_a_conflict_with_both_texts(staff, draft):
    old = said(draft).indicators[0]
    change_indicator(staff, framework_id=draft.pk, code="A-01", seen=old.sha256, said=replace(old, name="หนึ่ง"))

    with pytest.raises(Conflict) as caught:
        change_indicator(staff, framework_id=draft.pk, code="A-01", seen=old.sha256, said=replace(old, name="สอง"))

    assert "สอง" in caught.value.mine and "หนึ่ง" in caught.value.theirs
    assert said(draft).indicators[0].name == "หนึ่ง"


def test_what_import_would_refuse_an_editor_refuses_too(staff, draft):
    old = said(draft).indicators[0]

    with pytest.raises(ValidationError) as caught:
        change_indicator(
            staff, framework_id=draft.pk, code="A-01", seen=old.sha256, said=replace(old, kind="measured", weight=Decimal(0))
        )  # fmt: skip

    assert set(caught.value.message_dict) == {"weight", "unit", "direction", "target"}


def test_rule_of_a_level_is_changed_and_one_that_nobody_could_pass_is_refused(staff, draft):
    old = said(draft).levels[0]
    choose = RuleDraft("CHOOSE", True, Decimal(2))

    change_level(staff, framework_id=draft.pk, number=1, seen=old.sha256, said=replace(old, rule=choose))

    assert draft.levels.get().rule == {"mode": "CHOOSE", "choose": "2", "requires_lower": True}
    now = said(draft).levels[0]
    three = replace(now, rule=RuleDraft("CHOOSE", True, Decimal(3)))
    with pytest.raises(ValidationError):
        change_level(staff, framework_id=draft.pk, number=1, seen=now.sha256, said=three)


def test_indicator_is_taken_out_and_a_draft_left_incomplete_cannot_come_into_force(staff, draft):
    old = said(draft)
    both = replace(old.levels[0], rule=RuleDraft("CHOOSE", True, Decimal(2)))
    change_level(staff, framework_id=draft.pk, number=1, seen=old.levels[0].sha256, said=both)

    remove_indicator(staff, framework_id=draft.pk, code="A-01", seen=old.indicators[0].sha256)

    assert [(one.code, one.sort) for one in draft.indicators.all()] == [("A-02", 1)]
    with pytest.raises(Conflict):
        bring_into_force(build.actor(Role.SECRETARY), framework_id=draft.pk)


@pytest.mark.parametrize("state", ["in_force", "retired"])
def test_framework_that_was_in_force_refuses_every_change(staff, draft, state):
    old = said(draft)
    bring_into_force(build.actor(Role.SECRETARY), framework_id=draft.pk)
    Framework.objects.filter(pk=draft.pk).update(state=state)
    one, level = old.indicators[0], old.levels[0]

    for change in (
        lambda: change_indicator(
            staff, framework_id=draft.pk, code="A-01", seen=one.sha256, said=replace(one, name="x")
        ),
        lambda: change_level(staff, framework_id=draft.pk, number=1, seen=level.sha256, said=replace(level, name="x")),
        lambda: remove_indicator(staff, framework_id=draft.pk, code="A-01", seen=one.sha256),
    ):
        with pytest.raises(Refused):
            change()
    assert said(draft) == old


def test_differences_tell_what_was_added_removed_and_changed_with_rules_and_weights():
    old = read_framework(TWO)
    third = replace(old.indicators[0], code="A-03", name="ใหม่")
    level = replace(old.levels[0], rule=RuleDraft("CHOOSE", True, Decimal(1)))
    second = replace(old.indicators[1], weight=Decimal(3), rubric=("ไม่มี", "มีร่างแล้ว", "ประกาศแล้ว"))

    found = compare(old, replace(old, title="อื่น", levels=(level,), indicators=(second, third)))

    assert (found.added, found.removed, found.changed) == (1, 1, 3)
    told = {(row.act, row.code): [(each.key, each.before, each.after) for each in row.changes]
            for part in found.parts for row in part.rows}  # fmt: skip
    assert told["changed", "A-02"] == [("weight", "1", "3"), ("point 1", "มีร่าง", "มีร่างแล้ว")]
    assert told["changed", "1"] == [(
        "rule", "ต้องผ่านตัวชี้วัดของระดับนี้ทุกข้อที่เกี่ยวข้องกับพื้นที่", "ต้องผ่านตัวชี้วัดของระดับนี้ไม่น้อยกว่า 1 ข้อ",
    )]  # fmt: skip
    assert told["added", "A-03"] == told["removed", "A-01"] == []
    assert not compare(old, old)


# -- the pages


@pytest.fixture
def client():
    return signed_in(build.seated("secretary"))


@pytest.fixture
def shown(client):
    client.post("/desk/frameworks/import/", {"text": TWO, "confirm": "on"})
    return Framework.objects.get()


def fields_of(answer) -> dict[str, object]:
    form = answer.context["form"]
    given = {name: form[name].value() for name in form.fields}
    given = {name: form[name].field.prepare_value(value) for name, value in given.items()}
    return {name: value for name, value in given.items() if value not in (None, False)}


def test_page_of_an_indicator_saves_and_gives_back_what_was_typed(client, shown):
    path = f"/desk/frameworks/{shown.pk}/indicators/A-01/"
    typed = fields_of(client.get(path)) | {"name": "มีผังเมืองรวม", "evidence": "ก\nข", "weight": "2"}

    assert client.post(path, typed).url == f"/desk/frameworks/{shown.pk}/#A-01"
    changed = shown.indicators.get(code="A-01")
    assert (changed.name, changed.evidence_expected, changed.weight) == ("มีผังเมืองรวม", ["ก", "ข"], 2)

    stale = client.post(path, typed | {"name": "อื่น"})
    assert stale.status_code == 409 and "มีผังเมืองรวม" in words(stale)

    faulty = client.post(path, fields_of(client.get(path)) | {"kind": "measured", "unit": "ตัน"})
    assert faulty.status_code == 422 and "ตัน" in words(faulty)
    assert set(faulty.context["form"].errors) == {"direction", "target"}


def test_page_of_a_level_saves_its_rule(client, shown):
    path = f"/desk/frameworks/{shown.pk}/levels/1/"
    typed = fields_of(client.get(path))

    assert client.post(path, typed | {"mode": "CHOOSE"}).status_code == 422
    assert client.post(path, typed | {"mode": "CHOOSE", "need": "1"}).status_code == 302
    (part,) = client.get(f"/desk/frameworks/{shown.pk}/").context["parts"]
    assert part["rule"] == "ต้องผ่านตัวชี้วัดของระดับนี้ไม่น้อยกว่า 1 ข้อ"


def test_new_version_is_made_and_held_against_the_old_one(client, shown):
    made = client.post(f"/desk/frameworks/{shown.pk}/new-version/", {"version": "2"})
    newer = Framework.objects.get(version="2")
    path = f"/desk/frameworks/{newer.pk}/indicators/A-02/"
    client.post(path, fields_of(client.get(path)) | {"name": "มีทางระบายน้ำสายหลัก"})

    answer = client.get(f"/desk/frameworks/{newer.pk}/compare/")

    assert made.url == f"/desk/frameworks/{newer.pk}/"
    assert (answer.context["other"].pk, answer.context["differences"].changed) == (shown.pk, 1)
    assert 'มีทางระบายน้ำ<ins class="changed">สายหลัก</ins>' in words(answer)


def test_workbook_goes_out_comes_in_changed_and_is_shown_against_what_is_there(client, shown):
    book = load_workbook(io.BytesIO(client.get(f"/desk/frameworks/{shown.pk}/workbook/").content))
    book["ตัวชี้วัด"]["D2"] = "ชื่อที่แก้"
    out = io.BytesIO()
    book.save(out)
    upload = io.BytesIO(out.getvalue())
    upload.name = "framework.xlsx"

    answer = client.post("/desk/frameworks/import/", {"file": upload})

    assert (answer.status_code, answer.context["differences"].changed) == (200, 1)
    assert shown.indicators.get(code="A-01").name == "มีผังพื้นที่"
    client.post("/desk/frameworks/import/", {"text": answer.context["content"], "confirm": "on"})
    assert Framework.objects.get().indicators.get(code="A-01").name == "ชื่อที่แก้"


def test_hostile_workbook_is_told_and_changes_nothing(client, shown):
    book = load_workbook(io.BytesIO(write_workbook(said(shown))))
    book["ตัวชี้วัด"]["D2"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    upload = io.BytesIO(out.getvalue())
    upload.name = "framework.xlsx"

    answer = client.post("/desk/frameworks/import/", {"file": upload})

    assert answer.status_code == 422 and "D2" in words(answer)
    assert said(shown) == read_framework(TWO)


def test_copy_of_an_example_is_no_example(staff):
    old = build.framework(source=Source.objects.create(key="example", kind="example", title="ข้อมูลตัวอย่าง"))

    made = copy_framework(staff, framework_id=old.pk, version="2")

    assert made.source is None
