"""What a round tells its members, in the words of a Thai office."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from committee.messages import office_of, once
from ecotown.kernel import thai
from ecotown.kernel.notices import Message, Recipient
from indicators.models import Round


def of_opening(round_: Round, recipients: Iterable[Recipient]) -> Message:
    return _of_round(round_, "round.open", f"round.open:{round_.pk}", f"เปิดให้คะแนน {round_}", recipients)


def of_closing(round_: Round, recipients: Iterable[Recipient], today: date, which: str) -> Message:
    """To those who have not sent in all their sheets."""
    left = (round_.closes_on - today).days
    when = f"ในอีก {left} วัน" if left else "วันนี้"
    key = f"round.closing:{round_.pk}:{round_.closes_on.isoformat()}:{which}"
    return _of_round(round_, "round.closing", key, f"แจ้งเตือน: {round_} ครบกำหนดให้คะแนน{when}", recipients)


def _of_round(round_: Round, kind: str, key: str, subject: str, recipients: Iterable[Recipient]) -> Message:
    sender, reply_to = office_of(round_.body)
    text = [round_.title, f"โปรดให้คะแนนและส่งแบบให้คะแนนในระบบภายในวันที่ {thai.until(round_.closes_at)}", sender]
    return Message(
        key=key,
        kind=kind,
        about=f"round:{round_.pk}",
        province=round_.province_id,
        subject=subject,
        text="\n".join(text),
        path=reverse("indicators:round", args=[round_.pk]),
        recipients=once(recipients),
        reply_to=reply_to,
        is_example=round_.is_example,
    )
