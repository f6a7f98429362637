"""Small line charts as SVG text, for the documents: no library, for light and dark pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

Points = Sequence[tuple[float, float]]
COLORS = ("#0d9488", "#d97706", "#6366f1", "#8391a5")
WIDTH, HEIGHT, MARGIN = 420, 300, 52


# One parameter for each thing a drawing says.
def chart(  # noqa: PLR0913
    title: str,
    across: str,
    up: str,
    lines: Mapping[str, Points],
    *,
    x: tuple[float, float],
    y: tuple[float, float],
    ticks: int = 5,
    diagonal: bool = False,
    left: int = 0,
) -> str:
    """One chart as a group of SVG elements, `left` pixels from the left edge of the picture."""

    def place(point: tuple[float, float]) -> tuple[float, float]:
        right = (point[0] - x[0]) / (x[1] - x[0])
        high = (point[1] - y[0]) / (y[1] - y[0])
        return (
            round(left + MARGIN + right * (WIDTH - MARGIN - 16), 1),
            round(HEIGHT - MARGIN - high * (HEIGHT - MARGIN - 44), 1),
        )

    made = [f'<text x="{left + MARGIN}" y="18" font-weight="600">{escape(title)}</text>']
    (x0, y0), (x1, y1) = place((x[0], y[0])), place((x[1], y[1]))
    for k in range(ticks + 1):
        share = k / ticks
        at_x, at_y = x[0] + share * (x[1] - x[0]), y[0] + share * (y[1] - y[0])
        px, py = place((at_x, at_y))
        made.append(f'<path d="M{x0} {py}H{x1}" stroke="#8391a5" stroke-opacity=".3"/>')
        made.append(f'<text x="{x0 - 6}" y="{py + 4}" text-anchor="end">{at_y:.3g}</text>')
        made.append(f'<text x="{px}" y="{y0 + 16}" text-anchor="middle">{at_x:.3g}</text>')
    middle = (x0 + x1) / 2
    made.append(f'<text x="{middle}" y="{y0 + 34}" text-anchor="middle">{escape(across)}</text>')
    made.append(f'<text x="{left + MARGIN}" y="36">{escape(up)}</text>')
    if diagonal:
        made.append(
            f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#8391a5" stroke-dasharray="3 4" fill="none"/>'
        )
    for k, (name, points) in enumerate(lines.items()):
        color, dash = COLORS[k % len(COLORS)], ' stroke-dasharray="7 4"' if k % 2 else ""
        path = " ".join(f"{px},{py}" for px, py in map(place, points))
        made.append(
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"{dash}/>'
        )
        made += [f'<circle cx="{px}" cy="{py}" r="2.6" fill="{color}"/>'
                 for px, py in map(place, points)]  # fmt: skip
        key = left + MARGIN + 10 + k * 165
        made.append(
            f'<path d="M{key} {HEIGHT - 6}h22" stroke="{color}" stroke-width="2"{dash}/>'
            f'<text x="{key + 27}" y="{HEIGHT - 2}">{escape(name)}</text>'
        )
    return "\n".join(made)


def picture(charts: Sequence[str], words: str) -> str:
    """Charts (made with left = 0, WIDTH, ...) as one SVG file; `words` say what is on it."""
    width, height = WIDTH * len(charts), HEIGHT + 6
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" font-size="11" fill="#5b6675">\n<title>{escape(words)}</title>\n'
        + "\n".join(charts)
        + "\n</svg>\n"
    )
