"""A chart of times by sizes, both by powers of ten, as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 720, 400, 60, 40, 20, 40
COLOURS = ("#15803d", "#86b89a", "#1d4ed8", "#8fa8e0")

Points = Sequence[tuple[int, float]]
"""(texts, milliseconds)."""


def drawn(lines: Mapping[str, Points]) -> str:
    """A line for each name, in that many colours, and a grid."""
    sizes = [size for points in lines.values() for size, _ in points]
    times = [time for points in lines.values() for _, time in points]
    across = _scale(sizes, LEFT, WIDTH - RIGHT)
    up = _scale(times, HEIGHT - FOOT, TOP)
    body = [*_grid(across, up)]
    for number, (name, points) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        way = " ".join(f"{across(size):.1f},{up(time):.1f}" for size, time in points)
        body.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body.append(_text(LEFT + 12, TOP + 16 * (number + 1), name, fill=colour))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="white"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


class _Scale:
    """Values between two powers of ten, evenly by their logarithm, between two places."""

    def __init__(self, low: int, high: int, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _scale(values: Sequence[float], start: float, end: float) -> _Scale:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return _Scale(low, max(high, low + 1), start, end)


def _grid(across: _Scale, up: _Scale) -> Iterable[str]:
    for size in across.ticks():
        at = across(size)
        yield f'<line x1="{at}" x2="{at}" y1="{TOP}" y2="{HEIGHT - FOOT}" stroke="#ddd"/>'
        yield _text(at, HEIGHT - FOOT + 16, f"{size:,.0f}", anchor="middle")
    for time in up.ticks():
        at = up(time)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at}" y2="{at}" stroke="#ddd"/>'
        yield _text(LEFT - 6, at + 4, f"{time:g} ms", anchor="end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "texts in the memory", anchor="middle")


def _text(x: float, y: float, text: str, *, anchor: str = "start", fill: str = "#222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{text}</text>'
