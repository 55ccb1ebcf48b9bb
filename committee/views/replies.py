from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from committee.forms.replies import ReplyForm
from committee.models import Holder, Meeting, Reply
from committee.services.replies import give_reply
from committee.views.meetings import meeting_trail
from committee.views.pages import form_page
from ecotown.kernel import rules, thai
from ecotown.kernel.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: PortalRequest, pk: int, seat: int) -> HttpResponse:
    """Of the own seat its holder answers; of any other the office, on behalf."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    holder = get_object_or_404(
        Holder.objects.visible_to(request.actor).of_body_on(meeting.body_id, meeting.held_on), seat_id=seat
    )
    own = request.actor.person_id is not None and holder.person_id == request.actor.person_id
    rules.require(request.actor, "reply.give" if own else "reply.enter", meeting)
    said = Reply.objects.visible_to(request.actor).by_seat(meeting).get(seat)
    names = ("kind", "reason", "name", "post")
    as_it_is = {name: getattr(said, name) for name in names} if said else {}
    form = ReplyForm(request.POST or None, seat=holder.seat, initial=as_it_is)
    if request.method == "POST" and form.send(give_reply, request.actor, meeting_id=pk, seat_id=seat):
        messages.success(request, _("The answer of %(person)s is recorded.") % {"person": holder.person})
        page = reverse("committee:meeting", args=[pk])
        return redirect(page if own else f"{page}#invitation")
    lead = f"{meeting.body} {meeting} {thai.formal_date(meeting.held_on)} ณ {meeting.venue}"
    heading = _("Will you come?") if own else _("Will %(person)s come?") % {"person": holder.person}
    crumbs = meeting_trail(meeting, (_("Answer to the invitation"), ""))
    return form_page(request, form, heading=heading, button=_("Answer"), crumbs=crumbs, lead=lead)
