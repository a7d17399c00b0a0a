"""The chart of accounts: one fund per programme, receivables, suspense, participants' savings."""

from __future__ import annotations

BANK = "1000"
RECEIVABLE = "1100"
DEFERRED = "1120"
STATE = "1150"
RECOVERABLE = "1300"
SAVINGS = "2030"
SAVINGS_BILLED = "2130"
BENEFITS_OWED = "2200"
IN_TRANSIT = "2250"
CREDIT = "2300"
TAX = "2400"
SUSPENSE = "2900"
JKK = "4010"
JKM = "4020"
JP = "4040"
JKP = "4050"
PENALTY = "4900"
JKK_BENEFITS = "5010"
JKM_BENEFITS = "5020"
JHT_RETURNS = "5030"
JP_BENEFITS = "5040"
JKP_BENEFITS = "5050"

# code, name, English, kind, fund
CHART = (
    (BANK, "Bank", "Bank", "asset", ""),
    (RECEIVABLE, "Piutang iuran dan denda", "Contributions and fines receivable", "asset", ""),
    (DEFERRED, "Piutang iuran JP yang ditunda (PP 49/2020)", "JP contributions deferred", "asset", "JP"),
    (STATE, "Piutang iuran JKP dari pemerintah", "JKP contributions due from the State", "asset", "JKP"),
    (SAVINGS, "Saldo JHT peserta", "JHT accounts of participants", "liability", "JHT"),
    (
        SAVINGS_BILLED,
        "Iuran JHT ditagih, belum dibayar",
        "JHT contributions billed, unpaid",
        "liability",
        "JHT",
    ),
    (CREDIT, "Kredit koreksi pembayar iuran", "Credit of payers from corrections", "liability", ""),
    (SUSPENSE, "Titipan pembayaran belum dialokasikan", "Payments not yet allocated", "liability", ""),
    (JKK, "Iuran JKK", "JKK contributions", "income", "JKK"),
    (JKM, "Iuran JKM", "JKM contributions", "income", "JKM"),
    (JP, "Iuran JP", "JP contributions", "income", "JP"),
    (JKP, "Iuran JKP (rekomposisi dan pemerintah)", "JKP contributions", "income", "JKP"),
    (PENALTY, "Denda keterlambatan", "Late fines", "income", ""),
    (RECOVERABLE, "Piutang kelebihan bayar manfaat", "Overpaid benefits to be recovered", "asset", ""),
    (BENEFITS_OWED, "Manfaat disetujui, belum dibayar", "Benefits decided, unpaid", "liability", ""),
    (IN_TRANSIT, "Manfaat sedang ditransfer", "Benefits sent to the bank, unconfirmed", "liability", ""),
    (TAX, "PPh 21 atas JHT dipotong", "Income tax withheld from JHT", "liability", ""),
    (JKK_BENEFITS, "Manfaat JKK", "JKK benefits", "expense", "JKK"),
    (JKM_BENEFITS, "Manfaat JKM", "JKM benefits", "expense", "JKM"),
    (JHT_RETURNS, "Hasil pengembangan JHT", "Returns credited to JHT accounts", "expense", "JHT"),
    (JP_BENEFITS, "Manfaat JP", "JP benefits", "expense", "JP"),
    (JKP_BENEFITS, "Manfaat JKP", "JKP benefits", "expense", "JKP"),
)
