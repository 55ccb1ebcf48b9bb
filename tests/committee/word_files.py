"""Word files as offices type their minutes, built with the library and raw XML where it knows no words for it."""

import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

LISTS = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="thaiLetters"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
"""
NUM = '<w:num {ns} w:numId="{num}"><w:abstractNumId w:val="90"/>{override}</w:num>'
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def with_lists(document: Any) -> None:
    """Two lists of one abstract numbering: 90 counts on, 91 begins again."""
    root = document.part.numbering_part.element
    first = root.find(qn("w:num"))
    ns = nsdecls("w")
    first.addprevious(parse_xml(LISTS.format(ns=ns)))
    root.append(parse_xml(NUM.format(ns=ns, num=90, override="")))
    root.append(parse_xml(NUM.format(ns=ns, num=91, override=RESTART)))


def listed(document: Any, text: str, *, level: int = 0, num: int = 90) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'))


def bold(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def thai_bold(document: Any, text: str, after: str = "") -> None:
    """As Word writes it where only the weight of complex script is set."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run._r.get_or_add_rPr().append(parse_xml(f"<w:bCs {nsdecls('w')}/>"))
    paragraph.add_run(after)


def bytes_of(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def minutes_in_word() -> bytes:
    """Headings set in three ways, Thai numbering, a table with merged cells, resolutions, and the paper's own head."""
    document = Document()
    with_lists(document)
    document.add_paragraph("รายงานการประชุมคณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศ")
    document.add_paragraph("ผู้มาประชุม")
    bold(document, "ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ")
    document.add_paragraph("ประธานกล่าวเปิดประชุม")
    document.add_paragraph("มติที่ประชุม รับทราบ")
    document.add_heading("ระเบียบวาระที่ 2 เรื่องรับรองรายงานการประชุม", level=2)
    document.add_paragraph("- ไม่มี -")
    document.add_paragraph("ระเบียบวาระที่ ๕ เรื่องเสนอเพื่อพิจารณา")
    thai_bold(document, "๕.๑ พื้นที่เป้าหมาย")
    document.add_paragraph("ฝ่ายเลขานุการเสนอพื้นที่ ดังนี้")
    for place in ("ตำบลรัษฎา", "ตำบลวิชิต"):
        listed(document, place)
    listed(document, "หมู่ที่ 1", level=1)
    listed(document, "ริมคลอง", level=2)
    listed(document, "ริมทะเล", level=2)
    listed(document, "เริ่มนับใหม่", num=91)
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "พื้นที่"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "ผลการประเมิน"
    for place, words in ((1, "ผ่าน"), (2, "หมายเหตุ")):
        table.cell(1, place).text = words
    table.cell(2, 0).text = "รัษฎา"
    table.cell(2, 1).text = "38"
    table.cell(2, 2).text = "ย่อหน้าแรก"
    table.cell(2, 2).add_paragraph("ย่อหน้าที่สอง")
    thai_bold(document, "มติที่ประชุม", " ที่ประชุมมีมติเห็นชอบพื้นที่เป้าหมาย โดยมีเงื่อนไข ดังนี้")
    listed(document, "ให้รายงานทุกไตรมาส", num=91)
    document.add_paragraph("5.2 แผนปฏิบัติการ")
    document.add_paragraph("ที่ประชุมอภิปรายแผน")
    bold(document, "มติที่ประชุม มอบหมายสำนักงานอุตสาหกรรมจังหวัด")
    document.add_paragraph("ระเบียบวาระที่ ๖ เรื่องอื่น ๆ")
    document.add_paragraph("๖.๗ เรื่องที่ไม่มีในวาระ")
    document.add_paragraph("เลิกประชุมเวลา 12.00 น.")
    document.add_paragraph("ผู้จดรายงานการประชุม")
    return bytes_of(document)


def repacked(content: bytes, *, add: dict[str, bytes] | None = None, change: dict[str, bytes] | None = None) -> bytes:
    """The same package with parts added or put in the place of others."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, (change or {}).get(each.filename, old.read(each.filename)))
        for name, data in (add or {}).items():
            new.writestr(name, data)
    return stream.getvalue()
