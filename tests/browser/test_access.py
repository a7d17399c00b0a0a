"""Signing in, from start to end, as each kind of person does it; and what an account sees of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.browser.conftest import Site, Visitor, command

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
# As Chromium plays one that says yes by itself.
PHONE_WITH_FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def signins(site: Site) -> str:
    """What `naungan sandbox signins` prints now: codes of second factors change."""
    return command(site.databases.url(site.database), "sandbox", "signins")


def told(site: Site, role: str) -> tuple[str, str, str]:
    """E-mail, password and present code of a role."""
    found = re.search(rf"({role}@contoh\.test), kata sandi (\w+)(?:, kode sekarang (\d+))?", signins(site))
    assert found is not None
    return found[1], found[2], found[3] or ""


def code_in(site: Site) -> str:
    """The newest one-time code that the server's log holds."""
    return re.findall(r"(\d{6}) adalah kode", site.log.read_text())[-1]


def by_password(visitor: Visitor, email: str, password: str) -> None:
    page = visitor.open("/masuk/")
    page.get_by_label(re.compile("^E-mail")).fill(email)
    page.get_by_label(re.compile("Kata sandi|Password")).fill(password)
    page.get_by_role("button", name=re.compile("^(Masuk|Sign in)$")).last.click()
    page.wait_for_load_state()


def test_a_worker_signs_in_without_javascript_and_by_keyboard_alone(visit: Visit, site: Site) -> None:
    facts = re.search(r"Peserta: NIK (\d+), lahir ([\d-]+), (\d+);", signins(site))
    assert facts is not None
    visitor = visit(javascript=False)
    page = visitor.open("/masuk/")
    page.get_by_role("link", name="Peserta atau ahli waris? Masuk di sini").press("Enter")
    page.get_by_label("NIK").focus()
    for fact in facts.groups():
        page.keyboard.type(fact)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_label("Kode yang kami kirim").wait_for()
    visitor.shown("masuk-kode")
    page.get_by_label("Kode yang kami kirim").fill(code_in(site))
    page.keyboard.press("Enter")
    page.wait_for_url("**/saya/")


def test_what_is_missing_is_said_at_the_field_and_leads_there(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/masuk/peserta/")
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_role("link", name="NIK belum diisi. Tulis 16 angka di KTP.").click()
    assert page.evaluate("document.activeElement.id") == "nik"
    visitor.shown("masuk-peserta-keliru")
    visitor.complaints.clear()
    visitor.checked()


def test_an_officer_signs_in_with_a_second_factor(visit: Visit, site: Site) -> None:
    visitor = visit()
    email, password, _ = told(site, "branch")
    by_password(visitor, email, password)
    page = visitor.page
    visitor.checked()
    visitor.shown("masuk-faktor-kedua")
    page.get_by_label(re.compile("Kode 6 angka")).fill(told(site, "branch")[2])
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/kantor/")


def test_an_employer_sets_up_an_application_and_a_token(visit: Visit, site: Site) -> None:
    visitor = visit()
    email, password, _ = told(site, "employer-maker")
    by_password(visitor, email, password)
    page = visitor.page
    page.wait_for_url("**/perusahaan/")
    visitor.open("/akun/")
    page.get_by_label("Nama token").fill("Penggajian")
    page.get_by_role("button", name="Buat token").click()
    assert page.get_by_text(re.compile(r"naungan_[\w-]{40,}")).count() == 1
    visitor.checked()
    visitor.shown("akun-token")
    page.get_by_role("link", name="Pasang aplikasi").click()
    page.get_by_label("Kata sandi Anda").fill(password)
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("heading", name="Pasang aplikasi autentikator").wait_for()
    visitor.checked()
    visitor.shown("akun-aplikasi")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_entrance_has_no_barrier_in_either_language(visit: Visit, language: str) -> None:
    visitor = visit(language=language)
    for name, path in (("masuk", "/masuk/"), ("masuk-peserta", "/masuk/peserta/"), ("masuk-lupa", "/masuk/lupa/")):
        visitor.open(path)
        visitor.checked()
        if language == "id":
            visitor.shown(name)


def test_the_warning_before_the_end_keeps_the_session(visit: Visit, site: Site) -> None:
    visitor = visit()
    email, password, _ = told(site, "employer-approver")
    by_password(visitor, email, password)
    page = visitor.open("/akun/")
    assert page.get_by_role("alertdialog").count() == 0
    page.clock.install()
    page.reload()
    page.clock.fast_forward(13 * 60 * 1000 + 1000)
    dialog = page.get_by_role("alertdialog", name="Anda akan keluar otomatis")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Tetap masuk"
    visitor.shown("sesi-hampir-habis")
    page.keyboard.press("Enter")
    dialog.wait_for(state="hidden")


@pytest.mark.parametrize("language", ["id", "en"])
def test_ones_own_account_has_no_barrier_in_either_language(visit: Visit, site: Site, language: str) -> None:
    visitor = visit(language=language)
    email, password, _ = told(site, "sponsor")
    by_password(visitor, email, password)
    visitor.open("/akun/")
    visitor.checked()


def test_a_passkey_is_added_and_then_signs_in_by_itself(visit: Visit, site: Site) -> None:
    email, password, _ = told(site, "employer-approver")
    visitor = visit()
    # A passkey belongs to a name, never to a number.
    visitor.site = replace(site, address=site.address.replace("127.0.0.1", "localhost"))
    page = visitor.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_WITH_FINGERPRINT})
    by_password(visitor, email, password)
    visitor.open("/akun/")
    page.get_by_role("link", name="Tambah kunci").click()
    page.get_by_label("Kata sandi Anda").fill(password)
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_label("Nama kunci").fill("Telepon saya")
    page.get_by_label("Boleh masuk dengan kunci ini saja").check()
    visitor.checked()
    visitor.shown("akun-kunci")
    page.get_by_role("button", name="Tambah").click()
    page.wait_for_url(lambda address: not address.endswith("/tambah/"))
    visitor.open("/akun/")
    page.get_by_text("Kunci masuk: Telepon saya").wait_for()
    page.context.clear_cookies()
    visitor.open("/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci").click()
    page.wait_for_url("**/perusahaan/")
