#!/usr/bin/env bash
# Times the whole way from text to evaluated vectors by counting; prints one name<TAB>value a line.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

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

positional=()
with_peers=false
eval_folder=
settings=()
while (($#)); do
  case $1 in
    --with-peers) with_peers=true ;;
    --eval)
      needs_value --eval "a folder" "$@"
      eval_folder=$2
      shift
      ;;
    --set)
      needs_value --set KEY=VALUE "$@"
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
make_work_folder
choose_corpus_and_store ${positional[@]+"${positional[@]}"}
set_evaluation_files "$eval_folder"

# ---- Wordmill

build_wordmill
measure "$home/deploy/bin/wordmill" run "$home/conf/counting.conf" \
  --set "text.input=\"$corpus\"" --set "store.path=\"$store\"" ${settings[@]+"${settings[@]}"}

read_figures "$store" "$elapsed_nanoseconds" "$peak_kb" <<'PYTHON'
import sys

from figures import manifest, show, show_scores

store, nanoseconds, peak_kb = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
metrics = {
    "cooccurrence": {"nonzeros": "cooccurrence_nonzeros", "sum": "cooccurrence_sum"},
    "ppmi": {"nonzeros": "ppmi_nonzeros"},
    "svd": {"energy": "svd_energy"},
}
for kind in ("vocabulary", "corpus", "cooccurrence", "ppmi", "svd", "embeddings", "evaluate"):
    content = manifest(store, kind)
    show(f"{kind}_seconds", float(content["seconds"]))
    for key, name in metrics.get(kind, {}).items():
        show(name, content["metrics"].get(key, "none"))
show("total_seconds", nanoseconds / 1e9)
show("peak_rss_mb", round(peak_kb / 1024))
show_scores("", content["metrics"])
PYTHON

# ---- peers

if $with_peers; then
  ppmi=("$store"/ppmi/*/*)
  make_venv "$store/.peers" "$bench/peers.txt"
  rank=$(read_figures "$store" <<<'import figures, sys; print(figures.manifest(sys.argv[1], "svd")["settings"]["svd.rank"])')
  "$store/.peers/bin/python" "$bench/peers.py" "${ppmi[0]}" "$rank"
fi
