#!/usr/bin/env bash
# Makes the pictures of docs/report.md and docs/compare.md: the demonstration, its curves, and Chromium
# without a window.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rocl="$here/../../host/RoCL.Host/bin/Release/net10.0/rocl"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

picture() { # NAME HEIGHT
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --blink-settings=preferredColorScheme=1 \
    --user-data-dir="$folder/browser" --window-size="1180,$2" --screenshot="$here/$1.png" "file://$folder/$1.html"
}

for recipe in demo-rocl demo-simclr; do
  "$rocl" run $recipe --out $recipe
  "$rocl" evaluate $recipe --curves
done
"$rocl" show demo-rocl --html report.html
"$rocl" show demo-rocl demo-simclr --html compare.html
picture report 1210
picture compare 1900
