"""The rounds of the example: one that is finished, one in which a member finds work."""

from datetime import date, timedelta

from areas.models import Area, Evidence
from committee.models import Province, Source
from committee.models.source import SourceKind
from ecotown.kernel import thai
from ecotown.management.seeds.demo import EXAMPLE_SOURCE
from ecotown.management.seeds.demo.cast import Cast
from ecotown.management.seeds.demo.days import next_round
from ecotown.management.seeds.demo.plan import PLANS, answers
from indicators.exchange import SHIPPED, read_framework
from indicators.models import Framework, Indicator, Interest, Round, Sheet
from indicators.services import (
    bring_into_force,
    declare_interest,
    import_framework,
    open_round,
    prepare_round,
    save_score,
    submit_sheet,
)

# In the open round: how many indicators of how many areas each has answered. Nobody else has begun.
BEGUN = {"member1": (12,), "member2": (41, 41, 41), "member3": (5,)}


def bring_in_framework(cast: Cast) -> Framework:
    """The draft that ships, in force. Only what was not there before is marked as part of the example."""
    draft = read_framework((SHIPPED / "eit-level-draft.yaml").read_text(encoding="utf-8"))
    key = {"province": cast.body.province_id, "code": draft.code, "version": draft.version}
    ours = not Framework.objects.filter(**key).exists()
    framework = import_framework(cast.actors["staff"], draft=draft)
    if framework.state == "draft":
        bring_into_force(cast.actors["secretary"], framework_id=framework.pk)
    if ours:
        Framework.objects.filter(pk=framework.pk).update(source=example_source(cast.body.province))
    return Framework.objects.get(pk=framework.pk)


def example_source(province: Province) -> Source:
    title = f"ข้อมูลตัวอย่างของ{province} ไม่ใช่ข้อเท็จจริง"
    return Source.objects.get_or_create(key=EXAMPLE_SOURCE, defaults={"kind": SourceKind.EXAMPLE, "title": title})[0]


INTEREST = "เป็นผู้บริหารองค์กรปกครองส่วนท้องถิ่นในพื้นที่ (ข้อมูลตัวอย่าง)"


def begin(cast: Cast, framework: Framework, dates: tuple[date, date]) -> Round:
    """A round over the three areas, opened on its first day."""
    opens_on, closes_on = dates
    year = thai.be_year(opens_on)
    number = next_round(cast.body, year)
    round_ = prepare_round(
        cast.on("staff", opens_on - timedelta(days=7)),
        body_id=cast.body.pk,
        framework_id=framework.pk,
        number=number,
        be_year=year,
        title=f"รอบประเมินที่ {number}/{year} (ข้อมูลตัวอย่าง)",
        opens_on=opens_on,
        closes_on=closes_on,
        area_ids=list(Area.objects.filter(code__in=PLANS).values_list("pk", flat=True)),
        is_example=True,
    )
    return open_round(cast.on("secretary", opens_on), round_id=round_.pk)


def fill_all(cast: Cast, round_: Round, day: date) -> None:
    """Everybody answers everything and sends it in.

    The database's clock decides what is in time, and it knows only today: until the example is filled in, it is open.
    """
    indicators = indicators_of(round_)
    Round.objects.filter(pk=round_.pk).update(closes_on=thai.today())
    for sheet in sheets_of(round_, cast):
        fill(cast, sheet, indicators, day, how_many=len(indicators))
    Round.objects.filter(pk=round_.pk).update(closes_on=day)


def fill_some(cast: Cast, round_: Round, day: date) -> None:
    """Some have begun, one has finished."""
    indicators, sheets = indicators_of(round_), sheets_of(round_, cast)
    for who, counts in BEGUN.items():
        mine = [sheet for sheet in sheets if sheet.person_id == cast.actors[who].person_id]
        for sheet, how_many in zip(mine, counts, strict=False):
            fill(cast, sheet, indicators, day, how_many=how_many)


def indicators_of(round_: Round) -> list[Indicator]:
    return list(Indicator.objects.filter(framework_id=round_.framework_id).select_related("level").order_by("sort"))


def sheets_of(round_: Round, cast: Cast) -> list[Sheet]:
    """Only those of the example people: nobody else's answers are made up."""
    people = [cast.actors[who].person_id for who in cast.members]
    sheets = Sheet.objects.filter(round=round_, person__in=people, state="open").select_related("area")
    return list(sheets.order_by("person", "area__sort"))


def fill(cast: Cast, sheet: Sheet, indicators: list[Indicator], day: date, *, how_many: int) -> None:
    who = next(name for name in cast.members if cast.actors[name].person_id == sheet.person_id)
    actor, area = cast.on(who, day), sheet.area.code
    evidence = list(Evidence.objects.filter(area_id=sheet.area_id, is_example=True).values_list("pk", flat=True))
    for place, indicator in enumerate(indicators[:how_many]):
        given = answers(area, indicator.code, indicator.part.number, cast.members)[who]
        cited = [evidence[place % len(evidence)]] if evidence and who == "member1" and place % 4 == 0 else None
        save_score(
            actor,
            sheet_id=sheet.pk,
            code=indicator.code,
            kind=given.kind,
            value=given.value,
            reason=given.reason,
            evidence_ids=cited,
        )
    if how_many >= len(indicators):
        if Interest.objects.filter(round=sheet.round_id, area=sheet.area_id, person=sheet.person_id).exists():
            declare_interest(actor, sheet_id=sheet.pk, has=True, reason=INTEREST)
        submit_sheet(actor, sheet_id=sheet.pk)
