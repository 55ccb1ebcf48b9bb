"""What a document may load: the assets handed in with it. Imported in the render process only."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class ShippedOnly(URLFetcher):
    """`asset:<name>` from the given mapping; every other address ends the render.

    A subclass because WeasyPrint 70 breaks on a plain function, and with an error that is fatal because it would
    otherwise make the PDF without the picture.
    """

    def __init__(self, assets: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        self.assets = assets
        self.refused: list[str] = []
        self.fonts = 0

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        asset = self.assets.get(unquote(name)) if scheme == "asset" else None
        if asset is None:
            self.refused.append(url[:120])
            raise FatalURLFetchingError(f"refused {url[:120]!r}")
        mime, body = asset
        self.fonts += mime.startswith("font/")
        return URLFetcherResponse(url, body, {"Content-Type": mime})
