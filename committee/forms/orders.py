from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Body, Order
from committee.models.body import BodyKind
from committee.models.order import OrderKind
from ecotown.kernel import rules
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTextField
from ecotown.kernel.files import UploadRefused, check_upload
from ecotown.kernel.rules import Actor

# Nobody appoints a network, so no order creates one.
APPOINTED = [choice for choice in BodyKind.choices if choice[0] != BodyKind.NETWORK]


class _ScanForm(ServiceForm):
    """With the scan of the signed order; the view keeps its bytes before the service begins."""

    scan = forms.FileField(label=_("Scan of the signed order"), required=False, help_text=_("PDF, JPEG or PNG."))

    def clean_scan(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["scan"]
        if upload:
            try:
                check_upload(upload)
            except UploadRefused as refused:
                raise forms.ValidationError(str(refused)) from refused
        return upload

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "scan"}


class OrderForm(_ScanForm):
    issuer = ThaiNameField(label=_("Issuer, as printed"), max_length=120, initial="คำสั่งจังหวัดภูเก็ต")
    number = NumberOfYearField(label=_("Number / year"))
    signed_on = ThaiDateField(label=_("Dated"))
    title = ThaiNameField(label=_("Subject"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrderKind.choices)
    amends = ChosenField(label=_("Order that it changes or replaces"), required=False)
    body = ChosenField(label=_("Body that it appoints"), required=False)
    new_body = ThaiNameField(label=_("Or a new body of this name"), max_length=200, required=False)
    new_body_kind = forms.ChoiceField(
        label=_("Kind of the new body"), choices=APPOINTED, initial=BodyKind.WORKING_GROUP, required=False
    )
    new_body_parent = ChosenField(label=_("The new working group belongs to"), required=False)
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

    field_order = [
        "issuer", "number", "signed_on", "title", "kind", "amends", "body", "new_body", "new_body_kind", "new_body_parent",
        "in_force_from", "in_force_until", "proposer", "legal_basis", "scan",
    ]  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = Order.objects.visible_to(actor).select_related("body").order_by("be_year", "number")
        orders = [order for order in every if rules.allows(actor, "order.add", order.body)]
        self.offer("amends", [(order.pk, f"{order} {order.title}") for order in orders], _("– none: it appoints –"))
        that_meet = Body.objects.visible_to(actor).that_meet().order_by("pk")
        bodies = [(body.pk, body) for body in that_meet if rules.allows(actor, "order.add", body)]
        self.offer("body", bodies, _("– a new one –"))
        self.offer("new_body_parent", bodies, _("– none –"))

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        facts["number"], facts["be_year"] = facts["number"]
        facts["amends_id"], facts["body_id"] = facts.pop("amends"), facts.pop("body")
        facts["new_body_parent_id"] = facts.pop("new_body_parent")
        facts["new_body_kind"] = facts["new_body_kind"] or BodyKind.WORKING_GROUP
        return facts


class OrderChangeForm(_ScanForm):
    """What is no number and no date: those follow from the signed paper and carry seats and terms."""

    title = ThaiNameField(label=_("Subject"), max_length=300)
    proposer = ThaiNameField(label=_("Proposed by"), max_length=200, required=False)
    legal_basis = ThaiTextField(
        label=_("Legal basis"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )

    field_order = ["title", "proposer", "legal_basis", "scan"]


class DutyForm(ServiceForm):
    code = ThaiNameField(
        label=_("Code"), max_length=6, help_text=_("Number of the clause or a short mark, for instance 1 or D1.")
    )
    text = ThaiTextField(
        label=_("Duty, in the words of the order"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
    is_announced = forms.BooleanField(label=_("Announced only, not a clause of the order"), required=False)


class DayForm(forms.Form):
    """The composition of a body on a chosen day."""

    on = ThaiDateField(label=_("Seats and holders on"))
