#!/usr/bin/env bash
# Installs the real programs that tests compare with, when they are missing and this machine lets us.
# Always succeeds: a test whose peer is absent is skipped and says so.
set -u
declare -A package_of=(
  [chromium]=chromium
  [prometheus-node-exporter]=prometheus-node-exporter
  [promtool]=prometheus
  [redis-server]=redis-server
  [pg_ctlcluster]=postgresql
  [amtool]=prometheus-alertmanager
  [prometheus-postgres-exporter]=prometheus-postgres-exporter
  [prometheus-redis-exporter]=prometheus-redis-exporter
  [caddy]=caddy
  [victoria-metrics]=victoria-metrics
)
missing=()
for program in "${!package_of[@]}"; do
  command -v "$program" >/dev/null 2>&1 || missing+=("${package_of[$program]}")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "All peers are here."
  exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing, and not installed (needs root and apt-get): ${missing[*]}. Tests that need them are skipped."
  exit 0
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# A package's own service must not start: the tests start what they need on their own ports.
printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d 2>/dev/null && chmod +x /usr/sbin/policy-rc.d
apt-get update -qq >/dev/null 2>&1
# One by one where all together fail: a package that this release does not have must not keep the others away.
install() { apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; }
install "${missing[@]}" || for package in "${missing[@]}"; do
  install "$package" || echo "$package could not be installed; tests that need it are skipped."
done
rm -f /usr/sbin/policy-rc.d
exit 0
