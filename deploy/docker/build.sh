#!/usr/bin/env bash
# Builds the image of Spark and Wordmill from what `mvn package` has left.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

usage() {
  cat <<'TEXT'
usage: deploy/docker/build.sh [--s3a] [--context] NAME:TAG

  --s3a      put Hadoop's S3A and the AWS SDK (280 MB) in, for stores in an object store; Maven downloads them
  --context  only lay out jobs/target/image, the folder that the image is built from

DOCKER=podman (or buildah bud, ...) builds with that instead of docker.
TEXT
}

s3a=false
build=true
while (($#)); do
  case $1 in
    --s3a) s3a=true ;;
    --context) build=false ;;
    --help)
      usage
      exit 0
      ;;
    -*) break ;;
    *) break ;;
  esac
  shift
done
if [[ ${1:-} == -* ]] || ($build && (($# != 1))); then
  usage >&2
  exit 2
fi

target=jobs/target
context=$target/image
for needed in "$target"/{wordmill,wordmill-networks}.jar "$target/spark-home/jars"; do
  [[ -e $needed ]] || {
    echo "build.sh: there is no $needed; run mvn -DskipTests package first." >&2
    exit 2
  }
done

rm -rf "$context"
mkdir -p "$context"/{spark,wordmill/deploy}
cp deploy/docker/{Dockerfile,entrypoint.sh} "$context"
# Links to files that nobody changes in place; a builder reads them as files.
cp -rl "$target/spark-home/jars" "$context/spark/jars"
cp -l "$target"/{wordmill,wordmill-networks}.jar "$context/wordmill"
cp -r conf test-data "$context/wordmill"
cp -r deploy/{bin,spark,k8s} "$context/wordmill/deploy"

if $s3a; then
  hadoop=$(sed -n 's/.*<hadoop.version>\(.*\)<\/hadoop.version>.*/\1/p' pom.xml)
  for artifact in "org.apache.hadoop:hadoop-aws:$hadoop" com.amazonaws:aws-java-sdk-bundle:1.12.262; do
    mvn -q -B -N org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$artifact" \
      -DoutputDirectory="$PWD/$context/spark/jars"
  done
fi
if $build; then
  read -ra builder <<<"${DOCKER:-docker build}"
  if ((${#builder[@]} == 1)); then builder+=(build); fi
  "${builder[@]}" --tag "$1" "$context"
fi
