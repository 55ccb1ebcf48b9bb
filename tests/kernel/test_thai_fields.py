"""Form fields, model fields and template filters: what is typed, stored and shown."""

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.template import Context, Template
from django.utils.functional import lazystr
from django.utils.safestring import SafeString, mark_safe

from committee.models import Person, Province
from ecotown.kernel import fields
from ecotown.kernel.templatetags import thai as filters

MEETING_DAY = date(2020, 6, 29)
NAM, OTHER_NAM = "\u0e19\u0e49\u0e33", "\u0e19\u0e4d\u0e49\u0e32"  # น้ำ, and as it is often typed


class MeetingForm(forms.Form):
    held_on = fields.ThaiDateField()
    began_at = fields.ThaiTimeField(required=False)
    number = fields.NumberOfYearField()
    chair = fields.ThaiNameField(max_length=12)
    note = fields.ThaiTextField(required=False, widget=forms.Textarea)


TYPED = {
    "held_on": "๒๙ มิ.ย. ๖๓",
    "began_at": "๐๙.๓๐ น.",
    "number": "๑/๒๕๖๓",
    "chair": f" นาย\u200b{OTHER_NAM} ",
    "note": "",
}


# -- form fields


def test_a_form_cleans_what_offices_type() -> None:
    form = MeetingForm(TYPED)

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "held_on": MEETING_DAY,
        "began_at": time(9, 30),
        "number": (1, 2563),
        "chair": f"นาย{NAM}",
        "note": "",
    }


@pytest.mark.parametrize("typed", ["29/6/2563", "๒๙/๖/๒๕๖๓", "29 มิ.ย. 63", "29 มิถุนายน 2563", "2020-06-29"])
def test_the_same_day_typed_in_five_ways_is_one_day(typed: str) -> None:
    assert fields.ThaiDateField().clean(typed) == MEETING_DAY


def test_the_leap_day_of_2564_is_refused_in_thai_and_the_typed_text_given_back() -> None:
    form = MeetingForm(TYPED | {"held_on": "29 ก.พ. 2564"})

    assert form.errors == {"held_on": ["ไม่มีวันที่ 29 กุมภาพันธ์ 2564 เพราะเดือนกุมภาพันธ์ 2564 มี 28 วัน"]}
    assert 'value="29 ก.พ. 2564"' in str(form["held_on"])


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("held_on", "29/6/2020", "ปี 2020 เป็น ค.ศ. โปรดพิมพ์ปีเป็น พ.ศ. คือ 2563"),
        ("began_at", "25.00", "เวลาต้องอยู่ระหว่าง 00.00 น. ถึง 23.59 น."),
        ("number", "1", "อ่านเลขที่ไม่ได้ โปรดพิมพ์เลขที่ ตามด้วย / และปี พ.ศ. เช่น 1/2563"),
        ("held_on", " \u200b", "โปรดระบุวันที่"),
        ("number", "", "โปรดระบุเลขที่และปี พ.ศ."),
        ("chair", "\u200b \u00a0", "โปรดกรอกข้อมูลในช่องนี้"),
        ("note", "ก\ud800", "ข้อความมีอักขระที่เสียหาย โปรดลบแล้วพิมพ์ใหม่"),
    ],
)
def test_a_field_refuses_with_a_thai_sentence(name: str, typed: str, sentence: str) -> None:
    assert MeetingForm(TYPED | {name: typed}).errors == {name: [sentence]}


def test_an_empty_field_that_may_be_empty_is_none() -> None:
    assert fields.ThaiDateField(required=False).clean(" ") is None
    assert fields.ThaiTimeField(required=False).clean(None) is None
    assert fields.NumberOfYearField(required=False).clean("") is None


def test_stored_values_are_shown_in_full_in_the_buddhist_era() -> None:
    form = MeetingForm(initial={"held_on": MEETING_DAY, "began_at": time(9, 30), "number": (1, 2563)})

    assert 'value="29 มิถุนายน 2563"' in str(form["held_on"])
    assert 'value="09.30 น."' in str(form["began_at"])
    assert 'value="1/2563"' in str(form["number"])


