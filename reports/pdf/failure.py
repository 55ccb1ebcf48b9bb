"""Why a document was not made, in the words of whoever asked for it."""

#: What a render can fail of. The sentence goes into the job's row and onto the page; `{what}` is a name or a number.
REASONS = {
    "libraries": "เครื่องแม่ข่ายยังไม่ได้ติดตั้งไลบรารี Pango สำหรับสร้าง PDF โปรดแจ้งผู้ดูแลระบบ (install libpango)",
    "version": "WeasyPrint บนเครื่องแม่ข่ายไม่ใช่รุ่น 70.0 โปรดแจ้งผู้ดูแลระบบ",
    "start": "เปิดโปรแกรมสร้าง PDF ไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ",
    "blocked": "เอกสารอ้างถึงไฟล์ที่ไม่ได้จัดเตรียมไว้: {what}",
    "attachment": "เอกสารมีไฟล์แนบ ซึ่งไม่อนุญาตให้ฝังในไฟล์ PDF",
    "link": "เอกสารมีลิงก์ที่ไม่อนุญาต: {what}",
    "image": "ใช้ภาพในเอกสารไม่ได้: {what}",
    "alt": "ภาพในเอกสารไม่มีคำบรรยายแทนภาพ: {what}",
    "glyph": "แบบอักษรของเอกสารไม่มีตัวอักษร {what} โปรดแก้ไขข้อความแล้วลองใหม่",
    "font": "ใช้แบบอักษรของเอกสารไม่ได้: {what}",
    "layout": "จัดหน้าเอกสารไม่สำเร็จ: {what}",
    "paper": "ขนาดกระดาษของเอกสารไม่ใช่ A4",
    "pages": "เอกสารยาวเกิน {what} หน้า",
    "depth": "เนื้อหาของเอกสารซ้อนกันลึกเกินไป",
    "memory": "เอกสารใช้หน่วยความจำเกินกำหนด",
    "size": "ไฟล์ PDF ใหญ่เกินกำหนด",
    "time": "สร้าง PDF ไม่เสร็จภายใน {what} วินาที",
    "killed": "การสร้าง PDF หยุดกลางคัน โปรดลองใหม่",
    "broken": "สร้าง PDF ไม่สำเร็จเพราะข้อผิดพลาดของโปรแกรม โปรดแจ้งผู้ดูแลระบบ",
}


class RenderFailed(Exception):
    """No document: `reason_th` is for people, `detail` for the log."""

    def __init__(self, reason_th: str, detail: str) -> None:
        super().__init__(reason_th, detail)
        self.reason_th = reason_th
        self.detail = detail

    @classmethod
    def because(cls, code: str, what: object = "", detail: str = "") -> "RenderFailed":
        return cls(REASONS[code].format(what=what), f"{code}: {detail or what}")


class Refusal(Exception):
    """The render process found that it must not make this document."""

    def __init__(self, code: str, what: object = "", detail: str = "") -> None:
        super().__init__(code, what, detail)
        self.code, self.what, self.detail = code, str(what), detail
