"""The addresses of the room."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from naungan.coverage.pages import files, growth, home, ranking, region


class RegionCode(StringConverter):
    """KAL, a province (64) or a district (64.72)."""

    regex = r"KAL|[0-9]{2}(?:\.[0-9]{2})?"


class FileForm(StringConverter):
    """How a download is written."""

    regex = "csv|xlsx"


class RegionTable(StringConverter):
    """Which table of a region."""

    regex = "asal|riwayat|terbitan"


register_converter(RegionCode, "region_code")
register_converter(FileForm, "file_form")
register_converter(RegionTable, "region_table")

app_name = "coverage"
urlpatterns = [
    path("", home.home, name="home"),
    path("cakupan/", ranking.ranking, name="ranking"),
    path("cakupan/grafik/", ranking.chart, name="ranking-chart"),
    path("cakupan/peringkat.<file_form:form>", files.ranking, name="ranking-file"),
    path("cakupan/<region_code:code>/", region.region, name="region"),
    path("cakupan/<region_code:code>/asal/", region.source, name="source"),
    path("cakupan/<region_code:code>/grafik/", region.chart, name="region-chart"),
    path("cakupan/<region_code:code>/perubahan/", growth.change, name="change"),
    path("cakupan/<region_code:code>/perubahan/grafik/", growth.change_chart, name="change-chart"),
    path("cakupan/<region_code:code>/sumbangan/grafik/", growth.members_chart, name="members-chart"),
    path("cakupan/<region_code:code>/target/", growth.ahead, name="ahead"),
    path("cakupan/<region_code:code>/target/grafik/", growth.ahead_chart, name="ahead-chart"),
    path("cakupan/<region_code:code>/poin/", growth.nearest, name="nearest"),
    path("cakupan/<region_code:code>/<region_table:what>.<file_form:form>", files.of_region, name="region-file"),
]
