"""What people are told: previewed, sent, told by hand, printed."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committee.forms.notices import SendForm, TellForm
from committee.messages import about, of_follow_up, of_meeting
from committee.models import FollowUp, Meeting
from committee.services.notices import remind_agency, send_again, tell_by_hand, tell_of_meeting
from committee.views.meetings import meeting_trail
from committee.views.pages import PAGE_SIZE, Crumbs, trail
from ecotown.kernel import notices, rules
from ecotown.kernel.conflicts import Conflict
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.mailings import Channel, NoticeState
from ecotown.kernel.models import Mailing, Notice
from ecotown.kernel.notices import Message


def mailings_trail(*places: tuple[object, str]) -> Crumbs:
    return trail((_("Notices sent"), reverse("committee:mailings")), *places)


# -- before it goes out


def tell(
    request: PortalRequest, form: SendForm, service: Callable[..., Mailing], message: Message, *, crumbs: Crumbs,
    button: str, **which: int,
) -> HttpResponse:  # fmt: skip
    """Send what was seen; where it has changed since, it is seen once more, with what was typed."""
    changed = False
    try:
        mailing = form.send(service, request.actor, **which) if request.method == "POST" else None
    except Conflict as met:
        form.add_error(None, met.sentence)
        mailing, changed = None, True
    if mailing is None:
        return preview(request, form, message, crumbs=crumbs, button=button, changed=changed)
    messages.success(request, _("The notice is on its way. Here stands how each recipient gets it."))
    return redirect("committee:mailing", pk=mailing.pk)


def preview(
    request: PortalRequest, form: SendForm, message: Message, *, crumbs: Crumbs, button: str, changed: bool
) -> HttpResponse:
    """Subject, words and who gets them how; those on the list of this occasion already get nothing more."""
    told = message.told_already()
    context = {
        "form": form,
        "message": message,
        "changed": changed,
        "mailing": Mailing.objects.visible_to(request.actor).filter(key=message.key).first(),
        "recipients": [(each, each.who in told) for each in message.recipients],
        "to_tell": sum(each.who not in told for each in message.recipients),
        "mail_goes_out": notices.mail_goes_out(),
        "button": button,
        "crumbs": crumbs,
        "example": message.is_example,
    }
    return render(request, "committee/notice_preview.html", context, status=409 if changed else form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_tell(request: PortalRequest, pk: int) -> HttpResponse:
    """Call the members; tell of a change, or that the meeting is called off."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    rules.require(request.actor, "meeting.tell", meeting)
    message = of_meeting(meeting)
    form = SendForm(request.POST or None, initial={"text": message.text})
    crumbs = meeting_trail(meeting, (_("Notice"), ""))
    return tell(request, form, tell_of_meeting, message, crumbs=crumbs, button=_("Send the notice"), meeting_id=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_remind(request: PortalRequest, pk: int) -> HttpResponse:
    """The page of a follow-up leads here (committee/_follow_up_notices.html)."""
    follow_up = get_object_or_404(FollowUp.objects.visible_to(request.actor).with_resolution(), pk=pk)
    rules.require(request.actor, "follow_up.remind", follow_up)
    message = of_follow_up(follow_up, request.actor.on, f"by-hand:{request.actor.on.isoformat()}")
    form = SendForm(request.POST or None, initial={"text": message.text})
    crumbs = meeting_trail(follow_up.resolution.agenda_item.meeting, (_("Reminder"), ""))
    return tell(request, form, remind_agency, message, crumbs=crumbs, button=_("Send the reminder"), follow_up_id=pk)


# -- afterwards


@require_safe
def mailings(request: PortalRequest) -> HttpResponse:
    rules.require(request.actor, "notice.tell")
    page = Paginator(Mailing.objects.visible_to(request.actor).counted(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "committee/mailings_list.html", {"page": page, "crumbs": mailings_trail()})


def mailing_page(request: PortalRequest, mailing: Mailing, form: TellForm | None = None) -> HttpResponse:
    rows = rows_of(mailing)
    form = form or TellForm(notices=rows, initial={"channel": "line"})
    context = {
        "mailing": mailing,
        "rows": rows,
        "form": form,
        "ticked": {str(each) for each in form["notice_ids"].value() or []},
        "reached": sum(each.is_reached for each in rows),
        "failed": sum(each.state == NoticeState.FAILED and each.channel == Channel.EMAIL for each in rows),
        "waiting": sum(each.waits_for_a_hand for each in rows),
        "crumbs": mailings_trail((mailing, "")),
        "example": mailing.is_example,
    }
    return render(request, "committee/mailing_page.html", context, status=form.status)


def rows_of(mailing: Mailing) -> list[Notice]:
    return list(mailing.notices.select_related("told_by__person").order_by("pk"))


@require_safe
def mailing(request: PortalRequest, pk: int) -> HttpResponse:
    return mailing_page(request, get_object_or_404(Mailing.objects.visible_to(request.actor), pk=pk))


@require_POST
def mailing_tell(request: PortalRequest, pk: int) -> HttpResponse:
    mailing = get_object_or_404(Mailing.objects.visible_to(request.actor), pk=pk)
    rules.require(request.actor, "notice.tell", mailing)
    form = TellForm(request.POST, notices=rows_of(mailing))
    if names := form.send(tell_by_hand, request.actor, mailing_id=pk):
        words = ngettext("%(count)s recipient is recorded.", "%(count)s recipients are recorded.", len(names))
        messages.success(request, words % {"count": len(names)})
        return redirect("committee:mailing", pk=pk)
    return mailing_page(request, mailing, form)


@require_POST
def mailing_retry(request: PortalRequest, pk: int) -> HttpResponse:
    mailing = get_object_or_404(Mailing.objects.visible_to(request.actor), pk=pk)
    count = send_again(request.actor, mailing_id=mailing.pk)
    words = ngettext("%(count)s e-mail is sent again.", "%(count)s e-mails are sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("committee:mailing", pk=pk)


@require_safe
def mailing_slips(request: PortalRequest, pk: int) -> HttpResponse:
    """To be printed, for those without an address; all of them where everybody has been told."""
    mailing = get_object_or_404(Mailing.objects.visible_to(request.actor), pk=pk)
    rows = rows_of(mailing)
    context = {
        "mailing": mailing,
        "slips": [each for each in rows if each.waits_for_a_hand] or rows,
        "crumbs": mailings_trail((mailing, reverse("committee:mailing", args=[pk])), (_("Slips to print"), "")),
        "example": mailing.is_example,
    }
    return render(request, "committee/mailing_slips.html", context)


@require_safe
def meeting_notices(request: PortalRequest, pk: int) -> HttpResponse:
    """What was told of a meeting and its minutes; its page borrows this part."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.actor).select_related("body"), pk=pk)
    mailings = list(Mailing.objects.visible_to(request.actor).about(about(pk)))
    message = of_meeting(meeting) if rules.allows(request.actor, "meeting.tell", meeting) else None
    context = {
        "meeting": meeting,
        "mailings": mailings,
        # What the office would tell now, and whether that has been told.
        "message": message,
        "is_told": message is not None and any(each.key == message.key for each in mailings),
        "is_office": rules.allows(request.actor, "notice.tell"),
        "crumbs": meeting_trail(meeting, (_("Notices"), "")),
    }
    template = "committee/_meeting_notices_list.html" if request.htmx else "committee/meeting_notices.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
