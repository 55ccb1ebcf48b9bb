from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm, people_of
from committee.models import Body, Order
from committee.models.body import BodyKind
from committee.models.order import OrderKind
from committee.models.seat import SeatKind, SeatRole, Sector
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.files import UploadRefused, check_upload
from ecotown.kernel.rules import Actor


class OrderForm(ServiceForm):
    issuer = ThaiNameField(label=_("Issuer, as printed"), max_length=120, initial="คำสั่งจังหวัดภูเก็ต")
    number = NumberOfYearField(label=_("Number / year"))
    signed_on = ThaiDateField(label=_("Dated"))
    title = ThaiNameField(label=_("Subject"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrderKind.choices)
    amends = ChosenField(label=_("Order that it changes or replaces"), required=False)
    body = ChosenField(label=_("Body that it appoints"), required=False)
    new_body = ThaiNameField(label=_("Or a new body of this name"), max_length=200, required=False)
    new_body_kind = forms.ChoiceField(
        label=_("Kind of the new body"), choices=BodyKind.choices, initial=BodyKind.WORKING_GROUP, required=False
    )
    in_force_from = ThaiDateField(label=_("In force from"))
    in_force_until = ThaiDateField(
        label=_("No longer in force from"),
        required=False,
        help_text=_("Empty: in force until another order says otherwise."),
    )
    proposer = ThaiNameField(label=_("Proposed by"), max_length=200, required=False)
    legal_basis = ThaiTextField(
        label=_("Legal basis"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    scan = forms.FileField(label=_("Scan of the signed order"), required=False, help_text=_("PDF, JPEG or PNG."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orders = Order.objects.visible_to(actor).order_by("be_year", "number")
        self.offer("amends", [(order.pk, f"{order} {order.title}") for order in orders], _("– none: it appoints –"))
        bodies = Body.objects.visible_to(actor).order_by("pk")
        self.offer("body", [(body.pk, body) for body in bodies], _("– a new one –"))

    def clean_scan(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["scan"]
        if upload:
            try:
                check_upload(upload)
            except UploadRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["number"], facts["be_year"] = facts["number"]
        facts["amends_id"], facts["body_id"] = facts.pop("amends"), facts.pop("body")
        facts["new_body_kind"] = facts["new_body_kind"] or BodyKind.WORKING_GROUP
        del facts["scan"]
        return facts


class SeatForm(ServiceForm):
    post = ThaiNameField(
        label=_("Post, as the order lists it"), max_length=200, help_text=_("For instance อุตสาหกรรมจังหวัดภูเก็ต")
    )
    role = forms.ChoiceField(label=_("Role on the body"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    kind = forms.ChoiceField(label=_("How it is filled"), choices=SeatKind.choices)
    organisation = ThaiNameField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        help_text=_("Only for the seat of an organisation's representative."),
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    since = ThaiDateField(
        label=_("From"), required=False, help_text=_("Empty: from the day on which the order came into force.")
    )


class HolderForm(ServiceForm):
    person = ChosenField(label=_("Person"))
    since = ThaiDateField(label=_("From"))
    until = ThaiDateField(
        label=_("First day on which it is no longer held"),
        required=False,
        help_text=_("Empty: holds the seat until further notice."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", people_of(actor))

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["person_id"] = facts.pop("person")
        return facts


class DayForm(forms.Form):
    """The composition of a body on a chosen day."""

    on = ThaiDateField(label=_("Seats and holders on"))
