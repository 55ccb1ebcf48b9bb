from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ServiceForm
from committee.models import Seat
from committee.models.attendance import ReplyKind
from ecotown.kernel.fields import ThaiNameField


class ReplyForm(ServiceForm):
    kind = forms.ChoiceField(label=_("Answer"), choices=ReplyKind.choices, widget=forms.RadioSelect)
    reason = ThaiNameField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Of one who does not come in person.")
    )
    name = ThaiNameField(label=_("Name of the substitute"), max_length=200, required=False)
    post = ThaiNameField(
        label=_("Post of the substitute"),
        max_length=200,
        required=False,
        help_text=_("The substitute counts with a letter of delegation only, which is handed in at the meeting."),
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not seat.may_be_delegated:
            del self.fields["name"], self.fields["post"]
            offered = [choice for choice in ReplyKind.choices if choice[0] != ReplyKind.SUBSTITUTE]
            cast(forms.ChoiceField, self.fields["kind"]).choices = offered
