"""The journal, read by those who watch over it."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ecotown.desk.acts import ACTS, OWN_ACTS, act_words, object_words, role_words
from ecotown.kernel.fields import ThaiNameField
from ecotown.kernel.http import PortalRequest
from ecotown.kernel.models import JournalEntry
from ecotown.kernel.rules import require

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A journal entry in words. `before` and `after` are what the act changed, as name and value."""

    entry: JournalEntry
    act: str
    roles: list[str]
    kind: str
    reason: str
    before: list[tuple[str, str]]
    after: list[tuple[str, str]]


def line(entry: JournalEntry) -> Line:
    said = json.loads(entry.body)
    return Line(
        entry=entry,
        act=act_words(entry.act),
        roles=role_words(entry.actor_roles),
        kind=object_words(entry.object_type),
        reason=said["reason"],
        before=pairs(said["before"]),
        after=pairs(said["after"]),
    )


def pairs(values: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in values.items()
    ]


class JournalFilter(forms.Form):
    act = forms.ChoiceField(label=gettext_lazy("Act"), required=False)
    who = ThaiNameField(label=gettext_lazy("By whom"), required=False, max_length=200)
    type = forms.CharField(required=False, widget=forms.HiddenInput)
    id = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = sorted((str(words), act) for act, words in {**ACTS, **OWN_ACTS}.items())
        self.fields["act"].choices = [("", _("All acts")), *((act, words) for words, act in acts)]  # type: ignore[attr-defined]


@require_safe
def journal(request: PortalRequest) -> HttpResponse:
    require(request.actor, "journal.read")
    form = JournalFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = JournalEntry.objects.visible_to(request.actor).asked_for(
        act=asked.get("act", ""),
        who=asked.get("who", ""),
        object_type=asked.get("type", ""),
        object_id=asked.get("id", ""),
    )
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [line(entry) for entry in page],
        "query": "".join(f"{urlencode({name: value})}&" for name, value in asked.items() if value),
        "filtered": any(asked.values()),
        "about": f"{object_words(asked['type'])} {asked['id']}" if asked.get("type") and asked.get("id") else "",
        "crumbs": [{"label": _("Desk"), "href": "/desk/"}, {"label": _("Journal")}],
    }
    return render(request, "desk/journal.html", context, status=200 if form.is_valid() else 422)
