#!/usr/bin/env bash
# Makes cmd/gonode/default.pgo, the profile that go build optimises gonode with,
# from the benchmarks of this folder. Takes about a minute on an idle machine.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

go test -run '^$' -bench . -benchtime 2s -cpuprofile "$work/cpu" -o "$work/bench.test" ./bench
go tool pprof -proto -output cmd/gonode/default.pgo "$work/bench.test" "$work/cpu"
ls -l cmd/gonode/default.pgo