def test_a_date_is_a_plain_text_input_with_an_example() -> None:
    html = str(MeetingForm()["held_on"])

    assert 'type="text"' in html
    assert 'inputmode="text"' in html
    assert 'placeholder="เช่น 29 มิถุนายน 2563"' in html


def test_a_day_typed_otherwise_has_not_changed() -> None:
    field = fields.ThaiDateField()

    assert not field.has_changed(MEETING_DAY, "29/6/63")
    assert not field.has_changed(None, "")
    assert field.has_changed(MEETING_DAY, "30/6/63")
    assert field.has_changed(MEETING_DAY, "พรุ่งนี้")


def test_the_length_of_a_text_is_measured_after_spelling() -> None:
    field = fields.ThaiNameField(max_length=3)

    assert field.clean(f"\u200b\u200b\u200b {OTHER_NAM} ") == NAM
    with pytest.raises(ValidationError):
        field.clean("สี่ที่")


def test_a_text_keeps_its_lines_and_a_name_does_not() -> None:
    assert fields.ThaiTextField().clean("ก\r\nข") == "ก\nข"
    assert fields.ThaiNameField().clean("ก\r\nข") == "ก ข"


def test_an_empty_value_of_ones_own_is_kept() -> None:
    assert fields.ThaiTextField(required=False, empty_value=None).clean("\u200b") is None


# -- model fields


@pytest.fixture
def phuket(db: None) -> Province:
    return Province.objects.get_or_create(code="83", defaults={"name": "ภูเก็ต"})[0]


@pytest.mark.sqlite_too
def test_a_name_is_stored_and_found_in_its_one_spelling(phuket: Province) -> None:
    person = Person(province=phuket, prefix="นาย", given=f" {OTHER_NAM}\u200b", family="ณ  ภูเก็ต")
    person.save()

    assert (person.given, person.family) == (NAM, "ณ ภูเก็ต"), "the instance says what was stored"
    assert Person.objects.get(given=OTHER_NAM, family__in=["ณ\u00a0ภูเก็ต"]) == person
    Person.objects.filter(pk=person.pk).update(given=f"{OTHER_NAM} ")
    person.refresh_from_db()
    assert person.given == NAM


@pytest.mark.sqlite_too
def test_rows_made_in_bulk_are_spelled_too(phuket: Province) -> None:
    Person.objects.bulk_create([Person(province=phuket, prefix="นาย", given=OTHER_NAM, family="เเก้ว")])

    assert Person.objects.values_list("given", "family").get(family="แก้ว") == (NAM, "แก้ว")


@pytest.mark.parametrize("field_class", [fields.NormalizedCharField, fields.NormalizedTextField])
def test_a_model_field_survives_a_migration(field_class: type[models.Field]) -> None:
    field = field_class("name", max_length=20, blank=True)

    _, path, args, kwargs = field.deconstruct()

    assert path == f"ecotown.kernel.fields.{field_class.__name__}"
    assert field_class(*args, **kwargs).deconstruct()[1:] == (path, args, kwargs)


def test_a_model_field_leaves_expressions_and_nothing_alone() -> None:
    field = fields.NormalizedTextField()

    assert field.get_prep_value(None) is None
    assert field.to_python(models.F("other").name) == "other"
    assert field.get_prep_value(lazystr(f"{OTHER_NAM}\u200b")) == NAM


def test_forms_of_models_use_the_thai_fields() -> None:
    name, text = fields.NormalizedCharField(max_length=20).formfield(), fields.NormalizedTextField().formfield()

    assert type(name) is fields.ThaiNameField
    assert type(text) is fields.ThaiTextField
    assert isinstance(text.widget, forms.Textarea)


# -- template filters


