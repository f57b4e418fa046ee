#!/bin/sh
# What Lighthouse says of each screen of a running `up --demo`: accessibility, largest contentful paint (LCP), total
# blocking time (TBT) and layout shift (CLS), each the median of RUNS loads with its preset for desks.
# Needs a built system, Node, Chromium (CHROME_PATH) and npm's registry. Uses a free port and a folder of its own, which
# it removes. Exits with 1 where a floor is missed.
set -eu
cd "$(dirname "$0")/.."
VERSION=12.8.2 # the last that Node 20 runs
RUNS=${RUNS:-3}
ROUTES=${ROUTES:-/ /mesh /map /incidents /live /test /reports /speed /probes /schedules /thresholds /topics /admin /accounts}
port=${PORT:-18080}
export CHROME_PATH="${CHROME_PATH:-/usr/bin/chromium}"
work=$(mktemp -d)
pid=
trap '[ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid"; } || true; rm -rf "$work"' EXIT
./waddleperf up --demo --data "$work/data" --port "$port" --kafka-port "${KAFKA_PORT:-19092}" >"$work/out" 2>&1 &
pid=$!
tries=0
until grep -q 'is ready' "$work/out"; do
    tries=$((tries + 1))
    kill -0 "$pid" 2>/dev/null && [ $tries -lt 600 ] || { cat "$work/out"; exit 1; }
    sleep 0.1
done
sleep 60 # the demo's fleet has a history, and the JVM is warm
npm install --silent --no-audit --no-fund --prefix "$work/npm" "lighthouse@$VERSION"
load() { # ROUTE FILE
    "$work/npm/node_modules/.bin/lighthouse" "http://127.0.0.1:$port$1" --preset=desktop --quiet \
        --only-categories=performance,accessibility --no-enable-error-reporting --max-wait-for-load=20000 \
        --chrome-flags='--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking' \
        --output=json --output-path="$2"
}
for route in $ROUTES; do
    run=0
    while [ $run -lt "$RUNS" ]; do
        file=$work/$run$(echo "$route" | tr / _).json
        tries=1
        until load "$route" "$file"; do # now and then it cannot record a load at all
            tries=$((tries + 1))
            [ $tries -le 3 ] || { echo "lighthouse: $route could not be recorded three times" >&2; exit 1; }
        done
        run=$((run + 1))
    done
done
node --input-type=module - "$work" <<'EOF'
import { readFileSync, readdirSync } from 'node:fs'

const FLOORS = { accessibility: 100, lcp: 2_000, tbt: 200, cls: 0.05 }
const folder = process.argv[2]
const routes = new Map()
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { audits, categories, finalDisplayedUrl } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
    const route = new URL(finalDisplayedUrl).pathname
    const runs = routes.get(route) ?? []
    routes.set(route, runs)
    runs.push({
        accessibility: Math.round(categories.accessibility.score * 100),
        lcp: audits['largest-contentful-paint'].numericValue,
        tbt: audits['total-blocking-time'].numericValue,
        cls: audits['cumulative-layout-shift'].numericValue,
        faults: Object.values(audits)
            .filter(({ id, score }) => score === 0 && categories.accessibility.auditRefs.some((one) => one.id === id))
            .map(({ id }) => id),
    })
}
const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1]
let missed = false
for (const [route, runs] of routes) {
    const of = (what) => median(runs.map((run) => run[what]))
    const [accessibility, lcp, tbt, cls] = ['accessibility', 'lcp', 'tbt', 'cls'].map(of)
    const faults = [...new Set(runs.flatMap((run) => run.faults))].join(', ')
    console.log(
        `${route.padEnd(12)} accessibility ${accessibility}, LCP ${(lcp / 1_000).toFixed(2)} s, ` +
            `TBT ${tbt.toFixed(0)} ms, CLS ${cls.toFixed(3)}${faults && `; ${faults}`}`,
    )
    missed ||= accessibility < FLOORS.accessibility || lcp > FLOORS.lcp || tbt > FLOORS.tbt || cls >= FLOORS.cls
}
process.exit(missed ? 1 : 0)
EOF
