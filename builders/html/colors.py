"""The theme's colours as CSS variables, light and dark; whatever the theme, text keeps its contrast.

The dark set is not drawn by hand: it is the theme's own ink as ground, each colour lightened until it can be read.
Contrast is WCAG 2's ratio, 1 to 21.
"""

from assets.look import Look

TEXT = ("ink", "muted", "red", "slate", "green")
TINTS = ("red-tint", "gold-tint", "slate-tint", "green-tint")
READABLE = 4.6  # WCAG asks for 4.5 of small text
BLACK, WHITE = "000000", "FFFFFF"
NIGHT = 0.35  # how far the theme's ink goes to black to be a ground at night


def mix(first: str, second: str, share: float) -> str:
    """RRGGBB between two colours; `share` 0 is the first, 1 the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """The ratio of two colours' luminances, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def readable(color: str, towards: str, grounds: tuple[str, ...], ratio: float = READABLE) -> str:
    """The colour, moved towards black or white in steps until it reads on each of the grounds."""
    steps = (mix(color, towards, step / 40) for step in range(41))
    return next((found for found in steps if min(contrast(found, ground) for ground in grounds) >= ratio), towards)


def light(look: Look) -> dict[str, str]:
    """The theme's own colours, by the names that the style sheet uses."""
    tints = {name: look.color(name) for name in TINTS}
    grounds = (look.color("ground"), look.color("white"), *tints.values())
    texts = {name: readable(look.color(name), BLACK, grounds) for name in TEXT}
    plain = {name: look.color(name) for name in ("ground", "gold", "rule")}
    return {**plain, "card": look.color("white"), "on": look.color("white"), **tints, **texts, **_borders(plain, BLACK)}


def dark(look: Look) -> dict[str, str]:
    """The same names for the night."""
    ground = mix(look.color("ink"), BLACK, NIGHT)
    card = mix(ground, look.color("ground"), 0.06)
    tints = {name: mix(card, look.color(name.removesuffix("-tint")), 0.2) for name in TINTS}
    grounds = (ground, card, *tints.values())
    texts = {name: readable(look.color(name), WHITE, grounds) for name in TEXT if name != "ink"}
    texts["ink"] = readable(mix(look.color("ground"), ground, 0.08), WHITE, grounds, 7)
    plain = {"ground": ground, "gold": look.color("gold"), "rule": mix(ground, look.color("rule"), 0.3)}
    return {**plain, "card": card, "on": ground, **tints, **texts, **_borders(plain, WHITE)}


def variables(look: Look) -> str:
    """CSS: light for screen and paper, dark on screens that ask for it or whose reader does."""
    day, night = _declared(light(look)), _declared(dark(look))
    return (
        f":root{{color-scheme:light;{day}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{night}}}}}"
        f"@media screen{{:root[data-theme=dark]{{color-scheme:dark;{night}}}}}"
    )


def _borders(plain: dict[str, str], towards: str) -> dict[str, str]:
    """Edges of things to press or to write in: 3 to 1, as WCAG 2.1 asks."""
    return {"edge": readable(plain["rule"], towards, (plain["ground"],), 3.1)}


def _declared(colors: dict[str, str]) -> str:
    return ";".join(f"--{name}:#{color}" for name, color in colors.items())


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[0:2], 16), int(color[2:4], 16), int(color[4:6], 16)


def _luminance(color: str) -> float:
    parts = [part / 255 for part in _channels(color)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
