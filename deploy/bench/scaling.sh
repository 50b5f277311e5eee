#!/usr/bin/env bash
# Times the stages on a standalone cluster of one and of two executors; prints one name<TAB>value a line and what a model of these
# measurements says of larger clusters.
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'TEXT'
usage: scaling.sh CORPUS [STORE] [--copies N] [--lines N] [--only WAY,WAY...] [--rounds N] [--set KEY=VALUE]...

  CORPUS        a text, a sentence a line
  STORE         new or empty folder for the artifacts, kept; without it a temporary one is deleted at the end
  --copies N    counting and word2vec read CORPUS N times over (1 unless said otherwise), so that the JVMs' warming up is not the most
  --lines N     the language model reads the first N lines of CORPUS (8000 unless said otherwise)
  --only WAYS   some of counting word2vec lm, apart by commas; all unless said otherwise
  --rounds N    runs everything N times, one and two executors by turns, and shows medians; 1 unless said otherwise
  --set K=V     passed on, over conf/counting.conf, conf/word2vec-skipgram.conf and conf/lm-ptb-medium.conf
TEXT
}

positional=()
lines=8000
copies=1
rounds=1
ways=(counting word2vec lm)
settings=()
while (($#)); do
  case $1 in
    --copies)
      needs_value --copies "a number" "$@"
      copies=$2
      [[ $copies =~ ^[1-9][0-9]*$ ]] || refuse "--copies is $copies, but must be a whole number, 1 or more."
      shift
      ;;
    --lines)
      needs_value --lines "a number" "$@"
      lines=$2
      [[ $lines =~ ^[1-9][0-9]*$ ]] || refuse "--lines is $lines, but must be a whole number, 1 or more."
      shift
      ;;
    --only)
      needs_value --only "ways, apart by commas" "$@"
      IFS=, read -ra ways <<<"$2"
      shift
      ;;
    --rounds)
      needs_value --rounds "a number" "$@"
      rounds=$2
      [[ $rounds =~ ^[1-9][0-9]*$ ]] || refuse "--rounds is $rounds, but must be a whole number, 1 or more."
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
    counting) echo counting "run.stages=[vocabulary,corpus,cooccurrence,ppmi,svd]" "vocabulary.min-count=$copies" ;;
    word2vec)
      echo word2vec-skipgram "run.stages=[vocabulary,corpus,word2vec]" "vocabulary.min-count=$((5 * copies))" word2vec.replicas=8 \
        word2vec.epochs=1 word2vec.rotations=3
      ;;
    lm)
      echo lm-ptb-medium "run.stages=[vocabulary,corpus,lm]" vocabulary.max-size=10000 vocabulary.unknown=mark lm.epochs=1 \
        lm.replicas=2 lm.batch=20 "lm.validation=[]" "lm.test=[]"
      ;;
    *) refuse "there is no way '$1'; there is: counting word2vec lm." ;;
  esac
}
((${#ways[@]})) || refuse "--only names no way."
for name in "${ways[@]}"; do way "$name" >/dev/null; done

command -v taskset >/dev/null || refuse "taskset is needed: an executor has a core of its own."
(($(nproc) >= 2)) || refuse "two cores are needed."

make_work_folder
choose_corpus_and_store ${positional[@]+"${positional[@]}"}
build_wordmill
head -n "$lines" "$corpus" >"$work/some.txt"
for ((copy = 0; copy < copies; copy++)); do cat "$corpus"; done >"$work/all.txt"

# ---- the cluster

servers=()
stop_servers() {
  if ((${#servers[@]})); then kill "${servers[@]}" 2>/dev/null || true; fi
  servers=()
}
trap 'stop_servers; rm -rf "$work"' EXIT

mapfile -t java_options < <(grep -v -e '^#' -e '^$' "$home/deploy/spark/java-options")
spark_home=$home/jobs/target/spark-home
# serve NAME CORES MAIN ARGUMENTS...: a server of Spark's on loopback, it and its children on these cores; what it says goes to
# $work/NAME. It ends by itself in two hours.
serve() {
  local name=$1 cores=$2 main=$3
  shift 3
  : >"$work/$name" # for who awaits something in it
  SPARK_HOME=$spark_home SPARK_SCALA_VERSION=2.12 SPARK_LOCAL_IP=127.0.0.1 \
    taskset -c "$cores" timeout 2h "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m \
    "${java_options[@]}" -cp "$spark_home/jars/*" "org.apache.spark.deploy.$main" --host 127.0.0.1 --webui-port 0 "$@" \
    &>"$work/$name" &
  servers+=($!)
}

# await FILE PATTERN: what the pattern's group matches, as soon as it does.
await() {
  local tries found
  for ((tries = 0; tries < 600; tries++)); do
    found=$(sed -nE "s#.*$2.*#\1#p" "$work/$1" | head -n 1)
    if [[ $found ]]; then
      echo "$found"
      return
    fi
    sleep 0.1
  done
  cat "$work/$1" >&2
  fail "the cluster did not start."
}

# start_cluster N: a master and N workers, each on a core of its own; sets `master`.
start_cluster() {
  local worker
  serve master "0-$(($(nproc) - 1))" master.Master --port 0
  master=$(await master 'Starting Spark master at (spark://[^ ]+)')
  for ((worker = 0; worker < $1; worker++)); do
    serve "worker-$worker" "$worker" worker.Worker --cores 1 --memory 4g --work-dir "$work/worker-$worker.d" "$master"
    await "worker-$worker" '(Successfully registered)' >/dev/null
  done
}

# ---- the runs

# run_way WAY EXECUTORS ROUND: on a cluster of its own; Spark's event log goes to a folder of the run's name.
run_way() {
  local run="$1-$2-$3" text=all given setting command
  if [[ $1 == lm ]]; then text=some; fi
  start_cluster "$2"
  {
    cat "$home/deploy/spark/standalone.properties"
    echo "spark.master $master"
    echo "spark.driver.host 127.0.0.1"
    echo "spark.driver.bindAddress 127.0.0.1"
    echo "spark.ui.enabled false"
    echo "spark.executor.memory 3g"
    echo "spark.eventLog.enabled true"
    echo "spark.eventLog.dir file:$work/events/$run"
  } >"$work/scaling.properties"
  mkdir -p "$work/events/$run"
  read -ra given <<<"$(way "$1")"
  command=("$home/deploy/bin/wordmill" --profile "$work/scaling.properties" run "$home/conf/${given[0]}.conf")
  for setting in "run.name=\"$run\"" "text.input=\"$work/$text.txt\"" "${given[@]:1}"; do command+=(--set "$setting"); done
  measure "${command[@]}" ${settings[@]+"${settings[@]}"} --set "store.path=\"$store\""
  stop_servers
  wait
  rm -rf "$work"/worker-*.d
}

for ((round = 1; round <= rounds; round++)); do
  for name in "${ways[@]}"; do
    for executors in 1 2; do run_way "$name" "$executors" "$round"; done
  done
done
PYTHONPATH=$bench python3 -B "$bench/scaling.py" "$store" "$work/events" "$rounds" "${ways[@]}"
