#!/usr/bin/env bash
# Times the whole way from text to evaluated vectors by counting; prints one name<TAB>value a line.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: counting.sh CORPUS [STORE] [--with-peers] [--eval DIR] [--set KEY=VALUE]...

  CORPUS         file or folder of text, tokens apart by white space
  STORE          new or empty folder for the artifacts, kept; without it a temporary one is deleted at the end
  --with-peers   also time SciPy and scikit-learn on the same PPMI matrix (downloads them with pip)
  --eval DIR     files named *ws*353* or *wordsim*, *simlex* and *questions-words* or *analog*; without it no scores
  --set K=V      passed on, over conf/counting.conf
TEXT
}

refuse() {
  echo "counting.sh: $*" >&2
  exit 2
}

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
home=$(cd "$here/../.." && pwd -P)

positional=()
with_peers=false
eval_folder=
settings=()
while (($#)); do
  case $1 in
    --with-peers) with_peers=true ;;
    --eval)
      (($# > 1)) || refuse "--eval needs a folder."
      eval_folder=$2
      shift
      ;;
    --set)
      (($# > 1)) || refuse "--set needs KEY=VALUE."
      settings+=(--set "$2")
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    -*) refuse "there is no option $1." ;;
    *) positional+=("$1") ;;
  esac
  shift
done
if ((${#positional[@]} < 1 || ${#positional[@]} > 2)); then
  usage >&2
  exit 2
fi
[[ -e ${positional[0]} ]] || refuse "${positional[0]} is not there."
corpus=$(readlink -f "${positional[0]}")
command -v python3 >/dev/null || refuse "python3 is needed to read the manifests."

# Everything temporary in one folder, which goes at the end whatever happens.
work=$(mktemp -d "${TMPDIR:-/tmp}/wordmill-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
store=$work/store
if ((${#positional[@]} == 2)); then
  store=${positional[1]}
  if [[ -d $store && -n $(ls -A "$store") ]]; then refuse "$store is not empty; stages found there would be skipped."; fi
  mkdir -p "$store"
  store=$(readlink -f "$store")
fi

# A HOCON list of the files of the --eval folder whose lower-case names match a pattern.
evaluation_files() {
  local file name list=
  for file in "$eval_folder"/*; do
    name=${file##*/}
    if [[ -f $file && ${name,,} =~ $1 ]]; then list+="${list:+,}\"$file\""; fi
  done
  echo "[$list]"
}

if [[ -n $eval_folder ]]; then
  [[ -d $eval_folder ]] || refuse "$eval_folder is no folder."
  eval_folder=$(readlink -f "$eval_folder")
  settings+=(--set "evaluate.similarity=$(evaluation_files '(ws.*353|wordsim|simlex)')")
  settings+=(--set "evaluate.analogies=$(evaluation_files '(questions-words|analog)')")
fi

# ---- Wordmill

# Built beforehand: Maven is no part of the figures.
"$home/deploy/bin/wordmill" --version >/dev/null

command=("$home/deploy/bin/wordmill" run "$home/conf/counting.conf"
  --set "text.input=\"$corpus\"" --set "store.path=\"$store\"" "${settings[@]}")

# VmHWM in kB of a process while it lives: the launcher becomes the JVM by exec, so the id stays.
watch_peak() {
  local peak=0 now
  while now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$1/status" 2>/dev/null) && [[ -n $now ]]; do
    peak=$now
    sleep 0.05
  done
  echo "$peak"
}

started=$(date +%s%N)
if [[ -x /usr/bin/time ]] && /usr/bin/time -f %M true 2>/dev/null; then
  /usr/bin/time -f %M -o "$work/peak" "${command[@]}" >"$work/log" 2>&1 || failed=$?
  ended=$(date +%s%N)
else
  "${command[@]}" >"$work/log" 2>&1 &
  child=$!
  watch_peak "$child" >"$work/peak" &
  watcher=$!
  wait "$child" || failed=$?
  ended=$(date +%s%N)
  wait "$watcher" || true
fi
if ((${failed:-0})); then
  cat "$work/log" >&2
  echo "counting.sh: the run failed with code $failed." >&2
  exit 1
fi

python3 - "$store" "$((ended - started))" "$(tail -n 1 "$work/peak")" <<'PYTHON'
import json
import re
import sys
from pathlib import Path

store, nanoseconds, peak_kb = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def show(name, value):
    print(f"{name}\t{round(value, 3) if isinstance(value, float) else value}")


def manifest(kind):
    """The one manifest of a kind."""
    found = sorted(store.glob(f"{kind}/*/*/manifest.json"))
    if len(found) != 1:
        sys.exit(f"counting.sh: {len(found)} artifacts of kind {kind} in {store}, not 1")
    return json.loads(found[0].read_text(encoding="utf-8"))


def score(metrics, prefix, pattern):
    """The percent of the first evaluation file whose name matches: similarity-NAME or analogies-NAME."""
    for name, value in sorted(metrics.items()):
        base = name.removeprefix(prefix)
        if base != name and re.search(pattern, base.lower()) and not base.endswith(("-mul", "-missing")):
            return float(value)
    return "none"


metrics = {
    "cooccurrence": {"nonzeros": "cooccurrence_nonzeros", "sum": "cooccurrence_sum"},
    "ppmi": {"nonzeros": "ppmi_nonzeros"},
    "svd": {"energy": "svd_energy"},
}
for kind in ("vocabulary", "corpus", "cooccurrence", "ppmi", "svd", "embeddings", "evaluate"):
    content = manifest(kind)
    show(f"{kind}_seconds", float(content["seconds"]))
    for key, name in metrics.get(kind, {}).items():
        show(name, content["metrics"].get(key, "none"))
show("total_seconds", nanoseconds / 1e9)
show("peak_rss_mb", round(peak_kb / 1024))
show("wordsim", score(content["metrics"], "similarity-", r"ws.*353|wordsim"))
show("simlex", score(content["metrics"], "similarity-", r"simlex"))
show("analogies", score(content["metrics"], "analogies-", r"questions-words|analog"))
PYTHON

# ---- peers

if $with_peers; then
  ppmi=("$store"/ppmi/*/*)
  python3 -m venv "$store/.peers"
  "$store/.peers/bin/pip" install --quiet --disable-pip-version-check -r "$here/peers.txt" >&2
  "$store/.peers/bin/python" "$here/peers.py" "${ppmi[0]}" "$(sed -n 's/^ *rank = //p' "$home/conf/counting.conf")"
fi
