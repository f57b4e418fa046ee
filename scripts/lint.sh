#!/usr/bin/env bash
# All linters of what is neither Java nor TypeScript, of the files that git knows or would add; docs/STANDARDS.md has the
# list. Everything is looked at, also where one finds something; ends with 1 then.
# usage: scripts/lint.sh [KIND…]     KIND: shell, yaml, markdown, dockerfiles, workflows, ansible, nginx, prometheus; all by
# default
# shellcheck disable=SC2317 # kinds are called by their name
set -euo pipefail
cd "$(dirname "$0")/.."
TOOLS=scripts/lint/node_modules
ALL=(shell yaml markdown dockerfiles workflows ansible nginx prometheus)

fail() {
    echo "lint: $*" >&2
    exit 2
}
needs() { # PROGRAM [PACKAGE]
    command -v "$1" >/dev/null || fail "needs $1: apt-get install ${2:-$1}"
}
files() { # PATTERN…
    git ls-files --cached --others --exclude-standard -- "$@" | while IFS= read -r file; do
        [ ! -f "$file" ] || printf '%s\n' "$file"
    done
}
tools() { # the linters of npm, as the lock has them
    if [ ! -e "$TOOLS/.package-lock.json" ] || [ scripts/lint/package-lock.json -nt "$TOOLS/.package-lock.json" ]; then
        npm ci --prefix scripts/lint --silent --no-audit --no-fund --ignore-scripts
    fi
}

shell() {
    needs shellcheck
    # By their name, or by their first line where they have none.
    { files '*.sh'; files ':!:*.*' | xargs -d '\n' grep -lEm1 '^#! ?/(usr/)?bin/(env )?(ba|da)?sh' || true; } |
        sort -u | xargs -d '\n' shellcheck
}
yaml() {
    needs yamllint
    files '*.yaml' '*.yml' | xargs -d '\n' yamllint --strict
}
markdown() {
    tools
    files '*.md' | xargs -d '\n' "$TOOLS/.bin/markdownlint-cli2" >/dev/null
}
dockerfiles() {
    tools
    local file status=0
    while IFS= read -r file; do
        "$TOOLS/.bin/dockerfile-utils" lint "$file" || { echo "in $file" >&2; status=1; }
    done < <(files '*Dockerfile')
    return "$status"
}
workflows() {
    needs shellcheck
    tools
    files '.github/workflows/*.yml' | xargs -d '\n' node scripts/lint/workflows.mjs
}
ansible() {
    needs ansible-lint
    (cd deploy/ansible && ansible-lint --offline --strict -q && ansible-playbook --syntax-check -i inventory.example.yaml probes.yaml >/dev/null)
}
nginx() { # by nginx itself, with a certificate of the moment; nothing listens
    needs nginx
    needs openssl
    local work status=0
    work=$(mktemp -d)
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=waddleperf.example.net \
        -keyout "$work/page.key" -out "$work/page.pem" 2>/dev/null
    sed "s|/etc/waddleperf/|$work/|" deploy/nginx/waddleperf.conf >"$work/site.conf"
    printf 'pid %s/pid;\nevents {}\nhttp {\n    include %s/site.conf;\n}\n' "$work" "$work" >"$work/nginx.conf"
    command nginx -t -q -e "$work/error.log" -c "$work/nginx.conf" || status=1
    rm -rf "$work"
    return "$status"
}

prometheus() { # rules as Prometheus reads them, and when each fires
    needs promtool prometheus
    (
        cd deploy/prometheus
        promtool check rules --lint=all --lint-fatal ./*.rules.yaml >/dev/null
        promtool test rules ./*.test.yaml >/dev/null
    )
}

[ $# -gt 0 ] || set -- "${ALL[@]}"
for kind in "$@"; do
    [[ " ${ALL[*]} " = *" $kind "* ]] || fail "knows ${ALL[*]}, not $kind"
done
status=0
for kind in "$@"; do
    set +e # it would be off within an `if`, and each kind shall end where it fails
    (set -e; "$kind")
    found=$?
    set -e
    if [ $found = 0 ]; then echo "lint: $kind is clean"; else echo "lint: $kind is not clean" >&2; status=1; fi
done
exit $status
