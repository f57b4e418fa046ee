#!/bin/sh
# The built page in a headless Chromium, invented data on loopback: when the first of 10,000 paths is painted and how long
# a key in their filter takes (list), zooming a chart over 100,000 results (chart), and the heap of the live feed at 500
# events/s for MINUTES (live). PARTS says which; each figure stands on a line with its goal and floor.
# Needs Node, Chromium (CHROMIUM) and npm's registry. Builds the page into a folder of its own, which it removes; uses
# free ports. Exits with 1 where a floor is missed.
set -eu
cd "$(dirname "$0")/../webui"
MINUTES=${MINUTES:-5}
PARTS=${PARTS:-list,chart,live}
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid"; } || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
[ -d node_modules ] || npm ci --silent --no-audit --no-fund
npx --no-install vite build --logLevel error --outDir "$work/page" --emptyOutDir
npx --no-install vite build bench --config vite.config.ts --logLevel error --outDir "$work/chart" --emptyOutDir
timeout $((1200 + MINUTES * 66)) node bench/screens.mjs "$work/page" "$work/chart" "$PARTS" "$MINUTES" &
pid=$!
status=0
wait "$pid" || status=$?
pid=
exit "$status"
