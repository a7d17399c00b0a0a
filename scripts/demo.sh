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
# The transfer to the heir, with naungan disburse, follows here.

step "9. The books agree"
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
tell "What HR gets back, the same rows with status, reason and repair, is in $result."
tell "Then read docs/tour.md, the rooms of the house, and docs/coverage.md, what a rate is a rate of."
