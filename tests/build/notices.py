"""Mailings, and tasks that agencies are reminded of."""

from collections.abc import Iterable
from typing import Any

from committee.models import FollowUp
from ecotown.kernel import notices, thai
from ecotown.kernel.models import Mailing
from ecotown.kernel.notices import Message, Recipient
from ecotown.kernel.rules import Actor
from tests.build.committee import numbers, resolution


def message(recipients: Iterable[Recipient] = (), **fields: Any) -> Message:
    number = next(numbers)
    return Message(
        **{
            "key": f"test:{number}", "kind": "test", "about": "test:1", "province": "83",
            "subject": "ขอเชิญประชุมคณะกรรมการ ครั้งที่ 3/2569", "text": "วันศุกร์ที่ 4 ธันวาคม พ.ศ. 2569\nณ ห้องประชุมชั้น 3",
            "path": "/desk/meetings/1/", "recipients": tuple(recipients), **fields,
        }
    )  # fmt: skip


def mailing(recipients: Iterable[Recipient] = (), **fields: Any) -> Mailing:
    return notices.send(message(recipients, **fields), Actor.system("test", thai.today(), "83"))


def task(**fields: Any) -> FollowUp:
    """A follow-up; `meeting` and `is_confidential` are those of the matter it comes from."""
    charged = fields.pop("resolution", None) or resolution(meeting=fields.pop("meeting", None), kind="assign")
    return FollowUp.objects.create(
        **{"resolution": charged, "task": "สำรวจการใช้น้ำของโรงงานในพื้นที่", "agency": "เทศบาลตำบลรัษฎา", **fields}
    )
