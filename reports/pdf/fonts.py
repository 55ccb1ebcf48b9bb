"""Sarabun, and nothing else: the render process sees no font of the machine."""

from pathlib import Path

#: A fontconfig file that names no folder. Text then *cannot* fall back to a font that happens to be installed.
NO_SYSTEM_FONTS = Path(__file__).with_name("fonts.conf")
FAMILY = "Sarabun"
_CUTS = (
    (300, "normal", "Light"),
    (400, "normal", "Regular"),
    (400, "italic", "Italic"),
    (600, "normal", "SemiBold"),
    (700, "normal", "Bold"),
    (700, "italic", "BoldItalic"),
)


def font_css() -> str:
    """The @font-face rules of Sarabun, and its name where CSS does not hand it down: @page margin boxes."""
    faces = [
        f"@font-face {{ font-family: {FAMILY}; font-weight: {weight}; font-style: {style};"
        f' src: url("asset:{FAMILY}-{cut}.ttf"); }}'
        for weight, style, cut in _CUTS
    ]
    return "\n".join([*faces, f"html {{ font-family: {FAMILY}; }}", f"@page {{ font-family: {FAMILY}; }}", ""])


def font_assets() -> dict[str, tuple[str, bytes]]:
    """`fonts.css` (the rules of `font_css`) and the fonts it names, to hand to `render`."""
    from fontpkg_sarabun import ROOT

    return {"fonts.css": ("text/css", font_css().encode())} | {
        f"{FAMILY}-{cut}.ttf": ("font/ttf", (ROOT / "files" / f"{FAMILY}-{cut}.ttf").read_bytes())
        for _, _, cut in _CUTS
    }
