"""What all forms of the app share: typed text goes to a service, and the service's objections come back to the fields."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from committee.models import Person
from ecotown.kernel import thai
from ecotown.kernel.rules import Actor


class ServiceForm(forms.Form):
    """A form that is sent to one service."""

    def facts(self) -> dict[str, Any]:
        """The keywords of the service; the cleaned fields, unless a form says otherwise."""
        return self.cleaned_data

    def send(self, service: Callable[..., Any], actor: Actor, **more: Any) -> Any:
        """The service's answer; None where the form or the service objects to what was typed."""
        if not self.is_valid():
            return None
        try:
            return service(actor, **self.facts(), **more)
        except ValidationError as refused:
            self.take(refused)
            return None

    def take(self, refused: ValidationError) -> None:
        by_field = refused.message_dict.items() if hasattr(refused, "error_dict") else [(None, refused.messages)]
        for field, sentences in by_field:
            for sentence in sentences:
                self.add_error(field if field in self.fields else None, sentence)

    def offer(self, name: str, rows: Iterable[tuple[int, object]], empty: object = "") -> None:
        """What a ChosenField offers; `empty` is the wording of its first line, where nothing is chosen."""
        field = cast(ChosenField, self.fields[name])
        field.choices = [("", empty or _("– choose –")), *((key, str(label)) for key, label in rows)]

    @property
    def status(self) -> int:
        """Of the page that shows the form."""
        return 422 if self.is_bound and self.errors else 200


class ChosenField(forms.TypedChoiceField):
    """One row out of a list that the form is given; cleans to its key, or None."""

    default_error_messages = {"required": _("Choose one."), "invalid_choice": _("Choose one of the list.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)


def people_of(actor: Actor) -> list[tuple[int, str]]:
    """Everybody of the province in the order of a Thai dictionary, with the post known last. Two queries."""
    people = sorted(
        Person.objects.visible_to(actor).for_choice(), key=lambda each: thai.sort_key(f"{each.given} {each.family}")
    )
    return [(each.pk, f"{each} – {each.latest_post}" if each.latest_post else str(each)) for each in people]
