#!/usr/bin/env bash
# Trains and scores word2vec's vectors in each of several ways; prints one name<TAB>value a line.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'TEXT'
usage: word2vec.sh CORPUS [STORE] [--only WAY,WAY...] [--with-peers] [--peers-skipgram] [--eval DIR] [--set KEY=VALUE]...

  CORPUS             file or folder of text, tokens apart by white space
  STORE              new or empty folder for the artifacts, kept; without it a temporary one is deleted at the end
  --only WAYS        some of skipgram cbow replicas8 replicas32 cbow8, apart by commas; skipgram,cbow,replicas8
                     unless said otherwise; replicas have one thread each and are of skip-gram unless cbow is in the name
  --with-peers       also time gensim's CBOW with the same settings on the same text (downloads it with pip)
  --peers-skipgram   gensim's skip-gram, too
  --eval DIR         files named *ws*353* or *wordsim*, *simlex* and *questions-words* or *analog*; without it no scores
  --set K=V          passed on, over conf/word2vec-*.conf
TEXT
}

positional=()
ways=(skipgram cbow replicas8)
peers_cbow=false
peers_skipgram=false
eval_folder=
settings=()
while (($#)); do
  case $1 in
    --with-peers) peers_cbow=true ;;
    --peers-skipgram) peers_skipgram=true ;;
    --only)
      needs_value --only "ways, apart by commas" "$@"
      IFS=, read -ra ways <<<"$2"
      shift
      ;;
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

# What a way adds to conf/word2vec-*.conf: the configuration's name first, then settings.
way() {
  case $1 in
    skipgram) echo skipgram ;;
    cbow) echo cbow ;;
    replicas8) echo skipgram word2vec.replicas=8 word2vec.threads=1 ;;
    replicas32) echo skipgram word2vec.replicas=32 word2vec.threads=1 ;;
    cbow8) echo cbow word2vec.replicas=8 word2vec.threads=1 word2vec.rotations=13 ;;
    *) refuse "there is no way '$1'; there is: skipgram cbow replicas8 replicas32 cbow8." ;;
  esac
}
((${#ways[@]})) || refuse "--only names no way."
for name in "${ways[@]}"; do way "$name" >/dev/null; done

make_work_folder
choose_corpus_and_store ${positional[@]+"${positional[@]}"}
set_evaluation_files "$eval_folder"

# ---- Wordmill

build_wordmill
largest_kb=0

# One run of a configuration. All runs have one name, so that they share vocabulary and corpus; their fingerprints keep
# the vectors apart.
run() {
  local configuration=$home/conf/word2vec-$1.conf
  shift
  measure "$home/deploy/bin/wordmill" run "$configuration" ${settings[@]+"${settings[@]}"} \
    --set "text.input=\"$corpus\"" --set "store.path=\"$store\"" --set run.name=word2vec "$@"
  if ((peak_kb > largest_kb)); then largest_kb=$peak_kb; fi
}

run skipgram --set "run.stages=[vocabulary,corpus]"
for name in "${ways[@]}"; do
  read -ra given <<<"$(way "$name")"
  overrides=()
  for setting in "${given[@]:1}"; do overrides+=(--set "$setting"); done
  run "${given[0]}" ${overrides[@]+"${overrides[@]}"}
  read_figures "$store" "$name" <<'PYTHON'
import sys

from figures import made, show, show_scores

store, name = sys.argv[1:]
vectors, scores = made(store, "word2vec", "embeddings"), made(store, "word2vec", "evaluate")
speed = vectors["metrics"].get("words-per-second", "none")
show(f"{name}_words_per_second", speed if speed == "none" else round(speed))
show(f"{name}_training_seconds", vectors["metrics"].get("training-seconds", "none"))
show(f"{name}_stage_seconds", vectors["seconds"])
show_scores(f"{name}_", scores["metrics"])
PYTHON
done
printf 'peak_rss_mb\t%d\n' $(((largest_kb + 512) / 1024))

# ---- peers

peers=()
if $peers_cbow; then peers+=(cbow); fi
if $peers_skipgram; then peers+=(skipgram); fi
((${#peers[@]})) || exit 0

make_venv "$store/.peers" "$bench/word2vec-peers.txt"
read_figures "$store" >"$work/settings.json" <<'PYTHON'
import json
import sys

from figures import made

settings = {}
for kind in ("vocabulary", "embeddings", "evaluate"):
    settings |= made(sys.argv[1], "word2vec", kind)["settings"]
print(json.dumps(settings))
PYTHON
questions=()
if [[ -n $eval_folder ]]; then
  while IFS= read -r file; do questions+=(--similarity "$file"); done < <(similarity_files "$eval_folder")
  while IFS= read -r file; do questions+=(--analogies "$file"); done < <(analogy_files "$eval_folder")
fi
restrict=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["evaluate.restrict"])' <"$work/settings.json")
for architecture in "${peers[@]}"; do
  "$store/.peers/bin/python" "$bench/word2vec-peers.py" "$architecture" "$corpus" "$work/settings.json" "$work/gensim.bin"
  : >"$work/scores"
  if ((${#questions[@]})); then
    "$home/deploy/bin/wordmill" evaluate --vectors "$work/gensim.bin" "${questions[@]}" \
      --set "evaluate.restrict=$restrict" >"$work/scores" 2>"$work/log" || {
      cat "$work/log" >&2
      fail "gensim's vectors could not be scored."
    }
  fi
  read_figures "$architecture" "$work/scores" <<'PYTHON'
import sys

from figures import metrics_of_table, show_scores

architecture, table = sys.argv[1:]
show_scores(f"gensim_{architecture}_", metrics_of_table(table))
PYTHON
done
