"""Writes rows as tables in Markdown."""

COLUMNS = {
    "languages": [
        ("right", "right"), ("rightStripped", "no diacritics"), ("rightMerged", "hr = sr = bs"),
        ("rightStrippedMerged", "no diacritics, hr = sr = bs"),
    ],
    "posts": [
        ("language", "language"), ("topicsF1", "topics F1"), ("housingF1", "housing"), ("workF1", "work"),
        ("familyF1", "family"), ("kindF1", "kind F1"), ("requestRecall", "requests found"),
        ("acutePrecision", "acute precision"), ("acuteRecall", "acute recall"),
    ],
}
COSTS = [("perSecond", "texts/s"), ("loadingSeconds", "loading, s"), ("peakMegabytes", "memory, MB")]


def cell(key: str, value) -> str:
    if value is None:
        return "–"
    if key == "perSecond":
        return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
    if key == "peakMegabytes":
        return f"{value:.0f}"
    if key == "loadingSeconds":
        return f"{value:.2f}"
    return f"{value:.3f}"


def markdown(heads: list[str], rows: list[list[str]]) -> str:
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]

    def line(cells: list[str]) -> str:
        return "| " + " | ".join(text.ljust(width) for text, width in zip(cells, widths)) + " |"

    return "\n".join([line(heads), line(["-" * width for width in widths]), *map(line, rows)])


def rows_table(family: str, rows: list[dict]) -> str:
    columns = COLUMNS[family] + COSTS
    cells = [[row["name"], *(cell(key, row.get(key)) for key, _ in columns)] for row in rows]
    return markdown(["", *(head for _, head in columns)], cells)


def wanted_table(wanted: list[dict]) -> str:
    def line(row: dict) -> list[str]:
        kept = row["value"] >= row["limit"] if row["atLeast"] else row["value"] <= row["limit"]
        relation = "at least" if row["atLeast"] else "at most"
        return [row["name"], f"{row['value']:,.1f}", f"{relation} {row['limit']:,}", "yes" if kept else "NO"]

    return markdown(["", "measured", "wanted", "kept"], [line(row) for row in wanted])
