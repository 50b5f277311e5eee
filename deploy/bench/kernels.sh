#!/usr/bin/env bash
# Times the kernels with JMH, one thread; prints one name<TAB>value a line.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'TEXT'
usage: kernels.sh [--only REGEX] [JMH OPTION]...

  --only REGEX   benchmarks whose class.method matches; shares are printed if PeakBenchmark.peak is among them
  JMH OPTION     such as -p dimension=100, -f 3 (forks) or -i 20 (measurements)
TEXT
}

only=wordmill
options=()
while (($#)); do
  case $1 in
    --only)
      needs_value --only "a regular expression" "$@"
      only=$2
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *) options+=("$1") ;;
  esac
  shift
done

make_work_folder
target=$home/pipeline/target
command -v mvn >/dev/null || refuse "the benchmarks are built by Maven, and there is no mvn on PATH."
(cd "$home" && mvn -q -B -Dstyle.color=never -P bench -pl pipeline process-test-classes) >&2 || fail "the build failed."

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -cp "$target/benchmarks:$target/classes:$(<"$target/benchmarks.classpath")" org.openjdk.jmh.Main \
  "$only" -foe true -rf json -rff "$work/results.json" ${options[@]+"${options[@]}"} >&2

read_figures "$work/results.json" <<'PYTHON'
import json
import sys
from statistics import median

from figures import show

PAIRS = 8 * 6  # inputs by outputs of a step
OPERATIONS = 6  # for each dimension of a pair: 2 for the score, 4 for both updates

with open(sys.argv[1], encoding="utf-8") as file:
    results = json.load(file)
nanoseconds = {}  # of (class.method, dimension or "")
for result in results:
    benchmark = ".".join(result["benchmark"].split(".")[-2:])
    dimension = result.get("params", {}).get("dimension", "")
    measured = [value for fork in result["primaryMetric"]["rawData"] for value in fork]
    nanoseconds[benchmark, dimension] = median(measured)  # a neighbour's burst would pull a mean

peak = nanoseconds.get(("PeakBenchmark.peak", ""))
if peak is not None:
    show("peak_gflops", 1 / peak)
for (benchmark, dimension), value in nanoseconds.items():
    if benchmark == "SamplingKernelBenchmark.window":
        show(f"sampling_window_ns_d{dimension}", value)
for method, name in ("step", "sampling"), ("scalar", "sampling_scalar"):
    for (benchmark, dimension), value in nanoseconds.items():
        if benchmark == f"SamplingKernelBenchmark.{method}":
            gflops = OPERATIONS * int(dimension) * PAIRS / value
            show(f"{name}_ns_d{dimension}", value)
            show(f"{name}_gflops_d{dimension}", gflops)
            if peak is not None:
                show(f"{name}_share_d{dimension}", gflops * peak)
PYTHON
