"""What the caller hands to the render process: a folder with the order in it; the PDF comes back in the same folder."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

_GIB = 1024**3


@dataclass(frozen=True)
class Limits:
    """What one render may use; the kernel holds it to them."""

    memory: int = _GIB + _GIB // 2
    file: int = 64 * 1024**2
    open_files: int = 64
    cpu: int = 120


@dataclass(frozen=True)
class Order:
    html: str
    assets: Mapping[str, tuple[str, bytes]]
    title: str
    dated: str
    limits: Limits

    def write(self, folder: Path) -> None:
        assets = {name: (mime, base64.b64encode(body).decode()) for name, (mime, body) in self.assets.items()}
        written = {"html": self.html, "assets": assets, "title": self.title, "dated": self.dated}
        (folder / "order.json").write_text(json.dumps({**written, "limits": asdict(self.limits)}), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Order":
        read = json.loads((folder / "order.json").read_text(encoding="utf-8"))
        assets = {name: (mime, base64.b64decode(body)) for name, (mime, body) in read.pop("assets").items()}
        return cls(assets=assets, limits=Limits(**read.pop("limits")), **read)


def pdf_in(folder: Path) -> Path:
    return folder / "document.pdf"
