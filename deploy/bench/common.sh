# What the bench scripts share; each sources it and defines `usage` itself.
# shellcheck shell=bash disable=SC2034
set -euo pipefail

bench=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
home=$(cd "$bench/../.." && pwd -P)
script=${0##*/}

refuse() {
  echo "$script: $*" >&2
  exit 2
}

fail() {
  echo "$script: $*" >&2
  exit 1
}

# Refuses an option that is the last of its command line: needs_value --eval "a folder" "$@".
needs_value() {
  (($# > 3)) || refuse "$1 needs $2."
}

command -v python3 >/dev/null || refuse "python3 is needed to read the figures."

# Runs the Python program of standard input, which may import figures.py.
read_figures() {
  PYTHONPATH=$bench python3 -B - "$@"
}

# Everything temporary in one folder, which goes at the end whatever happens.
make_work_folder() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/wordmill-bench.XXXXXX")
  trap 'rm -rf "$work"' EXIT
}

# Sets corpus and store from CORPUS [STORE]; without STORE it is a folder of $work. Stages found in one would be skipped.
choose_corpus_and_store() {
  if (($# < 1 || $# > 2)); then
    usage >&2
    exit 2
  fi
  [[ -e $1 ]] || refuse "$1 is not there."
  corpus=$(readlink -f "$1")
  store=$work/store
  if (($# == 2)); then
    store=$2
    if [[ -d $store && -n $(ls -A "$store") ]]; then refuse "$store is not empty; stages found there would be skipped."; fi
    mkdir -p "$store"
    store=$(readlink -f "$store")
  fi
}

# The files of folder $1 whose lower-case names match the pattern $2, one a line.
files_like() {
  local file name
  for file in "$1"/*; do
    name=${file##*/}
    if [[ -f $file && ${name,,} =~ $2 ]]; then echo "$file"; fi
  done
}

similarity_files() { files_like "$1" '(ws.*353|wordsim|simlex)'; }
analogy_files() { files_like "$1" '(questions-words|analog)'; }

# The lines of standard input as a HOCON list of strings.
hocon_list() {
  local line list=
  while IFS= read -r line; do list+="${list:+,}\"$line\""; done
  echo "[$list]"
}

# Adds to `settings` the evaluation files of folder $1, if one is given, and makes eval_folder absolute.
set_evaluation_files() {
  eval_folder=$1
  [[ -n $eval_folder ]] || return 0
  [[ -d $eval_folder ]] || refuse "$eval_folder is no folder."
  eval_folder=$(readlink -f "$eval_folder")
  settings+=(--set "evaluate.similarity=$(similarity_files "$eval_folder" | hocon_list)")
  settings+=(--set "evaluate.analogies=$(analogy_files "$eval_folder" | hocon_list)")
}

# Builds Wordmill: Maven is no part of any figure.
build_wordmill() {
  "$home/deploy/bin/wordmill" --version >/dev/null
}

# VmHWM in kB of a process while it lives: the launcher becomes the JVM by exec, so the id stays.
watch_peak() {
  local peak=0 now
  while now=$(awk '/^VmHWM:/ { print $2 }' "/proc/$1/status" 2>/dev/null) && [[ -n $now ]]; do
    peak=$now
    sleep 0.05
  done
  echo "$peak"
}

# Runs a command to its end; sets elapsed_nanoseconds and peak_kb. If it fails, shows what it said and ends.
measure() {
  local started watcher failed=0
  started=$(date +%s%N)
  if [[ -x /usr/bin/time ]] && /usr/bin/time -f %M true 2>/dev/null; then
    /usr/bin/time -f %M -o "$work/peak" "$@" >"$work/log" 2>&1 || failed=$?
    elapsed_nanoseconds=$(($(date +%s%N) - started))
  else
    "$@" >"$work/log" 2>&1 &
    local child=$!
    watch_peak "$child" >"$work/peak" &
    watcher=$!
    wait "$child" || failed=$?
    elapsed_nanoseconds=$(($(date +%s%N) - started))
    wait "$watcher" || true
  fi
  if ((failed)); then
    cat "$work/log" >&2
    fail "the run failed with code $failed."
  fi
  peak_kb=$(tail -n 1 "$work/peak")
}

# A virtual environment $1 with the packages that file $2 pins.
make_venv() {
  python3 -m venv "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check -r "$2" >&2
}
