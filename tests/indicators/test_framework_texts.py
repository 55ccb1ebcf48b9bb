"""The framework that ships, read as text: complete, distinct, clean Thai, and open about what it is."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).resolve().parents[2] / "indicators" / "data"
LEVEL_FILE = DATA / "eit-level-draft.yaml"
SELECTION_FILE = DATA / "eit-selection-draft.yaml"

# Word for word from the news of meeting 1/2563, spaces and all.
SOURCE_WORDING = {
    1: "การมีส่วนร่วม ประเมินและเตรียมความพร้อมของพื้นที่เพื่อพัฒนา",
    2: "มีการยกระดับการจัดการสิ่งแวดล้อม มีความปลอดภัยทั้งภาคอุตสาหกรรมและชุมชน",
    3: "มีประสิทธิภาพการใช้ทรัพยากรประยุกต์ใช้เทคโนโลยีเครื่องมือในการจัดการเพื่อให้เกิดประโยชน์สูงสุดทั้งกับโรงงานและชุมชน",
    4: "การพึ่งพาอาศัยเชื่อมโยงกับภาคส่วนต่างๆในสังคม",
    5: "การเป็นเมืองน่าอยู่คู่อุตสาหกรรมโรงงานและชุมชนอยู่ร่วมกันอย่างมีความสุข",
}
POINTS = [0, 1, 2, 3, 4, 5]
MOST_ALIKE = 0.85
AS_DRAFT = "ร่าง – รอตรวจสอบกับกรมโรงงานอุตสาหกรรม"
ZERO_MEANS = "คะแนน 0 หมายถึงไม่มีการดำเนินการหรือไม่มีหลักฐาน"
LABEL_LENGTH = 30  # what a chart has room for
REQUIRED_KEYS = {
    "code", "level", "aspect", "name_th", "name_en", "scope", "kind", "not_applicable_allowed", "origin",
    "requirement_th", "rubric", "evidence", "seat_hint",
}  # fmt: skip
MEASURING_KEYS = {"unit", "direction", "baseline_hint"}
UNSEEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
# Two tone marks, a mark on a space, SARA AM typed as two letters, SARA E typed twice for SARA AE.
MISTYPED = re.compile("[\u0e48-\u0e4b]{2}|(?:^|\\s)[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|\u0e4d[\u0e48-\u0e4b]?\u0e32|เเ")


class StrictLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys without a word; here that would hide a second text for one point."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"key given twice: {twice}", node.start_mark)
        return super().construct_mapping(node, deep)


def load(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506 - derived from SafeLoader


def strings(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Every string below `value`, each with the way to it."""
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, dict):
        return [found for key, below in value.items() for found in strings(below, f"{path}/{key}")]
    if isinstance(value, list):
        return [found for number, below in enumerate(value) for found in strings(below, f"{path}/{number}")]
    return []


def too_alike(texts: list[tuple[str, str]]) -> list[tuple[float, str, str]]:
    """Pairs of different owners that reach the bound; the cheap upper bounds spare nearly every real comparison."""
    found = []
    matcher = SequenceMatcher(autojunk=False)
    for number, (owner, text) in enumerate(texts):
        matcher.set_seq2(text)
        for other_owner, other in texts[:number]:
            if other_owner == owner:
                continue
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() < MOST_ALIKE or matcher.quick_ratio() < MOST_ALIKE:
                continue
            if (ratio := matcher.ratio()) >= MOST_ALIKE:
                found.append((ratio, f"{owner}: {text}", f"{other_owner}: {other}"))
    return found


@pytest.fixture(scope="module")
def framework() -> dict[str, Any]:
    return load(LEVEL_FILE)


@pytest.fixture(scope="module")
def indicators(framework: dict[str, Any]) -> list[dict[str, Any]]:
    return framework["indicators"]


def test_the_framework_has_five_levels_five_dimensions_twenty_aspects_and_forty_one_indicators(framework):
    sizes = {part: len(framework[part]) for part in ("levels", "dimensions", "aspects", "indicators")}
    assert sizes == {"levels": 5, "dimensions": 5, "aspects": 20, "indicators": 41}


