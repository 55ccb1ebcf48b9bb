from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from committee.forms.base import ServiceForm
from committee.models import Assignment
from ecotown.kernel.fields import ThaiDateField, ThaiNameField
from ecotown.kernel.models import User

ROLE_NAMES = {
    "staff": _("Staff of the committee's office"),
    "admin": _("Looks after the accounts"),
    "auditor": _("Auditor, reads the journal"),
    "verifier": _("Verifier"),
    "agency": _("Focal person of an agency"),
    "member": _("Member"),
    "secretary": _("Secretary"),
    "chair": _("Chair"),
}


class PersonForm(ServiceForm):
    # A form's own `prefix` is another thing; Django keeps the two apart.
    prefix = ThaiNameField(  # type: ignore[assignment]
        label=_("Prefix in full"), max_length=60, help_text=_("For instance นาย, นางสาว")
    )
    given = ThaiNameField(label=_("Given name"), max_length=100)
    family = ThaiNameField(label=_("Family name"), max_length=120)
    post = ThaiNameField(label=_("Post"), max_length=200, required=False)
    known_on = ThaiDateField(
        label=_("Post known on"),
        required=False,
        help_text=_("The day on which the person was seen in this post; empty is today."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("For invitations and reminders; without one this person is told by hand."),
    )


class _PasswordForm(ServiceForm):
    password = forms.CharField(
        label=_("First password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Hand it over in person; its owner changes it after the first sign-in."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned:
            try:
                validate_password(cleaned["password"], User(username=cleaned.get("username", "")))
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class AccountForm(_PasswordForm):
    username = forms.CharField(
        label=_("Login name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Latin letters, digits and . _ @ + -"),
    )

    field_order = ["username", "password"]


class PasswordForm(_PasswordForm):
    pass


class AssignmentForm(ServiceForm):
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, ROLE_NAMES[role.value]) for role in Assignment.ROLES]
    )
    organisation = ThaiNameField(
        label=_("Organisation"), max_length=200, required=False, help_text=_("Only for the focal person of an agency.")
    )
    since = ThaiDateField(label=_("From"))


class EndForm(ServiceForm):
    """The end of a term or an assignment."""

    until = ThaiDateField(label=_("First day on which it is no longer held"))


class EndOfTermForm(EndForm):
    reason = ThaiNameField(label=_("Reason"), max_length=200, required=False)
