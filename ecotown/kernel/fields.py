"""Form fields that read what Thai offices type, and model fields that keep one spelling of it."""

from datetime import date, time
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ecotown.kernel import thai


class _TypedField(forms.Field):
    """One line of text that a function of `thai` reads; its refusal is the error shown.

    Typed text is given back as it was typed; a stored value is written out in full.
    """

    widget = forms.TextInput
    hint: ClassVar[str] = ""
    inputmode: ClassVar[str] = "text"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": self.inputmode, "placeholder": self.hint, "autocomplete": "off"}

    def read(self, typed: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.write(value)

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            if not thai.normalize_name(value or ""):
                return None
            try:
                return self.read(value or "")
            except thai.ThaiInputError as refusal:
                raise ValidationError(str(refusal), code="invalid") from refusal
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class ThaiDateField(_TypedField):
    """A day, typed and shown in B.E.; cleans to `date`."""

    hint = "เช่น 29 มิถุนายน 2563"
    default_error_messages = {"required": _("Give the date.")}

    def read(self, typed: str) -> date:
        return thai.parse_date(typed)

    def write(self, value: date) -> str:
        return thai.long_date(value)


class ThaiTimeField(_TypedField):
    """A time of day; cleans to `time`."""

    hint = "เช่น 09.30"
    default_error_messages = {"required": _("Give the time.")}

    def read(self, typed: str) -> time:
        return thai.parse_time(typed)

    def write(self, value: time) -> str:
        return thai.thai_time(value)


class NumberOfYearField(_TypedField):
    """The number of an order or a meeting, 3528/2563; cleans to (number, B.E. year)."""

    hint = "เช่น 1/2563"
    default_error_messages = {"required": _("Give the number and the year.")}

    def read(self, typed: str) -> tuple[int, int]:
        return thai.parse_number_of_year(typed)

    def write(self, value: tuple[int, int]) -> str:
        return thai.number_of_year(*value)


class ThaiTextField(forms.CharField):
    """Text in its one spelling, before its length is measured."""

    default_error_messages = {
        "required": _("Fill in this field."),
        "broken": _("The text holds a broken character. Delete it and type it again."),
    }

    @staticmethod
    def spell(text: str) -> str:
        return thai.normalize(text)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return text
        try:
            text.encode()
        except UnicodeEncodeError as broken:
            raise ValidationError(self.error_messages["broken"], code="broken") from broken
        return self.spell(text) or self.empty_value


class ThaiNameField(ThaiTextField):
    """A name or a title: one line."""

    @staticmethod
    def spell(text: str) -> str:
        return thai.normalize_name(text)


if TYPE_CHECKING:  # the fields of Django take type arguments only in the eyes of mypy

    class _Field(models.Field[str, str]): ...

    class _CharField(models.CharField[str, str]): ...

    class _TextField(models.TextField[str, str]): ...
else:
    _Field, _CharField, _TextField = models.Field, models.CharField, models.TextField


class _OneSpelling(_Field):
    """Text stored in its one spelling whichever way it came: form, import, command.

    A filter for equal text spells alike; for `contains` and its kind Django leaves the word as given: spell it before.
    """

    @staticmethod
    def spell(text: str) -> str:
        return thai.normalize(text)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return self.spell(text) if isinstance(text, str) else text

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # The instance too, so that what is journalled after a save is what was stored.
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.spell(value)
            setattr(model_instance, self.attname, value)
        return value


class NormalizedCharField(_OneSpelling, _CharField):
    """One line: a name, a title, a post."""

    @staticmethod
    def spell(text: str) -> str:
        return thai.normalize_name(text)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ThaiNameField, **kwargs})


class NormalizedTextField(_OneSpelling, _TextField):
    """Several lines."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": ThaiTextField, **kwargs})
