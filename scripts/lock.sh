#!/usr/bin/env bash
# Writes the hashed locks anew from requirements/*.in, without any registry address in them.
set -euo pipefail
cd "$(dirname "$0")/.."
uv=${1:?usage: scripts/lock.sh PATH_OF_UV}
compile() { "$uv" pip compile --quiet --no-header --generate-hashes --no-emit-index-url "$@"; }
compile --python-version 3.12 --universal requirements/app.in -o requirements/app.txt
compile --python-version 3.12 --universal -c requirements/app.txt requirements/dev.in -o requirements/dev.txt
compile --python-version 3.10 requirements/engine.in -o requirements/engine.txt
compile --python-version 3.8 --universal requirements/bootstrap.in -o requirements/bootstrap.txt
