from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ChosenField, ServiceForm
from committee.models import Body, Meeting
from committee.models.attendance import AttendanceKind
from committee.models.meeting import MeetingMode
from ecotown.kernel.fields import NumberOfYearField, ThaiDateField, ThaiNameField, ThaiTimeField
from ecotown.kernel.rules import Actor

MODES = [choice for choice in MeetingMode.choices if choice[0] != MeetingMode.UNKNOWN]


class MeetingForm(ServiceForm):
    number = NumberOfYearField(label=_("Number / year"))
    held_on = ThaiDateField(label=_("Date"))
    venue = ThaiNameField(label=_("Place"), max_length=300)
    mode = forms.ChoiceField(label=_("How it is held"), choices=MODES)

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["number"], facts["be_year"] = facts["number"]
        return facts


class PlanForm(MeetingForm):
    body = ChosenField(label=_("Body"))

    field_order = ["body", "number", "held_on", "venue", "mode"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = list(Body.objects.visible_to(actor).that_meet().order_by("pk"))
        self.offer("body", [(body.pk, body) for body in bodies])
        if len(bodies) == 1:
            self.initial.setdefault("body", bodies[0].pk)

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        facts["body_id"] = facts.pop("body")
        return facts


class CancelForm(ServiceForm):
    reason = ThaiNameField(label=_("Reason"), max_length=300)


class CloseForm(ServiceForm):
    started_at = ThaiTimeField(label="เริ่มประชุมเวลา")
    ended_at = ThaiTimeField(label="เลิกประชุมเวลา")
    presided_by = ChosenField(label="ประธานในที่ประชุม", help_text=_("One of the members who came."))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came = [row for row in meeting.attendances.all() if row.kind == AttendanceKind.PRESENT]
        self.offer("presided_by", [(row.person_id, f"{row.name} – {row.post}") for row in came if row.person_id])
        chairs = [row.person_id for row in came if row.seat and row.seat.role == "chair"]
        if chairs:
            self.initial.setdefault("presided_by", chairs[0])

    def facts(self) -> dict[str, Any]:
        facts = dict(self.cleaned_data)
        facts["presided_by_id"] = facts.pop("presided_by")
        return facts