def test_each_level_has_the_exact_wording_of_the_source(framework):
    assert {level["number"]: level["wording_th"] for level in framework["levels"]} == SOURCE_WORDING
    assert [level["name_th"] for level in framework["levels"]] == [f"ระดับที่ {number}" for number in SOURCE_WORDING]


def test_each_level_has_its_own_label_short_enough_for_a_chart(framework):
    labels = [level["short_th"] for level in framework["levels"]]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if not 0 < len(label) <= LABEL_LENGTH] == []


def test_each_indicator_has_every_field_and_no_unknown_one(indicators):
    for indicator in indicators:
        fields = set(indicator)
        assert fields - MEASURING_KEYS == REQUIRED_KEYS, indicator["code"]
        assert fields & MEASURING_KEYS in (set(), MEASURING_KEYS), indicator["code"]
        empty = [key for key in fields if indicator[key] in ("", None, [], {})]
        assert empty == [], indicator["code"]


def test_each_indicator_names_a_known_level_aspect_scope_kind_and_direction(framework, indicators):
    levels = {level["number"] for level in framework["levels"]}
    aspects = {aspect["code"] for aspect in framework["aspects"]}
    labels = framework["labels"]
    assert set(labels["scope"]) == {"factory", "community", "both"}
    assert set(labels["kind"]) == {"mandatory", "scored"}
    for indicator in indicators:
        code = indicator["code"]
        assert indicator["level"] in levels, code
        assert indicator["aspect"] in aspects, code
        assert indicator["scope"] in labels["scope"], code
        assert indicator["kind"] in labels["kind"], code
        assert indicator.get("direction", "higher_is_better") in labels["direction"], code


def test_every_level_aspect_dimension_scope_and_kind_is_used(framework, indicators):
    assert {one["level"] for one in indicators} == {level["number"] for level in framework["levels"]}
    assert {one["aspect"] for one in indicators} == {aspect["code"] for aspect in framework["aspects"]}
    assert {one["dimension"] for one in framework["aspects"]} == {one["code"] for one in framework["dimensions"]}
    assert {one["scope"] for one in indicators} == set(framework["labels"]["scope"])
    assert {one["kind"] for one in indicators} == set(framework["labels"]["kind"])


def test_codes_and_names_are_unique_and_a_code_begins_with_its_level_and_dimension(framework, indicators):
    for part in ("dimensions", "aspects", "indicators"):
        for key in ("code", "name_th", "name_en"):
            values = [one[key] for one in framework[part]]
            assert len(set(values)) == len(values), f"{part} {key}"
    dimension_of = {aspect["code"]: aspect["dimension"] for aspect in framework["aspects"]}
    for one in indicators:
        assert one["code"].startswith(f"L{one['level']}-{dimension_of[one['aspect']]}-"), one["code"]


def test_a_mandatory_indicator_can_not_be_set_aside_as_not_applicable(indicators):
    for one in indicators:
        assert one["not_applicable_allowed"] is (one["kind"] != "mandatory"), one["code"]


def test_each_indicator_has_exactly_one_text_for_each_point_of_the_scale(framework, indicators):
    scale = framework["scale"]
    assert list(range(scale["min"], scale["max"] + 1)) == POINTS
    assert scale["min"] < scale["pass_point"] <= scale["max"]
    for one in indicators:
        assert list(one["rubric"]) == POINTS, one["code"]
        assert len(set(one["rubric"].values())) == len(POINTS), one["code"]


def test_two_texts_for_one_point_are_refused_by_the_reader_of_this_test():
    with pytest.raises(yaml.constructor.ConstructorError, match="given twice"):
        yaml.load("rubric:\n  1: ก\n  1: ข\n", Loader=StrictLoader)  # noqa: S506 - derived from SafeLoader


def test_point_zero_says_that_nothing_was_done_or_nothing_proves_it(framework, indicators):
    assert ZERO_MEANS in framework["scoring_th"]
    for one in indicators:
        assert one["rubric"][0].startswith("ไม่มี"), one["code"]


def test_rubric_texts_of_different_indicators_differ(indicators):
    assert too_alike([(one["code"], text) for one in indicators for text in one["rubric"].values()]) == []


