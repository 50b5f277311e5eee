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
"$home/deploy/bin/wordmill" help >/dev/null

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
    """The one manifest of a kind, with its folder."""
    found = sorted(store.glob(f"{kind}/*/*/manifest.json"))
    if len(found) != 1:
        sys.exit(f"counting.sh: {len(found)} artifacts of kind {kind} in {store}, not 1")
    return json.loads(found[0].read_text(encoding="utf-8")), found[0].parent


def named(node, pattern):
    """The first object that has a name, or stands under a key, that matches."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        if isinstance(child, dict) and re.search(pattern, f"{key} {child.get('name', '')}".lower()):
            return child
        inner = named(child, pattern)
        if inner is not None:
            return inner
    return None


def spearman(scores, pattern):
    value = (named(scores, pattern) or {}).get("spearman")
    if value is None:
        return "none"
    return 100.0 * value if abs(value) <= 1 else float(value)


def analogies(scores):
    """Percent right by 3CosAdd of all sections together."""
    found = named(scores, r"questions-words|analog")
    if found is None:
        return "none"
    rows = [found["total"]] if "total" in found else found["sections"]
    scored = sum(row["scored"] for row in rows)
    return 100.0 * sum(row["add"] for row in rows) / scored if scored else "none"


metrics = {
    "cooccurrence": {"nonzeros": "cooccurrence_nonzeros", "sum": "cooccurrence_sum"},
    "ppmi": {"nonzeros": "ppmi_nonzeros"},
    "svd": {"energy": "svd_energy"},
}
for kind in ("vocabulary", "corpus", "cooccurrence", "ppmi", "svd", "embeddings", "evaluate"):
    content, folder = manifest(kind)
    show(f"{kind}_seconds", float(content["seconds"]))
    for key, name in metrics.get(kind, {}).items():
        show(name, content["metrics"].get(key, "none"))
show("total_seconds", nanoseconds / 1e9)
show("peak_rss_mb", round(peak_kb / 1024))
scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
show("wordsim", spearman(scores, r"ws.*353|wordsim"))
show("simlex", spearman(scores, r"simlex"))
show("analogies", analogies(scores))
PYTHON

# ---- peers

if $with_peers; then
  ppmi=("$store"/ppmi/*/*)
  python3 -m venv "$store/.peers"
  "$store/.peers/bin/pip" install --quiet --disable-pip-version-check -r "$here/peers.txt" >&2
  "$store/.peers/bin/python" "$here/peers.py" "${ppmi[0]}" "$(sed -n 's/^ *rank = //p' "$home/conf/counting.conf")"
fi
