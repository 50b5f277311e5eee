#!/usr/bin/env bash
# Trains sequence-to-sequence models on dates, additions and captions in each of several ways; prints one name<TAB>value a line.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'TEXT'
usage: seq2seq.sh BOOK_DIR [MULTI30K_DIR] [STORE] [--only WAY,WAY...] [--with-peers SCRIPTS] [--set KEY=VALUE]...

  BOOK_DIR       folder with date.txt and addition.txt, lines of question_answer; nine tenths of the lines are trained on, in a
                 fixed random order, the rest are asked
  MULTI30K_DIR   folder with train, val and test_2016_flickr, each .de and .en; a second folder with train.de is taken for it
  STORE          new or empty folder for the artifacts, kept; without it a temporary one is deleted at the end
  --only WAYS    some of dates addition addition-plain addition-reversed pairs1 pairs2 multi30k, apart by commas; all unless said
                 otherwise, multi30k if its folder is given. dates: with attention. addition: reversed and peeky;
                 addition-reversed: not peeky; addition-plain: neither. pairs1, pairs2: speed on the dates, with one replica on one
                 core and with two on two
  --with-peers   also time PyTorch, by seq2seq_book.py of the folder SCRIPTS (downloads it with pip)
  --set K=V      passed on, over conf/seq2seq-*.conf
TEXT
}

positional=()
ways=(dates addition addition-plain addition-reversed pairs1 pairs2)
only=
peers=
settings=()
while (($#)); do
  case $1 in
    --only)
      needs_value --only "ways, apart by commas" "$@"
      IFS=, read -ra ways <<<"$2"
      only=yes
      shift
      ;;
    --with-peers)
      needs_value --with-peers "a folder" "$@"
      peers=$2
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

# What a way runs: the configuration's name, then settings.
way() {
  case $1 in
    dates) echo dates ;;
    addition) echo addition ;;
    addition-plain) echo addition seq2seq.decoder=plain seq2seq.reversed=false ;;
    addition-reversed) echo addition seq2seq.decoder=plain ;;
    pairs1) echo dates "run.stages=[pairs,seq2seq]" seq2seq.epochs=1 seq2seq.replicas=1 ;;
    pairs2) echo dates "run.stages=[pairs,seq2seq]" seq2seq.epochs=1 seq2seq.replicas=2 ;;
    multi30k) echo multi30k ;;
    *) refuse "there is no way '$1'; there is: dates addition addition-plain addition-reversed pairs1 pairs2 multi30k." ;;
  esac
}

