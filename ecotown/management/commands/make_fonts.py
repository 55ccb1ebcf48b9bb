"""Make the web fonts: Sarabun from its wheel, cut to what a Thai page needs, as WOFF2.

They lie in `var/build/fonts/`, one of the STATICFILES_DIRS, so a page asks for `fonts/sarabun-400.woff2`. Cutting
four weights takes about two seconds; a second run finds its own recipe beside the fonts and does nothing.
"""

import hashlib
import json
import os
import shutil
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {300: "Light", 400: "Regular", 600: "SemiBold", 700: "Bold"}
# Basic Latin; Thai; a no-break space, a middle dot, × and ÷; the dashes, quotes, bullet and ellipsis of Thai print;
# baht, arrows, ≤ and ≥. No tick: Sarabun has none, ours is drawn.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0x0E01, 0x0E3B),
    *range(0x0E3F, 0x0E5C),
    0xA0, 0xB7, 0xD7, 0xF7,
    0x200B, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026,
    0x2190, 0x2192, 0x2264, 0x2265,
]  # fmt: skip
# ccmp, mark and mkmk put vowels and tone marks where they belong: without them Thai is unreadable.
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga"]


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # runs before the first migration
    help = "Make the WOFF2 web fonts from the Sarabun package (quick when they are there already)."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.VAR_DIR) / "build" / "fonts"
        recipe = written_recipe()
        if is_made(folder, recipe):
            self.stdout.write("Web fonts: already made.")
            return
        folder.mkdir(parents=True, exist_ok=True)
        for weight, name in WEIGHTS.items():
            cut(name, folder / f"sarabun-{weight}.woff2")
        with as_file(files("fontpkg_sarabun") / "LICENSE") as licence:
            shutil.copyfile(licence, folder / "OFL.txt")
        replace(folder / "recipe.json", recipe.encode())
        total = sum(path.stat().st_size for path in folder.glob("*.woff2"))
        self.stdout.write(f"Web fonts: {len(WEIGHTS)} weights, {total / 1024:.0f} KB.")


def written_recipe() -> str:
    """All that the result depends on; a changed recipe is a reason to cut again."""
    body = {
        "source": version("fontpkg-sarabun"),
        "fonttools": version("fonttools"),
        "weights": sorted(WEIGHTS),
        "letters": hashlib.sha256(str(LETTERS).encode()).hexdigest(),
        "features": FEATURES,
    }
    return json.dumps(body, indent=1, sort_keys=True)


def is_made(folder: Path, recipe: str) -> bool:
    made = folder / "recipe.json"
    needed = [folder / "OFL.txt", *(folder / f"sarabun-{weight}.woff2" for weight in WEIGHTS)]
    return made.exists() and made.read_text() == recipe and all(path.exists() for path in needed)


def cut(name: str, target: Path) -> None:
    options = subset.Options(
        flavor="woff2", layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 4, 13, 14], notdef_outline=True
    )
    with as_file(files("fontpkg_sarabun") / "files" / f"Sarabun-{name}.ttf") as source:
        font = TTFont(source, recalcTimestamp=False)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        font.flavor = "woff2"
        draft = target.with_suffix(".draft")
        font.save(draft)
    os.replace(draft, target)


def replace(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    os.replace(draft, path)
