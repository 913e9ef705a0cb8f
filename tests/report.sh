#!/bin/bash
# Opens a report of samara in headless Chromium and uses it: listings, search, keys, colours, what screen readers need.
#
# Usage, from the root of the checkout, after make stage2: tests/report.sh [OUT]
# Leaves the report and screenshots (light, dark, narrow, a listing) in OUT (build/report); prints `N passed, N failed`.
set -eu
export LC_ALL=C
out=${1-build/report}
arch=$(uname -m)
samara=build/$arch/stage2/bin/samara
audit=target/release/audit
browser=$(command -v chromium || command -v chromium-headless-shell) ||
    { echo "report.sh: no chromium (apt-get install chromium)" >&2; exit 1; }
mkdir -p "$out"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The same program with debugging information: its code is the same, so its lines are samara's.
$samara --target=$arch -g -O2 -nostdinc -I stage1/lib -nostdlib $(cat stage2/SOURCES) stage2/lib/runtime.c \
    stage1/lib/*.c -o "$scratch/samara-g"
$audit report $samara --debug "$scratch/samara-g" --sums SHA256SUMS -o "$out"

# A browser without network; as root Chromium's own sandbox is not to be had.
open_page() {
    "$browser" --headless --disable-gpu --no-sandbox --user-data-dir="$scratch/profile" --hide-scrollbars \
        --host-resolver-rules='MAP * ~NOTFOUND' --virtual-time-budget=20000 "$@" 2>"$scratch/log"
}
page=file://$(realpath "$out")/report.html
open_page --window-size=1280,1800 --screenshot="$out/light.png" --blink-settings=preferredColorScheme=1 "$page"
open_page --window-size=1280,1800 --screenshot="$out/dark.png" --blink-settings=preferredColorScheme=0 "$page"
open_page --window-size=420,1800 --screenshot="$out/narrow.png" "$page"
row=$(grep -o 'id="f[0-9]*"><td><a href="#f[0-9]*">main<' "$out/report.html" | grep -o 'f[0-9]*' | head -1)
# What is shown must not need scrolling: the page with the functions alone.
{ cat "$out/report.html"; echo '<style>main section:not(#functions) { display: none }</style>'; } >"$scratch/listing.html"
open_page --window-size=1280,2000 --screenshot="$out/listing.png" "file://$scratch/listing.html#$row"

{
    sed 's|</body>||; s|</html>||' "$out/report.html"
    echo "<script>$(cat tests/report/check.js)</script></body></html>"
} >"$scratch/check.html"
open_page --window-size=1280,1000 --dump-dom "file://$scratch/check.html" | sed -n '/<pre id="results">/,/<\/pre>/p' |
    sed 's/<[^>]*>//g; s/&gt;/>/g; s/&lt;/</g; s/&amp;/\&/g' >"$scratch/results"
grep -v '^ok' "$scratch/results" || true
passed=$(grep -c '^ok' "$scratch/results" || true)
failed=$(grep -c '^FAILED' "$scratch/results" || true)
[ "$passed" -gt 0 ] || { echo "report.sh: the page said nothing; Chromium:" >&2; tail -5 "$scratch/log" >&2; exit 1; }
echo "report: $passed passed, $failed failed"
[ "$failed" = 0 ]
