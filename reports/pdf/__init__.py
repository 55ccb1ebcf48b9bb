"""Thai PDFs: `render` makes one from HTML and the files handed in with it, or says in Thai why not.

    html (<link rel="stylesheet" href="asset:fonts.css">, asset:print.css, asset:chart.svg …)
      -> caller.py     writes the order, waits, kills                        (the Celery worker)
      -> warm.py       has WeasyPrint loaded, forks                          (its own process, no secrets)
      -> press.py      typesets with fetcher.py and textlayer.py             (one process per document, limited)

Nothing here knows Django.
"""

from .caller import Rendered, render
from .failure import RenderFailed
from .fonts import font_assets, font_css

__all__ = ["RenderFailed", "Rendered", "font_assets", "font_css", "render"]
