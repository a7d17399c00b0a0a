#!/usr/bin/env bash
# The main job, from an employer's wage file to the coverage figure, on a Kalimantan that never existed.
# Everything is made under demo-output/, afresh each time; your own database is not touched.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${NAUNGAN_DEMO:-demo-output}
export PATH="$PWD/.venv/bin:$PATH" NAUNGAN_HOME="$out/home"
unset DATABASE_URL
[ -t 1 ] || export COLUMNS=120
wages=$out/upah-2022-12.xlsx
result=$out/hasil-2022-12.xlsx
mkdir -p "$out"
rm -rf "$NAUNGAN_HOME" "$wages" "$result" "$out"/*.json

step() { printf '\n\n== %s ==\n' "$1"; }
tell() { printf '%s\n' "" "$*" | fold -s -w 100; }
run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

step "0. Where things are kept"
tell "The database is PostgreSQL, embedded, under NAUNGAN_HOME. For this demo that is $NAUNGAN_HOME."
printf '\n$ export NAUNGAN_HOME=%s\n' "$NAUNGAN_HOME"

step "1. A Kalimantan of one in a hundred"
tell "People, employers, sponsors, projects, wage reports and payments, none of them real, calibrated to published" \
    "figures: five provinces, 56 districts, six months."
run naungan sandbox build --scale 0.01 --from 2022-10 --to 2023-03

step "2. An employer sends its wage file, with the mistakes people make"
run naungan sandbox wage-file --month 2022-12 --out "$wages" | tee "$out/wage-file.txt"
npp=$(awk '$1 == "NPP" { print $2 }' "$out/wage-file.txt")
tell "Every row is judged on its own: good rows go in, the others come back with the reason and the repair."
run naungan import wages "$wages" --employer "$npp" --month 2022-12 --result "$result"

step "3. Three months are closed"
for month in 2022-10 2022-11 2022-12; do
    run naungan close-month "$month"
done

step "4. Coverage on 31 December 2022"
run naungan coverage --as-of 2022-12-31 --by province --basis bpjs-eligible
tell "And the same people on another basis:"
run naungan coverage --as-of 2022-12-31 --by province --basis bps-employed

step "5. How the 66 percent came about"
for basis in bpjs-eligible bps-employed; do
    naungan coverage --as-of 2022-12-31 --by province --basis "$basis" --json >"$out/$basis.json"
done
echo
python scripts/how_it_came_about.py 64 "$out/bpjs-eligible.json" "$out/bps-employed.json"

step "6. One worker of that employer: which months, who paid, what is saved"
nik=$(naungan bill --npp "$npp" --month 2022-12 --json |
    python -c 'import json, sys; print(next(line["nik"] for line in json.load(sys.stdin)["lines"] if line["nik"]))')
run naungan statement --nik "$nik"

step "7. One contribution, with the article of every step"
run naungan calculate contribution --month 2022-12 --wage 12000000 --class II --birth 1980-05-17 --explain

step "8. That worker dies: a claim, opened, decided by one officer and checked by another"
tell "The law of the day of the death decides; every step keeps its article, and what is not confirmed says so."
naungan access grant rina@contoh.test branch --name "Rina" --region 64 >/dev/null
naungan access grant yusuf@contoh.test head-office --name "Yusuf" >/dev/null
run naungan claim open jkm --as rina@contoh.test --nik "$nik" --event-on 2022-12-20 --name Aminah \
    --relation spouse --born-on 1985-04-02 --facts '{"cause": "sakit", "family": {"spouse": 1}}' | tee "$out/claim.txt"
claim=$(awk '$1 == "Klaim" { print $2 }' "$out/claim.txt")
run naungan claim payee "$claim" --as rina@contoh.test --name Aminah --relation spouse --born-on 1985-04-02 \
    --bank 009 --account 1234567890
run naungan claim send "$claim" --as rina@contoh.test
run naungan claim verify "$claim" --as rina@contoh.test
run naungan claim decide "$claim" --as rina@contoh.test
run naungan claim check "$claim" --as yusuf@contoh.test
run naungan claim show "$claim"
tell "An auditor computes it again, years later, from what was frozen with the decision:"
run naungan claim recompute "$claim"
tell "The heir is paid: one officer gathers and checks what is due, another sends it, and the bank's answer books it." \
    "The bank is part of the sandbox; the files are those of a real one, pain.001 and camt.054."
run naungan disburse account UTAMA --bank 124 --number 0000000001 --holder "REKENING MANFAAT" --office "KANTOR PUSAT"
run naungan disburse gather --source UTAMA --as rina@contoh.test | tee "$out/batch.txt"
batch=$(awk -F: '/^BYR-/ { print $1 }' "$out/batch.txt")
run naungan disburse check "$batch" --as rina@contoh.test
run naungan disburse release "$batch" --as yusuf@contoh.test --out "$out/perintah-bayar.xml"
run naungan sandbox bank-answer "$out/perintah-bayar.xml" --out "$out/jawaban-bank.xml"
run naungan disburse answer "$out/jawaban-bank.xml" --as yusuf@contoh.test
run naungan disburse status

step "9. A district's list of vulnerable workers, as such lists are"
tell "Every line is judged by the rules of the scheme, and matched against everybody known: by NIK, and by name, birth" \
    "day and village where the NIK is missing. Nobody is refused without a reason."
run naungan sandbox candidate-list --out "$out/calon.xlsx"
run naungan list import "$out/calon.xlsx" --sponsor PEMDA-64.09 --scheme "Pekerja rentan 2023" --source DTSEN \
    --given-by "Camat Penajam" --from 2023-01 --decile 5
run naungan list judge 1

step "10. What a district's money buys"
tell "Penajam Paser Utara: Rp 3 billion for 15,000 people. The law decides the price of every month."
run naungan plan --district 64.09 --people 15000 --money 3000000000 --from 2025-01

step "11. What the governor reads"
run naungan mandates open --year 2022
run naungan coverage explain-change 64@2023-03 @2025-12 --published
run naungan coverage next-point --region 64 --as-of 2022-12-31
run naungan report governor --province 64 --as-of 2022-12-31 --out "$out/gubernur-64.pdf"

step "12. The books agree"
run naungan ledger check

step "Where to go next"
tell "This database stays until the next demo. Try, after"
printf '\n    %s\n\n' "export PATH=\"\$PWD/.venv/bin:\$PATH\" NAUNGAN_HOME=$NAUNGAN_HOME"
next() { printf '    %-58s %s\n' "$1" "$2"; }
next "naungan bill --npp $npp --month 2022-12" "that employer's bill with its lines"
next "naungan sandbox people" "other NIKs for naungan statement --nik"
next "naungan coverage --as-of 2022-12-31 --by district" "the 56 districts"
next "naungan coverage published --region 64 --period 2022-12" "what was printed, contradictions side by side"
next "naungan serve" "the site: open the address it prints; it says who can sign in"
next "naungan close-month 2023-01" "the next month"
next "naungan law show jp.wage_cap" "a value of the law through time, with its sources"
next "naungan law diff 2025-02-06 2025-02-07" "what changed between two days"
next "naungan mandates show --region 64 --as-of 2022-12-31" "who has to do what by when, and with what proof"
next "naungan plan --district 64.09 --list 1 --money 3000000 --from 2023-01 --frontier" "the same list for less money"
next "naungan report open-data --as-of 2022-12-31 --out $out/data-terbuka" "open data, small numbers left out"
tell "What HR gets back, the same rows with status, reason and repair, is in $result."
tell "Then read docs/tour.md, the rooms of the house, and docs/coverage.md, what a rate is a rate of."
