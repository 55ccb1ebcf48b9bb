"""Evidence comes in."""

from datetime import date

from django.db import transaction

from areas.models import Area, Evidence
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor


@transaction.atomic
def add_evidence(
    actor: Actor,
    *,
    area_id: int,
    title: str,
    dated: date,
    file_id: int | None = None,
    link: str = "",
    is_example: bool = False,
) -> Evidence:
    """Add one file, kept beforehand (`files.keep_upload`), or one link to an area."""
    area = Area.objects.visible_to(actor).get(pk=area_id)
    rules.require(actor, "evidence.add", area)
    evidence = Evidence(
        area=area,
        title=title,
        dated=dated,
        file_id=file_id,
        link=link,
        added_by_id=actor.user_id,
        is_example=is_example,
    )
    evidence.save(force_insert=True)
    after = {"area": area.code, "title": evidence.title, "dated": dated, "link": link}
    if evidence.file:
        after["sha256"] = evidence.file.sha256
    record(actor, "evidence.add", evidence, after=after)
    return evidence
