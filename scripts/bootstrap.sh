#!/usr/bin/env bash
# Makes ready what one make target needs: uv, and the named environments (app, dev, engine), each only when its lock changed.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { printf '\n%s\n' "$*" >&2; exit 1; }

find_uv() {
  if [ -x .tools/bin/uv ]; then echo .tools/bin/uv; return; fi
  if command -v uv >/dev/null 2>&1; then command -v uv; return; fi
  python=$(command -v python3 || true)
  [ -n "$python" ] || fail "python3 saknas. Installera Python 3.8 eller senare och kör samma kommando igen."
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' \
    || fail "python3 är för gammal ($("$python" --version)). Syvbot behöver Python 3.8 eller senare för att hämta sina verktyg."
  echo "Hämtar uv (installerar allt annat) ..." >&2
  # pip alone can install into a folder; Debian ships python3 without pip but can build a venv, or the other way round.
  if "$python" -m pip --version >/dev/null 2>&1; then
    "$python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location --require-hashes \
      --target .tools -r requirements/bootstrap.txt >&2 2>/dev/null || true
  fi
  if [ ! -x .tools/bin/uv ]; then
    rm -rf .tools
    "$python" -m venv .tools >&2 \
      || fail "Kunde inte hämta uv: python3 har varken pip eller venv. På Debian och Ubuntu: apt-get install python3-venv"
    .tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt >&2 \
      || fail "Kunde inte hämta uv. Kontrollera nätet och att pip når ett paketarkiv."
  fi
  echo .tools/bin/uv
}

make_environment() { # name, folder, Python, lock
  stamp="$2/.lock-$1"
  if [ -f "$stamp" ] && cmp -s "$stamp" "$4"; then return; fi
  echo "Gör i ordning miljön $2 (Python $3) ..." >&2
  [ -x "$2/bin/python" ] || "$uv" venv --quiet --python "$3" "$2" \
    || fail "Python $3 saknas och kunde inte hämtas. Installera den (till exempel: uv python install $3, eller pyenv install $3)."
  "$uv" pip install --quiet --compile-bytecode --python "$2/bin/python" --require-hashes -r "$4" \
    || fail "Kunde inte installera paketen i $4. Se felet ovan; kör sedan samma kommando igen."
  cp "$4" "$stamp"
}

# The project runs from its folder: a path file and a small script stand in for an installed package.
link_project() {
  site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
  printf '%s\n' "$PWD" > "$site/syvbot.pth"
  printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m bot.cli "$@"\n' "$PWD" > .venv/bin/syvbot
  chmod +x .venv/bin/syvbot
}

# Chromium for the browser tests: Debian's package where apt is there and may be used; elsewhere any installed one.
find_browser() {
  for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null 2>&1 && return; done
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installerar Chromium för webbläsartesterna ..." >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } \
      >/dev/null 2>&1 || echo "Chromium kunde inte installeras; webbläsartesterna säger till." >&2
  fi
}

# axe-core and the JavaScript tools of the browser tests, by name from npm; their exact versions stand in package.json.
install_browser_tools() {
  folder=tests/browser
  if [ -f "$folder/node_modules/.installed" ] && cmp -s "$folder/node_modules/.installed" "$folder/package.json"; then return; fi
  command -v npm >/dev/null 2>&1 || fail "npm saknas. Webbläsartesterna behöver Node.js 20 eller senare."
  echo "Hämtar verktyg för webbläsartesterna ..." >&2
  (cd "$folder" && npm install --silent --no-package-lock --no-audit --no-fund) || fail "npm kunde inte hämta verktygen i $folder."
  cp "$folder/package.json" "$folder/node_modules/.installed"
}

uv=$(find_uv)
for environment in "$@"; do
  case "$environment" in
    app) make_environment app .venv 3.12 requirements/app.txt; link_project ;;
    dev) make_environment app .venv 3.12 requirements/app.txt; make_environment dev .venv 3.12 requirements/dev.txt; link_project ;;
    browser) find_browser; install_browser_tools ;;
    engine) make_environment engine .venv-engine 3.10 requirements/engine.txt ;;
    uv) echo "$uv" ;;
    *) fail "okänd miljö: $environment" ;;
  esac
done