# The cores of a way whose speed is compared by their number. The others have all there are.
cores() {
  case $1 in
    pairs1) echo 0 ;;
    pairs2) echo 0,1 ;;
  esac
}
((${#ways[@]})) || refuse "--only names no way."
for name in "${ways[@]}"; do
  way "$name" >/dev/null
  [[ -z $(cores "$name") ]] || command -v taskset >/dev/null || refuse "the way $name needs taskset."
done

make_work_folder
multi30k=
if ((${#positional[@]} == 3)) || { ((${#positional[@]} == 2)) && [[ -f ${positional[1]}/train.de ]]; }; then
  [[ -d ${positional[1]} ]] || refuse "${positional[1]} is no folder."
  multi30k=$(readlink -f "${positional[1]}")
  positional=("${positional[0]}" "${positional[@]:2}")
  [[ $only ]] || ways+=(multi30k)
fi
choose_corpus_and_store ${positional[@]+"${positional[@]}"}
for task in date addition; do
  [[ -f $corpus/$task.txt ]] || refuse "$corpus has no $task.txt."
  if grep -qvE '^[^_]+_[^_]+$' "$corpus/$task.txt"; then refuse "$corpus/$task.txt has a line that is not question_answer."; fi
done
if [[ " ${ways[*]} " == *" multi30k "* ]]; then
  [[ $multi30k ]] || refuse "the way multi30k needs MULTI30K_DIR."
  for part in train val test_2016_flickr; do
    for language in de en; do
      [[ -f $multi30k/$part.$language ]] || refuse "$multi30k has no $part.$language."
    done
  done
fi
[[ -z $peers || -f $peers/seq2seq_book.py ]] || refuse "$peers has no seq2seq_book.py."

# Questions and answers of file $1, a tab between, as $2.train.txt and $2.validation.txt.
split_pairs() {
  python3 -B - "$@" <<'PYTHON'
import random
import sys
from pathlib import Path

path, stem = sys.argv[1:]
pairs = [line.replace("_", "\t") + "\n" for line in Path(path).read_text(encoding="utf-8").splitlines()]
random.Random(1984).shuffle(pairs)
training = len(pairs) * 9 // 10
Path(f"{stem}.train.txt").write_text("".join(pairs[:training]), encoding="utf-8")
Path(f"{stem}.validation.txt").write_text("".join(pairs[training:]), encoding="utf-8")
PYTHON
}
split_pairs "$corpus/date.txt" "$work/dates"
split_pairs "$corpus/addition.txt" "$work/addition"

build_wordmill
for name in "${ways[@]}"; do
  read -ra given <<<"$(way "$name")"
  if [[ $name == multi30k ]]; then
    inputs=("pairs.input=\"$multi30k/train.de\"" "pairs.target=\"$multi30k/train.en\""
      "pairs.validation=\"$multi30k/val.de\"" "pairs.validation-target=\"$multi30k/val.en\""
      "pairs.test=\"$multi30k/test_2016_flickr.de\"" "pairs.test-target=\"$multi30k/test_2016_flickr.en\"")
  else
    inputs=("pairs.input=\"$work/${given[0]}.train.txt\"" "pairs.validation=\"$work/${given[0]}.validation.txt\"")
  fi
  command=()
  pinned=$(cores "$name")
  if [[ $pinned ]]; then command=(taskset -c "$pinned"); fi
  command+=("$home/deploy/bin/wordmill" run "$home/conf/seq2seq-${given[0]}.conf" --set "run.name=$name")
  for setting in "${inputs[@]}" "${given[@]:1}"; do command+=(--set "$setting"); done
  command+=(${settings[@]+"${settings[@]}"})
  measure "${command[@]}" --set "store.path=\"$store\""
  read_figures "$store" "$name" "$peak_kb" <<'PYTHON'
import sys

from figures import made, show

store, name, peak_kb = sys.argv[1:]
metrics = made(store, name, "seq2seq")["metrics"]
prefix = name.replace("-", "_")
if name.startswith("pairs"):
    show(f"pairs_per_second_{name[-1]}", round(metrics["pairs-per-second"]))
elif name == "multi30k":
    show("multi30k_bleu", made(store, name, "translation-scores")["metrics"]["bleu"])
    show("multi30k_train_seconds", metrics["training-seconds"])
else:
    show(f"{prefix}_exact_percent", metrics["validation-exact"])
    if name == "dates":
        show("dates_epoch_seconds", metrics["training-seconds"] / metrics["epochs"])
    show("dates_exact_curve" if name == "dates" else f"{prefix}_curve", metrics["validation-exact-curve"])
show(f"{prefix}_peak_rss_mb", round(int(peak_kb) / 1024))
PYTHON
done

[[ -n $peers ]] || exit 0
make_venv "$store/.peers" "$bench/seq2seq-peers.txt"
# One epoch of the book's task on one thread and on two: time_peer NAME FILE KIND HIDDEN.
time_peer() {
  local threads
  for threads in 1 2; do
    OMP_NUM_THREADS=$threads "$store/.peers/bin/python" "$peers/seq2seq_book.py" "$2" "$3" "$4" "$threads" 1 2>/dev/null |
      sed -n "s/^epoch 1 .* sec \([0-9.]*\)$/torch_$1_epoch_seconds_$threads\t\1/p"
  done
}
time_peer dates "$corpus/date.txt" attention 256
time_peer addition "$corpus/addition.txt" peeky 128
