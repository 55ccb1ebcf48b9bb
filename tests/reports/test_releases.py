"""Two people bring a report before the public; three ways of approval; what refuses."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from committee.middleware import actor_of
from committee.models import Body, Person
from ecotown.kernel import files
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.flow import IllegalStep
from ecotown.kernel.models import JournalEntry, Notice, StoredFile, User
from ecotown.kernel.rules import Actor, Refused, Role
from reports import services
from reports.models import Release, Report
from reports.snapshot import content_hash
from tests import build
from tests.reports.sample import result, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_too, pytest.mark.usefixtures("site_dir")]
PDF = b"%PDF-1.7\nexample\n%%EOF\n"


def a_report(*, made: bool = True, **fields: Any) -> Report:
    """A finished report of the sample snapshot."""
    told = fields.pop("snapshot", None) or snapshot(result(2, low=3), result(1, low=3), result(1, low=1))
    stored = files.keep(PDF, name="report.pdf", mime="application/pdf") if made else None
    return Report.objects.create(**{
        "province": build.province(), "title": "รายงานความก้าวหน้า รอบประเมินที่ 1/2569", "as_of": date(2026, 9, 30),
        "snapshot": told, "sha256": content_hash("progress", told), "file": stored, "pages": 21 if made else None, **fields,
    })  # fmt: skip


@pytest.fixture
def staff() -> Actor:
    return build.assigned(Role.STAFF)


@pytest.fixture
def second() -> Actor:
    return build.assigned(Role.STAFF)


@pytest.fixture
def chair() -> Actor:
    return build.seated("chair")


def a_resolution(**fields: Any) -> int:
    held = build.closed_meeting(body=build.body(), held_on=date(2026, 9, 1), **fields.pop("meeting", {}))
    return build.resolution(meeting=held, **fields).pk


def a_scan() -> StoredFile:
    return files.keep(b"%PDF-1.4 memo", name="memo.pdf", mime="application/pdf")


def test_one_prepares_and_the_chair_approves(staff: Actor, chair: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk, note="ฉบับแรก")

    release = services.approve_release(chair, release_id=release.pk)

    assert (release.state, release.basis) == ("approved", "click")
    assert (release.prepared_by_id, release.approved_by_id) == (staff.person_id, chair.person_id)
    assert release.job is not None and release.job.kind == "release.publish"


def test_chair_is_told_of_a_proposal(staff: Actor, chair: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)

    assert [(each.user_id, each.path) for each in Notice.objects.all()] == [
        (chair.user_id, f"/desk/releases/{release.pk}/")
    ]


def test_nobody_approves_what_they_prepared(staff: Actor):
    both = build.assigned(Role.STAFF)
    build.holder(seat=build.seat(role="chair"), person=Person.objects.get(pk=both.person_id))
    both = actor_of(User.objects.get(pk=both.user_id))
    release = services.prepare_release(both, report_id=a_report().pk)

    for approve in (
        lambda: services.approve_release(both, release_id=release.pk),
        lambda: services.record_approval(both, release_id=release.pk, resolution_id=a_resolution()),
    ):
        with pytest.raises(Refused):
            approve()

    release.refresh_from_db()
    assert release.state == "draft"


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMIN, Role.AUDITOR, Role.VERIFIER])
def test_only_the_chair_approves_by_a_click(staff: Actor, role: Role):
    release = services.prepare_release(staff, report_id=a_report().pk)

    with pytest.raises(Refused):
        services.approve_release(build.assigned(role), release_id=release.pk)


def test_second_officer_records_a_signed_memo(staff: Actor, second: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)

    release = services.record_approval(
        second, release_id=release.pk, memo_number="ภก 0033/123", memo_dated=date(2026, 9, 29), memo_scan_id=a_scan().pk
    )

    assert (release.state, release.basis, release.memo_number) == ("approved", "memo", "ภก 0033/123")
    assert release.approved_by_id == second.person_id


def test_second_officer_records_a_resolution(staff: Actor, second: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)
    resolution = a_resolution()

    release = services.record_approval(second, release_id=release.pk, resolution_id=resolution)

    assert (release.state, release.basis, release.resolution_id) == ("approved", "resolution", resolution)


@pytest.mark.parametrize("lacking", ["memo_number", "memo_dated", "memo_scan_id"])
def test_memo_has_number_date_and_scan(staff: Actor, second: Actor, lacking: str):
    release = services.prepare_release(staff, report_id=a_report().pk)
    memo: dict[str, Any] = {"memo_number": "1/2569", "memo_dated": date(2026, 9, 29), "memo_scan_id": a_scan().pk}

    with pytest.raises(ValidationError):
        services.record_approval(second, release_id=release.pk, **{**memo, lacking: None})


def test_memo_of_tomorrow_is_refused(staff: Actor, second: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)

    with pytest.raises(ValidationError):
        services.record_approval(
            second, release_id=release.pk, memo_number="1", memo_dated=date(2099, 1, 1), memo_scan_id=a_scan().pk
        )


@pytest.mark.parametrize("fields", [{"kind": "refuse"}, {"kind": "postpone"}, {"meeting": {"quorum": False}}])
def test_resolution_that_approves_nothing_is_no_basis(staff: Actor, second: Actor, fields: dict[str, Any]):
    release = services.prepare_release(staff, report_id=a_report().pk)

    with pytest.raises(ValidationError):
        services.record_approval(second, release_id=release.pk, resolution_id=a_resolution(**fields))


def test_resolution_of_another_body_is_no_basis(staff: Actor, second: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)
    group = build.body(name="คณะทำงาน", kind="working_group")
    held = build.closed_meeting(body=group, held_on=date(2026, 9, 1))

    with pytest.raises(ValidationError):
        services.record_approval(second, release_id=release.pk, resolution_id=build.resolution(meeting=held).pk)


def test_report_that_is_not_made_cannot_be_proposed(staff: Actor):
    with pytest.raises(Refused):
        services.prepare_release(staff, report_id=a_report(made=False).pk)


def test_report_is_proposed_once(staff: Actor):
    report = a_report()
    services.prepare_release(staff, report_id=report.pk)

    with pytest.raises(Conflict):
        services.prepare_release(staff, report_id=report.pk)


def test_example_data_is_refused_unless_in_demonstration_mode(staff: Actor, chair: Actor, settings: Any):
    report = a_report(is_example=True)
    with pytest.raises(Refused):
        services.prepare_release(staff, report_id=report.pk)

    settings.DEMO = True
    release = services.prepare_release(staff, report_id=report.pk)
    settings.DEMO = False
    with pytest.raises(Refused):
        services.approve_release(chair, release_id=release.pk)


def test_proposal_can_be_taken_back_and_made_again(staff: Actor):
    report = a_report()
    release = services.prepare_release(staff, report_id=report.pk)

    assert services.drop_release(staff, release_id=release.pk).state == "dropped"
    assert services.prepare_release(staff, report_id=report.pk).state == "draft"


def test_approval_comes_once(staff: Actor, chair: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)
    services.approve_release(chair, release_id=release.pk)

    with pytest.raises((Refused, IllegalStep)):
        services.approve_release(chair, release_id=release.pk)


def test_failed_publication_is_tried_again_or_dropped(staff: Actor, chair: Actor):
    release = services.prepare_release(staff, report_id=a_report().pk)
    release = services.approve_release(chair, release_id=release.pk)
    with pytest.raises(Refused):
        services.drop_release(staff, release_id=release.pk)
    assert release.job is not None and release.approved_at is not None
    type(release.job).objects.update(state="failed", error="ดิสก์เต็ม", ended_at=release.approved_at)

    services.retry_publishing(staff, release_id=release.pk)
    release.job.refresh_from_db()
    assert release.job.state == "queued"

    type(release.job).objects.update(state="failed", error="ดิสก์เต็ม", ended_at=release.approved_at)
    dropped = services.drop_release(staff, release_id=release.pk)
    assert (dropped.state, dropped.basis, dropped.approved_by_id) == ("dropped", "", None)


def test_release_of_another_province_is_not_there(chair: Actor):
    other = Release.objects.create(
        province=build.province("84", "สุราษฎร์ธานี"), report=a_report(province=build.province("84", "สุราษฎร์ธานี"))
    )

    with pytest.raises(Release.DoesNotExist):
        services.approve_release(chair, release_id=other.pk)


def test_each_act_leaves_its_line_in_the_journal(staff: Actor, chair: Actor):
    Body.objects.get_or_create(province=build.province(), name="คณะกรรมการ")
    release = services.prepare_release(staff, report_id=a_report().pk)
    services.approve_release(chair, release_id=release.pk)

    told = JournalEntry.objects.about(release).order_by("number").values_list("act", "actor_id")
    assert list(told) == [("release.prepare", str(staff.user_id)), ("release.approve", str(chair.user_id))]
