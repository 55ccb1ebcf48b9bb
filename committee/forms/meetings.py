from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Body, Meeting
from committee.models.meeting import MeetingMode
from committee.models.seat import SeatRole
from ecotown.kernel import thai
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTextField, ThaiTimeField
from ecotown.kernel.rules import Actor

MODES = [choice for choice in MeetingMode.choices if choice[0] != MeetingMode.UNKNOWN]


class MeetingForm(ServiceForm):
    number = NumberOfYearField(label=_("Number / year"))
    held_on = ThaiDateField(label=_("Date"))
    begins_at = ThaiTimeField(label=_("Begins at"), required=False)
    venue = ThaiNameField(label=_("Place"), max_length=300)
    mode = forms.ChoiceField(label=_("How it is held"), choices=MODES)
    online_place = ThaiNameField(
        label=_("Online meeting room"),
        max_length=300,
        required=False,
        help_text=_("Name of the tool and address or number of the room; for a meeting through electronic means."),
    )

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["number"], facts["be_year"] = facts["number"]
        return facts


class PlanForm(MeetingForm):
    """Proposes what follows from the last meeting of the chosen body."""

    # Another body, another proposal: without JavaScript the proposal of the first one is typed over.
    body = ChosenField(
        label=_("Body"),
        widget=forms.Select(
            attrs={"hx-get": "", "hx-trigger": "change", "hx-target": "closest form", "hx-select": "main form", "hx-swap": "outerHTML"}
        ),
    )  # fmt: skip
    adjourned_from = ChosenField(
        label=_("Called again in place of"),
        required=False,
        help_text=_("A meeting that had no quorum. The smaller quorum holds where the invitation says so."),
    )

    field_order = ["body", "number", "held_on", "begins_at", "venue", "mode", "online_place", "adjourned_from"]

    def __init__(self, *args: Any, actor: Actor, asked: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(Body.objects.visible_to(actor).that_meet().order_by("pk"))
        self.offer("body", [(body.pk, body) for body in bodies])
        failed = Meeting.objects.visible_to(actor).without_quorum().filter(called_again__isnull=True)
        self.offer("adjourned_from", [(each.pk, f"{each} {each.body}") for each in failed], _("– none –"))
        if not failed:
            del self.fields["adjourned_from"]
        chosen = next((body for body in bodies if str(body.pk) == asked), bodies[0] if len(bodies) == 1 else None)
        if chosen is not None and not self.is_bound:
            self.initial = {**_proposal(actor, chosen), **self.initial}

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        facts["body_id"] = facts.pop("body")
        facts["adjourned_from_id"] = facts.pop("adjourned_from", None)
        return facts


def _proposal(actor: Actor, body: Body) -> dict[str, Any]:
    """The next number of the year; place, mode and time of the last meeting."""
    last = Meeting.objects.visible_to(actor).filter(body=body).order_by("be_year", "number").last()
    year = max(thai.be_year(actor.on), last.be_year if last else 0)
    number = last.number + 1 if last and last.be_year == year else 1
    proposal: dict[str, Any] = {"body": body.pk, "number": (number, year)}
    if last is not None:
        mode = MeetingMode.ON_SITE if last.mode == MeetingMode.UNKNOWN else last.mode
        proposal |= {"venue": last.venue, "mode": mode, "online_place": last.online_place}
        proposal["begins_at"] = last.begins_at or last.started_at
    return proposal


class CallForm(ServiceForm):
    called_on = ThaiDateField(label=_("The invitation went out on"))
    urgent_reason = ThaiNameField(
        label=_("Reason of urgency"),
        max_length=300,
        required=False,
        help_text=_("Only where fewer clear days are left than the body's rule asks."),
    )


class OnlineForm(ServiceForm):
    online_place = ThaiNameField(label=_("Online meeting room"), max_length=300, required=False)
    recording = ThaiNameField(
        label=_("Where the recording is kept"),
        max_length=300,
        required=False,
        help_text=_("Place and name of the file; a hash of it where there is one."),
    )
    unrecorded_reason = ThaiNameField(
        label=_("Or why nothing was recorded"), max_length=300, required=False, help_text=_("For instance ประชุมลับ.")
    )
    incidents = ThaiTextField(
        label=_("Faults during the meeting"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What failed, for whom and from when until when; ไม่มี where nothing did."),
    )


class CancelForm(ServiceForm):
    reason = ThaiNameField(label=_("Reason"), max_length=300)


class CloseForm(ServiceForm):
    started_at = ThaiTimeField(label="เริ่มประชุมเวลา")
    ended_at = ThaiTimeField(label="เลิกประชุมเวลา")
    presided_by = forms.ChoiceField(
        label="ประธานในที่ประชุม", help_text=_("One of those who came and count for the quorum.")
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = [row for row in meeting.attendances.all() if row.counts]
        field = cast(forms.ChoiceField, self.fields["presided_by"])
        offered = [(STAND_IN + str(row.seat_id) if row.in_place_of else str(row.person_id), row) for row in counted]
        named = [(key, f"{row.name} – {row.post or row.in_place_of}") for key, row in offered]
        field.choices = [("", _("– choose –")), *dict(named).items()]
        field.error_messages["invalid_choice"] = _("Choose one of the list.")
        # By custom the chair, or else the vice-chair, in person: who comes in place of the chair does not preside by
        # that. Whoever it was in the end, also one elected among the members, is chosen here.
        heads = {row.seat.role: key for key, row in reversed(offered) if row.seat and not row.in_place_of}
        chair = heads.get(SeatRole.CHAIR) or heads.get(SeatRole.VICE_CHAIR) or ""
        self.initial = {"presided_by": chair, "started_at": meeting.begins_at, **self.initial}

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        chosen = facts.pop("presided_by")
        if chosen.startswith(STAND_IN):
            facts["stand_in_seat_id"] = int(chosen.removeprefix(STAND_IN))
        else:
            facts["presided_by_id"] = int(chosen)
        return facts


# Of a substitute the seat is chosen, of a member the person.
STAND_IN = "seat-"