def test_requirements_of_different_indicators_differ(indicators):
    assert too_alike([(one["code"], one["requirement_th"]) for one in indicators]) == []


def test_the_measure_of_likeness_finds_a_copied_text(indicators):
    texts = [(one["code"], text) for one in indicators[:2] for text in one["rubric"].values()]
    copied = texts[3][1] + " แล้ว"
    assert len(too_alike([*texts, ("COPY", copied)])) == 1


def test_each_indicator_expects_at_least_two_different_pieces_of_evidence(indicators):
    for one in indicators:
        assert len(one["evidence"]) >= 2, one["code"]
        assert len(set(one["evidence"])) == len(one["evidence"]), one["code"]


def test_percentages_of_a_measured_indicator_do_not_fall_from_the_pass_point_on(framework, indicators):
    """The first percentage of each text: there it is one and the same measure."""
    for one in indicators:
        if not one.get("unit", "").startswith("ร้อยละ"):
            continue
        texts = [one["rubric"][point] for point in POINTS if point >= framework["scale"]["pass_point"]]
        firsts = [int(found[1]) for text in texts if (found := re.search(r"ร้อยละ (\d+) ขึ้นไป", text))]
        assert firsts == sorted(firsts), one["code"]


@pytest.mark.parametrize("path", [LEVEL_FILE, SELECTION_FILE], ids=lambda path: path.stem)
def test_every_text_is_clean(path):
    for way, text in strings(load(path)):
        assert text == text.strip() and "  " not in text, f"{way}: a space too many"
        assert not UNSEEN.search(text), f"{way}: an unseen character"
        assert not MISTYPED.search(text), f"{way}: a mistyped vowel or mark"
        assert not (re.search("[0-9]", text) and re.search("[๐-๙]", text)), f"{way}: two kinds of digits"


@pytest.mark.parametrize("path", [LEVEL_FILE, SELECTION_FILE], ids=lambda path: path.stem)
def test_the_framework_says_that_it_is_a_draft_and_not_official(path):
    data = load(path)
    assert path.read_text(encoding="utf-8").startswith(f"# {AS_DRAFT}\n")
    assert (data["status"], data["official"], data["note_th"]) == ("draft", False, AS_DRAFT)
    assert "ตัวอย่าง" in data["title_th"] and "EXAMPLE" in data["code"]
    assert "กรมโรงงานอุตสาหกรรม" in data["disclaimer_th"] and "ตัวอย่าง" in data["disclaimer_th"]


def test_each_indicator_says_that_it_is_an_example(indicators):
    assert {one["origin"] for one in indicators} == {"example"}


@pytest.mark.parametrize("path", [LEVEL_FILE, SELECTION_FILE], ids=lambda path: path.stem)
def test_each_provenance_names_a_known_origin_and_no_file(path):
    for part, said in load(path)["provenance"].items():
        assert said["origin"] in {"source_text", "design_document", "example"}, part
        assert said["note_th"], part
        if said["origin"] != "example":
            assert said["ref"] in {"ข่าวการประชุมครั้งที่ 1/2563", "เอกสารออกแบบระบบ"}, part
    assert not re.search(r"\.(md|txt|py)\b", path.read_text(encoding="utf-8"))


def test_no_requirement_or_rubric_claims_to_be_the_departments(indicators):
    for one, word in ((one, word) for one in indicators for word in ("ตัวชี้วัดของกรม", "เกณฑ์ของกรม", "ตามประกาศกรม")):
        assert word not in " ".join([one["requirement_th"], *one["rubric"].values()]), one["code"]


def test_rubric_texts_are_short_enough_for_a_sheet_and_long_enough_to_say_something(indicators):
    lengths = {(one["code"], point): len(text) for one in indicators for point, text in one["rubric"].items()}
    assert {where: length for where, length in lengths.items() if not 15 <= length <= 180} == {}


def test_no_name_of_an_indicator_is_part_of_another(indicators):
    for one, other in permutations(indicators, 2):
        assert one["name_th"] not in other["name_th"], (one["code"], other["code"])
