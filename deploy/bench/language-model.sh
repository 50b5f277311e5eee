#!/usr/bin/env bash
# Trains recurrent language models on the Penn Treebank in each of several ways; prints one name<TAB>value a line.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'TEXT'
usage: language-model.sh PTB_DIR [STORE] [--only WAY,WAY...] [--with-peers SCRIPTS] [--profile] [--set KEY=VALUE]...

  PTB_DIR        folder with ptb.train.txt, ptb.valid.txt and ptb.test.txt
  STORE          new or empty folder for the artifacts, kept; without it a temporary one is deleted at the end
  --only WAYS    some of lm lm1 gru chars chars-gru small small2 medium, apart by commas; all but medium unless said otherwise.
                 lm, lm1 and gru: speed of the tied 2 x 650 network on a seventh of the text, with two replicas, with one, and
                 with GRU cells. chars, chars-gru: as lm and gru, but by characters, whose softmax is next to nothing. small,
                 small2: the small recipe, 13 epochs, with one replica and with two. medium: the tied recipe to its end (hours)
  --with-peers   also time PyTorch, by lm_speed.py and ptb_small.py of the folder SCRIPTS (downloads it with pip)
  --profile      also run each way once more under the JVM's flight recorder and print what its steps spend their time on
  --set K=V      passed on, over conf/lm-ptb-*.conf
TEXT
}

positional=()
ways=(lm lm1 gru chars chars-gru small small2)
peers=
profile=
settings=()
while (($#)); do
  case $1 in
    --only)
      needs_value --only "ways, apart by commas" "$@"
      IFS=, read -ra ways <<<"$2"
      shift
      ;;
    --with-peers)
      needs_value --with-peers "a folder" "$@"
      peers=$2
      shift
      ;;
    --profile) profile=yes ;;
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

# What a way runs: the configuration's name, the text, then settings.
way() {
  case $1 in
    lm) echo medium some lm.batch=20 lm.clip-at=0.25 ;;
    lm1) echo medium some lm.batch=20 lm.clip-at=0.25 lm.replicas=1 ;;
    gru) echo medium some lm.batch=20 lm.clip-at=0.25 lm.cell=gru ;;
    chars) echo medium some lm.batch=20 lm.clip-at=0.25 text.tokenizer=characters ;;
    chars-gru) echo medium some lm.batch=20 lm.clip-at=0.25 text.tokenizer=characters lm.cell=gru ;;
    small) echo small whole ;;
    small2) echo small whole lm.replicas=2 lm.batch=10 lm.clip-at=0.35 ;;
    medium) echo medium whole ;;
    *) refuse "there is no way '$1'; there is: lm lm1 gru chars chars-gru small small2 medium." ;;
  esac
}
((${#ways[@]})) || refuse "--only names no way."
for name in "${ways[@]}"; do way "$name" >/dev/null; done

make_work_folder
choose_corpus_and_store ${positional[@]+"${positional[@]}"}
for part in train valid test; do
  [[ -f $corpus/ptb.$part.txt ]] || refuse "$corpus has no ptb.$part.txt."
done
if [[ -n $peers ]]; then
  for program in lm_speed.py ptb_small.py; do [[ -f $peers/$program ]] || refuse "$peers has no $program."; done
fi
# A seventh of the text with all of its words: its first lines, and each that has a word none before it had.
awk '{ new = NR <= 2000; for (i = 1; i <= NF; i++) if (!seen[$i]++) new = 1 } new' "$corpus/ptb.train.txt" >"$work/some.txt"

build_wordmill
for name in "${ways[@]}"; do
  read -ra given <<<"$(way "$name")"
  if [[ ${given[1]} == some ]]; then
    overrides=("text.input=\"$work/some.txt\"" lm.epochs=1 lm.patience=0 lm.schedule=constant lm.held-out=0)
  else
    overrides=("text.input=\"$corpus/ptb.train.txt\"" "lm.validation=\"$corpus/ptb.valid.txt\"" "lm.test=\"$corpus/ptb.test.txt\"")
  fi
  command=("$home/deploy/bin/wordmill" run "$home/conf/lm-ptb-${given[0]}.conf" --set "run.name=$name")
  for setting in "${overrides[@]}" "${given[@]:2}"; do command+=(--set "$setting"); done
  command+=(${settings[@]+"${settings[@]}"})
  measure "${command[@]}" --set "store.path=\"$store\""
  read_figures "$store" "$name" "$peak_kb" <<'PYTHON'
import sys

from figures import made, show

store, name, peak_kb = sys.argv[1:]
metrics = made(store, name, "language-model")["metrics"]
prefix = {
    "lm": "lm", "lm1": "lm", "gru": "gru", "chars": "lm_chars", "chars-gru": "gru_chars",
    "small": "ptb_small", "small2": "ptb_small_replicas2", "medium": "ptb_medium",
}[name]
suffix = "_1core" if name == "lm1" else ""
show(f"{prefix}_tokens_per_second{suffix}", round(metrics["tokens-per-second"]))
if name == "lm":
    show("averaging_round_seconds", metrics["averaging-round-seconds"])
if "test-perplexity" in metrics:
    show(f"{prefix}_test_perplexity", metrics["test-perplexity"])
    show(f"{prefix}_validation_curve", metrics["validation-curve"])
    show(f"{prefix}_seconds", metrics["training-seconds"])
show(f"{name}_peak_rss_mb", round(int(peak_kb) / 1024))
PYTHON
  if [[ -n $profile ]]; then
    # The recorder does not get on with an archive of classes.
    JAVA_TOOL_OPTIONS="-Xshare:off -XX:StartFlightRecording=filename=$work/steps.jfr,settings=profile" \
      measure "${command[@]}" --set "store.path=\"$work/profiled\""
    jfr print --json --stack-depth 48 --events jdk.ExecutionSample,jdk.NativeMethodSample "$work/steps.jfr" |
      PYTHONPATH=$bench python3 -B "$bench/shares.py" "$name"
    rm -r "$work/profiled"
  fi
done

[[ -n $peers ]] || exit 0
make_venv "$store/.peers" "$bench/language-model-peers.txt"
for threads in 1 2; do
  OMP_NUM_THREADS=$threads "$store/.peers/bin/python" "$peers/lm_speed.py" "$threads" 60 2>/dev/null |
    sed -n "s/.*threads=\([0-9]*\) *\([0-9]*\) tokens.*/torch_lm_tokens_per_second_\1\t\2/p"
done
OMP_NUM_THREADS=1 "$store/.peers/bin/python" "$peers/ptb_small.py" "$corpus" 1 1 2>/dev/null |
  sed -n 's/.*tokens\/s \([0-9]*\) .*/torch_small_tokens_per_second\t\1/p'
