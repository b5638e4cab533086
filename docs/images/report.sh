#!/usr/bin/env bash
# Makes the picture of docs/report.md: the demonstration, its curves, and Chromium without a window.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rocl="$here/../../host/RoCL.Host/bin/Release/net10.0/rocl"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

"$rocl" run demo-rocl --out demo-rocl
"$rocl" evaluate demo-rocl --curves
"$rocl" show demo-rocl --html report.html
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --blink-settings=preferredColorScheme=1 \
  --window-size=1180,1120 --screenshot="$here/report.png" "file://$folder/report.html"
