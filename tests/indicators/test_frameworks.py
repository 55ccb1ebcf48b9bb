import dataclasses

import pytest
from django.db import DatabaseError, transaction

from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import Refused, Role
from indicators.exchange import read_framework
from indicators.models import Aspect, Framework, Level, RubricLine
from indicators.services import bring_into_force, import_framework
from tests import build
from tests.indicators.test_exchange import SMALL

pytestmark = [pytest.mark.sqlite_too, pytest.mark.django_db]


@pytest.fixture
def staff():
    build.province()
    return build.actor(Role.STAFF)


@pytest.fixture
def secretary():
    return build.actor(Role.SECRETARY)


def test_import_lays_a_draft_down_as_rows(staff):
    framework = import_framework(staff, draft=read_framework(SMALL))

    assert (framework.state, framework.pass_point, framework.is_official) == ("draft", 1, False)
    indicator = framework.indicators.get()
    assert (indicator.sort, indicator.level.number, indicator.aspect.dimension.code) == (1, 1, "PHY")
    assert [line.text for line in indicator.rubric.all()] == ["ไม่มี", "มีร่าง", "ประกาศแล้ว"]
    assert JournalEntry.objects.get().act == "framework.import"


def test_import_of_the_same_document_changes_nothing(staff):
    first = import_framework(staff, draft=read_framework(SMALL))
    ids = list(first.indicators.values_list("pk", flat=True))

    second = import_framework(staff, draft=read_framework(SMALL))

    assert second.pk == first.pk and list(second.indicators.values_list("pk", flat=True)) == ids
    assert JournalEntry.objects.count() == 1


def test_import_replaces_a_draft_of_the_same_version(staff):
    import_framework(staff, draft=read_framework(SMALL))

    changed = import_framework(staff, draft=read_framework(SMALL.replace("มีผังพื้นที่\n", "มีผังพื้นที่รวม\n", 1)))

    assert [one.name for one in changed.indicators.all()] == ["มีผังพื้นที่รวม"]
    assert Framework.objects.count() == 1


def test_framework_in_force_is_never_changed(staff, secretary):
    draft = read_framework(SMALL)
    bring_into_force(secretary, framework_id=import_framework(staff, draft=draft).pk)

    with pytest.raises(Conflict):
        import_framework(staff, draft=dataclasses.replace(draft, title="ชื่ออื่น"))

    assert Framework.objects.get().title == "เกณฑ์ย่อ"


@pytest.mark.parametrize(
    "attack",
    [
        lambda framework: Framework.objects.filter(pk=framework.pk).update(pass_point=2),
        lambda framework: framework.indicators.update(name="อื่น"),
        lambda framework: framework.indicators.update(weight=2),
        lambda framework: framework.indicators.all().delete(),
        lambda framework: framework.levels.update(rule={}),
        lambda framework: Aspect.objects.filter(dimension__framework=framework).update(name="อื่น"),
        lambda framework: RubricLine.objects.filter(indicator__framework=framework).update(text="อื่น"),
        lambda framework: framework.delete(),
        lambda framework: Level.objects.create(framework=framework, number=9, name="ระดับที่ 9", wording="เพิ่ม"),
        lambda framework: RubricLine.objects.create(indicator=framework.indicators.get(), point=9, text="เพิ่ม"),
    ],
    ids=["pass point", "name", "weight", "indicator", "rule", "aspect", "rubric", "whole", "new level", "new point"],
)
def test_the_database_refuses_a_change_of_a_framework_in_force(staff, secretary, attack):
    framework = bring_into_force(secretary, framework_id=import_framework(staff, draft=read_framework(SMALL)).pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        attack(framework)

    Framework.objects.filter(pk=framework.pk).update(state="retired", source=None)
    assert Framework.objects.get().state == "retired"


def test_newer_version_in_force_retires_the_older(staff, secretary):
    draft = read_framework(SMALL)
    bring_into_force(secretary, framework_id=import_framework(staff, draft=draft).pk)
    newer = import_framework(staff, draft=dataclasses.replace(draft, version="2"))

    bring_into_force(secretary, framework_id=newer.pk)

    assert dict(Framework.objects.values_list("version", "state")) == {"1": "retired", "2": "in_force"}


def test_framework_in_force_cannot_be_brought_into_force_again(staff, secretary):
    framework = import_framework(staff, draft=read_framework(SMALL))
    bring_into_force(secretary, framework_id=framework.pk)

    with pytest.raises(Refused):
        bring_into_force(secretary, framework_id=framework.pk)


def test_member_may_not_import_nor_staff_bring_into_force(staff):
    draft = read_framework(SMALL)
    with pytest.raises(Refused):
        import_framework(build.actor(Role.MEMBER), draft=draft)
    framework = import_framework(staff, draft=draft)

    with pytest.raises(Refused):
        bring_into_force(staff, framework_id=framework.pk)
