"""A municipality's house style: from two or three colours to every colour on the screen, each pair readable."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

Tokens = dict[str, str]

WHITE = "#ffffff"
TEXT_CONTRAST = 4.6  # WCAG 1.4.3 asks 4.5; the rest is room for rounding
BORDER_CONTRAST = 3.1  # WCAG 1.4.11 asks 3
STRONG_TEXT_CONTRAST = 5.6
DECORATION_ONLY = 3.0  # below this contrast with white a house colour cannot carry a button

CORNERS = {"square": (0, 0, 0), "soft": (4, 8, 14), "round": (8, 14, 22)}
STATUS_COLOURS = {"positive": "#1a7a45", "warning": "#a35a00", "negative": "#b3261e", "info": "#1f5fa8"}

# Rules cannot reach the message catalogue, and these sentences are for a Dutch administrator.
NOTE_SWAPPED = (
    "{primary} is te licht voor knoppen en tekst. De tweede kleur {accent} wordt daarom de kleur van knoppen en links; "
    "{primary} blijft versiering."
)
NOTE_DARKENED = "{asked} heeft te weinig contrast met wit ({was}). Knoppen gebruiken {used} ({now})."

_HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What a municipality fills in: colours as `#rrggbb` and the shape of corners."""

    primary: str
    accent: str
    link: str = ""
    neutral: str = ""
    corners: str = "soft"

    def __post_init__(self) -> None:
        for field in ("primary", "accent", "link", "neutral"):
            _check_colour(field, getattr(self, field), optional=field in ("link", "neutral"))
        if self.corners not in CORNERS:
            raise ValueError(f"corners must be one of {', '.join(CORNERS)}, not {self.corners!r}")


@dataclass(frozen=True, slots=True)
class ThemeResult:
    """The design tokens of a house style, and what had to give way to stay readable."""

    tokens: Tokens
    notes: tuple[str, ...]


def build_tokens(style: HouseStyle) -> ThemeResult:
    """Every colour and corner of the screen for this house style."""
    roles, notes = _divide_roles(style)
    tokens: Tokens = {}
    for name, colour in _families(roles):
        tokens |= _family(name, colour)
    tokens |= _neutrals(roles)
    tokens |= _corners(style.corners)
    tokens |= _own_tokens(style, tokens)
    return ThemeResult(tokens, (*notes, *_darkened(roles)))


def stylesheet(result: ThemeResult) -> str:
    """The tokens as a style sheet that may follow `tokens.css`."""
    lines = "".join(f"  {name}: {value};\n" for name, value in result.tokens.items())
    return f":root {{\n{lines}}}\n"


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# --- Which colour does what ---------------------------------------------------


def _check_colour(field: str, value: str, *, optional: bool) -> None:
    if optional and not value:
        return
    if not _HEX_COLOUR.fullmatch(value):
        raise ValueError(f"{field} must be a colour of six hexadecimal digits like #17509b, not {value!r}")


def _divide_roles(style: HouseStyle) -> tuple[HouseStyle, tuple[str, ...]]:
    """A yellow house style cannot carry buttons: the second colour then takes over."""
    primary_carries = contrast(style.primary, WHITE) >= DECORATION_ONLY
    accent_carries = contrast(style.accent, WHITE) >= DECORATION_ONLY
    if primary_carries or not accent_carries:
        return style, ()
    note = NOTE_SWAPPED.format(primary=style.primary, accent=style.accent)
    return replace(style, primary=style.accent, accent=style.primary), (note,)


def _families(style: HouseStyle) -> Iterator[tuple[str, str]]:
    yield from (("accent-1", style.primary), ("action-1", style.primary))
    yield "action-2", style.link or style.primary
    yield from (("accent-2", style.accent), ("accent-3", style.accent))
    yield from STATUS_COLOURS.items()


def _neutrals(style: HouseStyle) -> Tokens:
    """Greys with a breath of the house colour, and nearly black text."""
    chroma = 0.5 if style.neutral else 0.18
    tokens = _family("default", style.neutral or style.primary, chroma=chroma)
    text = _Oklch(0.255, 0.02, _to_oklch(style.primary).hue)
    return tokens | {"--basis-color-default-color-document": _to_hex(text)}


def _corners(corners: str) -> Tokens:
    return {
        f"--basis-border-radius-{size}": f"{pixels}px"
        for size, pixels in zip(("sm", "md", "lg"), CORNERS[corners], strict=True)
    }


def _own_tokens(style: HouseStyle, tokens: Tokens) -> Tokens:
    return {
        "--brand": style.primary.lower(),
        "--data-3": tokens["--basis-color-accent-1-inverse-bg-default"],
        "--data-4": tokens["--basis-color-accent-1-border-default"],
    }


def _darkened(style: HouseStyle) -> Iterator[str]:
    for asked in dict.fromkeys((style.primary, style.link or style.primary, style.accent)):
        used = _button_colour(asked)
        if used != asked.lower():
            yield NOTE_DARKENED.format(
                asked=asked, used=used, was=_dutch(contrast(asked, WHITE)), now=_dutch(contrast(used, WHITE))
            )


