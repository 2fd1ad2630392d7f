#!/usr/bin/env bash
# Builds a current Prometheus and promtool from their Go modules, for the tests that compare with them. They use it
# instead of Debian's older one. Takes minutes the first time; needs Go.
set -eu
version=3.16.0
module=v0.316.0
bin="${XDG_CACHE_HOME:-$HOME/.cache}/voiceassist/prometheus-$version"
if [ -x "$bin/prometheus" ]; then
  echo "$bin"
  exit 0
fi
# In a copy of the module's own sources: as a dependency it would need the modules of every cloud's discovery.
sources="$(mktemp -d)"
trap 'chmod -R u+w "$sources"; rm -rf "$sources"' EXIT
cd "$sources"
module_directory="$(go mod download -json "github.com/prometheus/prometheus@$module" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')"
cp -R "$module_directory/." .
chmod -R u+w .
mkdir -p "$bin"
# Without the discovery of clouds, which no test needs, it builds in a fraction of the time.
GOWORK=off GOFLAGS=-mod=mod CGO_ENABLED=0 go build -trimpath -tags netgo,remove_all_sd \
  -ldflags "-X github.com/prometheus/common/version.Version=$version" -o "$bin/" ./cmd/prometheus ./cmd/promtool
echo "$bin"
