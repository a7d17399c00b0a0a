"""The addresses of one's own account, under /akun/."""

from __future__ import annotations

from django.urls import path

from naungan.access.pages import own, reveal, sign_in

app_name = "access"
urlpatterns = [
    path("", own.home, name="home"),
    path("mulai/", sign_in.begin, name="begin"),
    path("sesi/", sign_in.keep, name="keep"),
    path("sesi/lain/akhiri/", own.end_sessions, name="end_sessions"),
    path("peran/", own.choose_role, name="choose_role"),
    path("faktor-kedua/", own.second_factor, name="second_factor"),
    path("token/", own.new_token, name="new_token"),
    path("token/cabut/", own.end_token, name="end_token"),
    path("nik/<int:person_id>/", reveal.nik, name="nik"),
]
