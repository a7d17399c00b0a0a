"""How charts look: colours that the colour-blind tell apart, type of the page, Indonesian numbers.

The colours of categories are those of Okabe and Ito (2008), the darker ones first; ramps go from light to
dark, so that they also work in grey.
"""

from __future__ import annotations

from typing import Any

INK, SOFT, LINE = "#17231f", "#4d5a55", "#dedfd8"
SHADE = "#146350"
CATEGORIES = ["#146350", "#d55e00", "#0072b2", "#cc79a7", "#e69f00", "#56b4e9", "#5f6b66"]
RAMP = ["#eff7f4", "#c9e4da", "#97cab8", "#5ea892", "#2c836b", "#146350", "#0a352c"]
DIVERGING = ["#8c3d00", "#d07a35", "#f1cfae", "#f5f5f0", "#b5d3e8", "#4b91c0", "#0b4f80"]
FONT = "Plus Jakarta Sans, Helvetica Neue, Arial, sans-serif"

LIKE_NAUNGAN: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None, "continuousWidth": 640, "continuousHeight": 320},
    "axis": {
        "domainColor": SOFT,
        "gridColor": LINE,
        "labelColor": INK,
        "labelFontSize": 12,
        "labelPadding": 6,
        "tickColor": LINE,
        "titleColor": SOFT,
        "titleFontSize": 12,
        "titleFontWeight": 600,
        "titlePadding": 10,
    },
    "axisBand": {"grid": False, "ticks": False},
    "header": {"labelColor": INK, "labelFontSize": 12, "titleColor": SOFT},
    "legend": {"labelColor": INK, "labelFontSize": 12, "titleColor": SOFT, "titleFontSize": 12, "symbolSize": 120},
    "title": {"anchor": "start", "color": INK, "fontSize": 15, "fontWeight": 700, "offset": 14},
    "text": {"color": INK, "fontSize": 12},
    "bar": {"color": SHADE, "cornerRadiusEnd": 3},
    "line": {"color": SHADE, "strokeWidth": 2.5},
    "point": {"color": SHADE, "filled": True, "size": 60},
    "rect": {"stroke": "#ffffff", "strokeWidth": 1},
    "rule": {"color": SOFT},
    "range": {"category": CATEGORIES, "ordinal": RAMP, "ramp": RAMP, "heatmap": RAMP, "diverging": DIVERGING},
}

# For d3-format and d3-time-format, as Vega takes them.
NUMBERS: dict[str, dict[str, Any]] = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp\u00a0", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp\u00a0", ""]},
}
TIMES: dict[str, dict[str, Any]] = {
    "id": {
        "dateTime": "%A, %d %B %Y pukul %H.%M",
        "date": "%d/%m/%Y",
        "time": "%H.%M",
        "periods": ["AM", "PM"],
        "days": ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
        "shortDays": ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
        "months": ["Januari", "Februari", "Maret", "April", "Mei", "Juni",
                   "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
        "shortMonths": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    },
    "en": {
        "dateTime": "%A, %d %B %Y at %H:%M",
        "date": "%d/%m/%Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        "shortDays": ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        "months": ["January", "February", "March", "April", "May", "June",
                   "July", "August", "September", "October", "November", "December"],
        "shortMonths": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    },
}  # fmt: skip
