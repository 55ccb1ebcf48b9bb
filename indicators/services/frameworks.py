"""Taking frameworks in, copying one as a new version, bringing one into force."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import Province, Source
from committee.models.source import SourceKind
from ecotown.kernel import rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor
from indicators.exchange import (
    FrameworkDraft,
    FrameworkFaulty,
    draft_of,
    fill,
    lay_out,
    read_framework,
    write_framework,
)
from indicators.models import Framework
from indicators.models.framework import FrameworkState
from indicators.states import FRAMEWORK_FLOW

FAULTS_TOLD = 3


@transaction.atomic
def import_framework(actor: Actor, *, draft: FrameworkDraft) -> Framework:
    """Lay a document down as rows, as a draft. The same document twice is one framework, unchanged.

    A draft of this code and version is replaced; one in force or retired never is: Conflict.
    """
    Province.objects.select_for_update().get(pk=actor.province)
    named = Framework.objects.filter(province_id=actor.province, code=draft.code, version=draft.version)
    old = named.first()
    rules.require(actor, "framework.import", old)
    if old is not None and old.content_sha256 == draft.sha256:
        return old
    if old is not None and old.state != FrameworkState.DRAFT:
        raise Conflict(
            _("%(code)s version %(version)s is in use and is never changed. Give the file a new version.")
            % {"code": draft.code, "version": draft.version}
        )
    framework = Framework(
        pk=old.pk if old else None, province_id=actor.province, code=draft.code, version=draft.version
    )
    fill(framework, draft)
    framework.save()
    if old is not None:
        framework.indicators.all().delete()
        framework.levels.all().delete()
        framework.dimensions.all().delete()
    lay_out(framework, draft)
    record(
        actor, "framework.import", framework,
        before={"content_sha256": old.content_sha256} if old else None,
        after={"content_sha256": draft.sha256, "indicators": len(draft.indicators)},
    )  # fmt: skip
    return framework


@transaction.atomic
def copy_framework(actor: Actor, *, framework_id: int, version: str) -> Framework:
    """A new draft that says what this version says: the only way to change one that is in force."""
    Province.objects.select_for_update().get(pk=actor.province)
    old = Framework.objects.whole().get(pk=framework_id)
    rules.require(actor, "framework.copy", old)
    if Framework.objects.filter(province_id=old.province_id, code=old.code, version=version).exists():
        raise Conflict(_("%(code)s has a version %(version)s already.") % {"code": old.code, "version": version})
    draft = replace(draft_of(old), version=version)
    made = Framework(province_id=old.province_id, code=old.code, version=version, source=_source_of(old))
    fill(made, draft)
    made.save()
    lay_out(made, draft)
    record(actor, "framework.copy", made, after={"of": old.version, "version": version, "content_sha256": draft.sha256})
    return made


def _source_of(old: Framework) -> Source | None:
    """A copy of an example is the office's own work: it is no example, and stays when the examples go."""
    return None if old.source and old.source.kind == SourceKind.EXAMPLE else old.source


@transaction.atomic
def bring_into_force(actor: Actor, *, framework_id: int) -> Framework:
    """From now on rounds may use this version; an older one of the same code is retired."""
    framework = Framework.objects.select_for_update(of=("self",)).get(pk=framework_id)
    rules.require(actor, "framework.bring_into_force", framework)
    try:
        read_framework(write_framework(draft_of(Framework.objects.whole().get(pk=framework_id))))
    except FrameworkFaulty as faulty:
        said = "; ".join(f"{fault.place}: {fault.sentence}" for fault in faulty.faults[:FAULTS_TOLD])
        raise Conflict(_("The draft is not complete: %(faults)s") % {"faults": said}) from faulty
    older = Framework.objects.select_for_update(of=("self",)).filter(
        province_id=framework.province_id, code=framework.code, state=FrameworkState.IN_FORCE
    )
    retired = list(older)
    for each in retired:
        each.state = FRAMEWORK_FLOW.after(each.state, "retire")
        each.save(update_fields=["state"])
    framework.state = FRAMEWORK_FLOW.after(framework.state, "bring_into_force")
    framework.save(update_fields=["state"])
    record(
        actor, "framework.bring_into_force", framework,
        before={"state": "draft"}, after={"state": framework.state, "retired": [each.version for each in retired]},
    )  # fmt: skip
    return framework