def _dutch(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


# --- One family: backgrounds, borders, texts and their inverse -------------------

# name, lightness, share of the colour's own chroma
_TINTS = (
    ("bg-subtle", 0.982, 0.12),
    ("bg-default", 0.958, 0.22),
    ("bg-hover", 0.93, 0.33),
    ("bg-active", 0.895, 0.45),
    ("border-subtle", 0.875, 0.4),
    ("inverse-color-subtle", 0.9, 0.35),
    ("inverse-border-default", 0.86, 0.4),
    ("inverse-border-subtle", 0.6, 0.6),
    ("inverse-border-hover", 0.91, 0.3),
    ("inverse-border-active", 0.95, 0.2),
)


def _family(name: str, colour: str, *, chroma: float = 1.0) -> Tokens:
    base = _to_oklch(colour).muted(chroma)
    steps: Tokens = {"bg-document": WHITE}
    steps |= {step: _to_hex(base.at(lightness).muted(share)) for step, lightness, share in _TINTS}
    steps |= _borders(base, ground=steps["bg-default"])
    steps |= _texts(base, ground=steps["bg-active"], quiet_ground=steps["bg-default"])
    steps |= _inverse(base, button=_button_colour(colour) if chroma == 1 else "")
    return {f"--basis-color-{name}-{step}": value for step, value in steps.items()}


def _borders(base: _Oklch, *, ground: str) -> Tokens:
    border = _darken(base.at(0.66).muted(0.75), against=ground, ratio=BORDER_CONTRAST)
    return {
        "border-default": _to_hex(border),
        "border-hover": _to_hex(border.darker(0.08)),
        "border-active": _to_hex(border.darker(0.15)),
    }


def _texts(base: _Oklch, *, ground: str, quiet_ground: str) -> Tokens:
    quiet = _darken(base.at(0.56).muted(0.85), against=quiet_ground, ratio=TEXT_CONTRAST)
    text = _darken(base.at(min(base.lightness, 0.47)), against=quiet_ground, ratio=STRONG_TEXT_CONTRAST)
    strong = _darken(
        base.at(max(0.22, text.lightness - 0.18)).muted(0.7), against=ground, ratio=STRONG_TEXT_CONTRAST
    )
    return {
        "color-subtle": _to_hex(quiet),
        "color-default": _to_hex(text),
        "color-hover": _to_hex(text.darker(0.07)),
        "color-active": _to_hex(text.darker(0.12)),
        "color-document": _to_hex(strong),
    }


def _inverse(base: _Oklch, *, button: str) -> Tokens:
    ground = _darken(base, against=WHITE, ratio=TEXT_CONTRAST)
    steps = {f"inverse-color-{state}": WHITE for state in ("default", "hover", "active", "document")}
    return steps | {
        "inverse-bg-default": button or _to_hex(ground),
        "inverse-bg-hover": _to_hex(ground.pressed(0.06)),
        "inverse-bg-active": _to_hex(ground.pressed(0.11)),
        "inverse-bg-document": _to_hex(ground.at(max(0.2, ground.lightness - 0.14)).muted(0.8)),
        "inverse-bg-subtle": _to_hex(ground.at(max(0.22, ground.lightness - 0.18)).muted(0.7)),
    }


def _button_colour(colour: str) -> str:
    """The house colour itself where white text on it can be read, else the nearest darker one."""
    if contrast(colour, WHITE) >= TEXT_CONTRAST:
        return colour.lower()
    return _to_hex(_darken(_to_oklch(colour), against=WHITE, ratio=TEXT_CONTRAST))


# --- Colour arithmetic: OKLCH, where equal steps look equal -----------------------


@dataclass(frozen=True, slots=True)
class _Oklch:
    lightness: float
    chroma: float
    hue: float

    def at(self, lightness: float) -> _Oklch:
        return replace(self, lightness=lightness)

    def muted(self, share: float) -> _Oklch:
        return replace(self, chroma=self.chroma * share)

    def darker(self, step: float) -> _Oklch:
        return self.at(max(0.0, self.lightness - step))

    def pressed(self, step: float) -> _Oklch:
        """Darker, or lighter where darker could no longer be seen."""
        return self.darker(step) if self.lightness - step >= 0.12 else self.at(self.lightness + step)


def _darken(colour: _Oklch, *, against: str, ratio: float) -> _Oklch:
    """The same hue, just dark enough to reach the ratio."""
    while colour.lightness > 0 and contrast(_to_hex(colour), against) < ratio:
        colour = colour.darker(0.005)
    return colour


def _luminance(colour: str) -> float:
    red, green, blue = _linear_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else math.pow((channel + 0.055) / 1.055, 2.4)


def _gamma(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * math.pow(channel, 1 / 2.4) - 0.055


def _to_oklch(colour: str) -> _Oklch:
    red, green, blue = _linear_rgb(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return _Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def _to_hex(colour: _Oklch) -> str:
    """The colour as `#rrggbb`, with as much of its chroma as a screen can show."""
    rgb = _to_linear_rgb(colour)
    while not _on_screen(rgb) and colour.chroma > 0.001:
        colour = colour.muted(0.95)
        rgb = _to_linear_rgb(colour)
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, channel)))):02x}" for channel in rgb)


def _to_linear_rgb(colour: _Oklch) -> tuple[float, float, float]:
    a, b = colour.chroma * math.cos(colour.hue), colour.chroma * math.sin(colour.hue)
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _on_screen(rgb: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in rgb)


# --- The platform's own, for pages without a municipality ---------------------------

DEFAULT_STYLE = HouseStyle(primary="#0f5f6b", accent="#c2571a", neutral="#6b6a5e")
