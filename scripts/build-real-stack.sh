#!/usr/bin/env bash
# Builds the real Prometheus, Alertmanager, Loki and Jaeger from their Go modules into the folder given
# (default: .real-stack/bin), for machines that have Go but cannot run containers. What is there already is kept.
# Modules with `replace` directives cannot be built by `go install module@version`, so each is built in a copy of its sources.
set -euo pipefail
failed=
bin=$(mkdir -p "${1:-.real-stack/bin}" && cd "${1:-.real-stack/bin}" && pwd)
command -v go >/dev/null || { echo "Go is not installed; see https://go.dev/doc/install" >&2; exit 1; }

# build NAME MODULE VERSION PACKAGE [go build flags]: the compose file's versions where the module proxy has them.
build() {
  local name=$1 module=$2 version=$3 package=$4; shift 4
  if [ -x "$bin/$name" ] && [ "$(cat "$bin/$name.version" 2>/dev/null)" = "$version" ]; then return; fi
  echo "Building $name $version …"
  local sources; sources=$(mktemp -d)
  cp -R "$(cd "$sources" && go mod download -json "$module@$version" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')/." "$sources"
  chmod -R u+w "$sources"
  # The module proxy's archives lack the built web pages and nested modules of their repositories.
  case $module in
    */alertmanager) mkdir -p "$sources/ui/app/dist" && touch "$sources/ui/app/dist/index.html" ;;
    */loki/v3) (cd "$sources" && go mod edit -dropreplace=github.com/grafana/loki/pkg/push) ;;
  esac
  (cd "$sources" && GOWORK=off GOFLAGS=-mod=mod CGO_ENABLED=0 go build -trimpath -p "${GO_BUILD_JOBS:-2}" -o "$bin/$name" "$@" "$package") &&
    echo "$version" > "$bin/$name.version" || { echo "$name $version could not be built." >&2; failed="$failed $name"; }
  rm -rf "$sources"
}

# Only file and static discovery are used, so the others' client libraries are left out.
build prometheus github.com/prometheus/prometheus v0.316.0 ./cmd/prometheus -tags remove_all_sd
build promtool github.com/prometheus/prometheus v0.316.0 ./cmd/promtool -tags remove_all_sd
build alertmanager github.com/prometheus/alertmanager v0.34.2 ./cmd/alertmanager
build amtool github.com/prometheus/alertmanager v0.34.2 ./cmd/amtool
build jaeger github.com/jaegertracing/jaeger v1.76.0 ./cmd/jaeger
build loki github.com/grafana/loki/v3 v3.7.8 ./cmd/loki
ls "$bin"
[ -z "$failed" ]
