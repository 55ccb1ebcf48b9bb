"""How the office of a province writes its papers."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from committee.models import OfficeSetting, Province
from committee.models.paper import PaperKind
from ecotown.kernel import rules
from ecotown.kernel.journal import record
from ecotown.kernel.rules import Actor

FIELDS = ("name", "address", "telephone", "email", "thai_digits", "docx_font", "docx_size", "needs_online_record")


@transaction.atomic
def change_office(
    actor: Actor,
    *,
    name: str,
    address: str,
    telephone: str,
    email: str,
    thai_digits: Sequence[str],
    docx_font: str,
    docx_size: int,
    needs_online_record: bool,
) -> OfficeSetting:
    """Papers made from now on are set so; those that were made stay as they are."""
    rules.require(actor, "office.change")
    province = Province.objects.select_for_update().get(pk=actor.province)
    office = OfficeSetting.objects.get_or_create(province=province)[0]
    if not set(thai_digits) <= set(PaperKind.values):
        raise ValidationError({"thai_digits": _("Choose kinds of papers from the list.")})
    before = {field: getattr(office, field) for field in FIELDS}
    office.name, office.address, office.telephone, office.email = name, address, telephone, email
    office.thai_digits = [kind for kind in PaperKind.values if kind in thai_digits]
    office.docx_font, office.docx_size = docx_font, docx_size
    office.needs_online_record = needs_online_record
    office.save()
    record(actor, "office.change", office, before=before, after={field: getattr(office, field) for field in FIELDS})
    return office