def shown(source: str, **context: object) -> str:
    return Template("{% load thai %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("{{ day|thai_date }}", "29 มิถุนายน 2563"),
        ("{{ day|thai_date_formal }}", "วันจันทร์ที่ 29 มิถุนายน พ.ศ. 2563"),
        ("{{ day|thai_date_short }}", "29 มิ.ย. 2563"),
        ("{{ day|be_year }}", "2563"),
        ("{{ at|thai_datetime }}", "1 มกราคม 2564 เวลา 00.30 น."),
        ("{{ at|thai_date }}", "1 มกราคม 2564"),
        ("{{ at|be_year }}", "2564"),
        ("{{ at|thai_time }}", "00.30 น."),
        ("{{ clock|thai_time }}", "09.30 น."),
        ("{{ day|thai_date|thai_digits }}", "๒๙ มิถุนายน ๒๕๖๓"),
        ("{{ 41|thai_digits }}", "๔๑"),
        ("{{ frozen|thai_date }}", "29 มิถุนายน 2563"),
        ("{{ frozen_at|thai_datetime }}", "1 มกราคม 2564 เวลา 00.30 น."),
        ("{{ frozen_clock|thai_time }}", "09.30 น."),
    ],
)
def test_a_filter_prints_days_and_times_as_offices_do(source: str, printed: str) -> None:
    given = {
        "day": MEETING_DAY,
        "at": datetime(2020, 12, 31, 17, 30, tzinfo=UTC),
        "clock": time(9, 30),
        "frozen": "2020-06-29",
        "frozen_at": "2020-12-31T17:30:00+00:00",
        "frozen_clock": "09:30:00",
    }

    assert shown(source, **given) == printed


NAMED = [
    "thai_date",
    "thai_date_formal",
    "thai_date_short",
    "thai_datetime",
    "thai_time",
    "thai_digits",
    "be_year",
    "th_text",
]


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize("nothing", [None, ""])
def test_a_filter_prints_nothing_for_nothing(name: str, nothing: str | None) -> None:
    assert shown("{{ nothing|" + name + " }}", nothing=nothing) == ""


def test_midnight_is_a_time_and_not_nothing() -> None:
    assert filters.thai_time(time(0, 0)) == "00.00 น."


def test_what_the_source_does_not_say_is_said_where_asked() -> None:
    assert shown("{{ a|thai_time|or_unknown }} {{ b|or_unknown }}", a=None, b="") == " ".join(["ไม่มีข้อมูลในแหล่งที่มา"] * 2)
    assert shown("{{ a|or_unknown }} {{ b|or_unknown }}", a=0, b=False) == "0 False"


def test_th_text_wraps_what_may_not_break() -> None:
    text = "ประชุมครั้งที่ 1/2563 เรื่องอื่น ๆ"

    assert filters.th_text(text) == 'ประชุม<span class="nb">ครั้งที่ 1/2563</span> เรื่องอื่น\u00a0ๆ'


def test_th_text_takes_one_name_or_several() -> None:
    text, name = "โดย นายวงศกร นุ่นชูคันธ์", "นายวงศกร นุ่นชูคันธ์"
    wrapped = f'โดย <span class="nb">{name}</span>'

    assert shown("{{ text|th_text:name }}", text=text, name=name) == wrapped
    assert shown("{{ text|th_text:names }}", text=text, names=[lazystr(name), "นาง ข"]) == wrapped


def test_th_text_escapes_html_inside_and_outside_its_pieces() -> None:
    text = "<script>ก & ข</script> <b>ค</b>"
    whole = '&lt;script&gt;ก &amp; ข&lt;/script&gt; <span class="nb">&lt;b&gt;ค&lt;/b&gt;</span>'

    assert shown("{{ text|th_text:'<b>ค</b>' }}", text=text) == whole
    assert shown("{{ text|th_text:'<b>ค</b>' }}", text=mark_safe(text)) == whole, "it takes text, never HTML"  # noqa: S308


def test_th_text_takes_lazy_strings_and_gives_html() -> None:
    html = filters.th_text(lazystr("ระดับที่ 2"))

    assert isinstance(html, SafeString)
    assert html == '<span class="nb">ระดับที่ 2</span>'
