#!/usr/bin/env bash
# Builds a current Prometheus and promtool from their Go modules, for the tests that compare with them. They use it
# instead of Debian's older one. Takes minutes the first time; needs Go.
set -eu
version=3.15.0
module=v0.315.0
bin="${XDG_CACHE_HOME:-$HOME/.cache}/voiceassist/prometheus-$version"
if [ -x "$bin/prometheus" ]; then
  echo "$bin"
  exit 0
fi
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<MODULE
module peers
go 1.26
require github.com/prometheus/prometheus $module
replace cloud.google.com/go => cloud.google.com/go v0.123.0
tool github.com/prometheus/prometheus/cmd/prometheus
tool github.com/prometheus/prometheus/cmd/promtool
MODULE
go mod tidy >/dev/null 2>&1
mkdir -p "$bin"
# Without the discovery of clouds, which no test needs, it builds in a fraction of the time.
go build -tags netgo,remove_all_sd -ldflags "-X github.com/prometheus/common/version.Version=$version" \
  -o "$bin/" github.com/prometheus/prometheus/cmd/prometheus github.com/prometheus/prometheus/cmd/promtool
echo "$bin"
