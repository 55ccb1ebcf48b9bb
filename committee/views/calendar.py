"""Meetings for a calendar: one by one behind the login, and all of one's own at a secret address."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from committee.calendar import calendar_of, meetings_of
from committee.middleware import actor_of
from committee.models import CalendarFeed, Meeting
from committee.services.calendar import make_feed, revoke_feed
from committee.views.pages import trail
from ecotown.kernel import rules
from ecotown.kernel.http import PortalRequest


def as_file(calendar: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        calendar,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}.ics"'},
    )


@require_safe
def meeting_ics(request: PortalRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    return as_file(calendar_of([meeting]), f"meeting-{meeting.be_year}-{meeting.number}")


def calendar_page(request: PortalRequest, token: str = "") -> HttpResponse:
    address = f"{settings.SITE_URL}{reverse('calendar_feed', args=[token])}" if token else ""
    context = {
        "feed": CalendarFeed.objects.visible_to(request.actor).in_force().first(),
        "address": address,
        "meetings": [each for each in meetings_of(request.actor) if each.held_on >= request.actor.on],
        "may_make": rules.allows(request.actor, "calendar.make"),
        "crumbs": trail((_("My calendar"), "")),
    }
    return render(request, "committee/calendar_page.html", context)


@require_safe
def calendar(request: PortalRequest) -> HttpResponse:
    return calendar_page(request)


@require_POST
def calendar_make(request: PortalRequest) -> HttpResponse:
    """The answer itself shows the address, once; it is kept nowhere from which it could be shown again."""
    rules.require(request.actor, "calendar.make")
    return calendar_page(request, make_feed(request.actor))


@require_POST
def calendar_revoke(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "calendar.revoke")
    revoke_feed(request.actor)
    messages.success(request, _("The address is revoked: calendars that read it get nothing any more."))
    return redirect("committee:calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """No session, no cookie. Unknown, revoked, ended or suspended: the same answer, after one look at an index."""
    found = CalendarFeed.objects.at_address(hashlib.sha256(token.encode()).hexdigest())
    owner = actor_of(found.person.user) if found and found.person.user else None
    if owner is None or not owner.is_known:
        raise Http404
    return as_file(calendar_of(meetings_of(owner), name="การประชุมเมืองอุตสาหกรรมเชิงนิเวศ"), "calendar")
