#!/usr/bin/env bash
# What Spark on Kubernetes asks of an image: `driver ARGS...` is SparkSubmit with these arguments in client mode, `executor` is an
# executor as the environment describes it, and anything else is a command to run, `wordmill` say.
set -euo pipefail

java=$JAVA_HOME/bin/java
# Our jars stand first, as with deploy/bin/wordmill: pods have them in the image, and no driver hands them out.
class_path=$WORDMILL_HOME/wordmill.jar:$WORDMILL_HOME/wordmill-networks.jar
options=("@$WORDMILL_HOME/deploy/spark/java-options" "-Dorg.bytedeco.javacpp.cachedir=$HOME/.javacpp/cache")

driver() {
  # Spark's own launcher turns the driver's properties into options of its JVM: heap, class path, Java options. It prints an empty
  # word and a line's end, then the words of the command, each with a NUL behind it.
  local words
  mapfile -d '' -t words < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \
    org.apache.spark.deploy.SparkSubmit --deploy-mode client \
    --conf "spark.driver.bindAddress=${SPARK_DRIVER_BIND_ADDRESS:-0.0.0.0}" "$@")
  if ((${#words[@]} < 3)); then
    echo "entrypoint.sh: Spark's launcher gave no command." >&2
    exit 1
  fi
  command=("$java" "${options[@]}")
  local place
  for ((place = 2; place < ${#words[@]}; place++)); do
    if [[ ${words[place]} == -cp ]]; then
      command+=(-cp "$class_path:${words[place + 1]}" "${words[@]:place+2}")
      return
    fi
    command+=("${words[place]}")
  done
}

executor() {
  local number=0 name
  while name=SPARK_JAVA_OPT_$number && [[ -v $name ]]; do
    options+=("${!name}")
    number=$((number + 1))
  done
  class_path+=:${SPARK_CONF_DIR:-$SPARK_HOME/conf}
  local part
  for part in "${HADOOP_CONF_DIR:-}" "${SPARK_CLASSPATH:-}" "$SPARK_HOME/jars/*" "${SPARK_EXTRA_CLASSPATH:-}" \
    "${SPARK_DIST_CLASSPATH:-}"; do
    if [[ $part ]]; then class_path+=:$part; fi
  done
  command=(
    "$java" "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -cp "$class_path"
    org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend
    --driver-url "$SPARK_DRIVER_URL"
    --executor-id "$SPARK_EXECUTOR_ID"
    --cores "$SPARK_EXECUTOR_CORES"
    --app-id "$SPARK_APPLICATION_ID"
    --hostname "$SPARK_EXECUTOR_POD_IP"
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID"
    --podName "$SPARK_EXECUTOR_POD_NAME"
  )
}

case ${1:-} in
  driver) driver "${@:2}" ;;
  executor) executor ;;
  "") command=(wordmill help) ;;
  *) command=("$@") ;;
esac
exec /usr/bin/tini -s -- "${command[@]}"
