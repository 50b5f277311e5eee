#!/usr/bin/env bash
# Lays out what a Dockerfile says in a folder, and runs its entry point there as its user, with this machine's /usr and Java in
# place of its base and of what apt-get brings. Needs root, and to be called in a mount and PID namespace of its own:
#   unshare --mount --pid --fork --kill-child image-root.sh [-v FOLDER:PATH]... [-e NAME=VALUE]... CONTEXT ROOT ARGS...
# FOLDER appears as PATH, as a volume would. Of this process's environment nothing is handed on but JAVA_HOME's Java.
set -euo pipefail

volumes=()
given=()
while getopts v:e: option; do
  case $option in
    v) volumes+=("$OPTARG") ;;
    e) given+=("$OPTARG") ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
context=$1 root=$2
shift 2
environment=(JAVA_HOME=/opt/java/openjdk)

# ---- the base

mount --make-rprivate /
rm -rf --one-file-system "$root"
mkdir -p "$root"/{usr,etc,proc,dev,tmp,home,opt/java/openjdk}
chmod 1777 "$root/tmp"
ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root"
for file in passwd group shadow gshadow login.defs nsswitch.conf hosts ld.so.cache alternatives java-17-openjdk; do
  if [[ -e /etc/$file ]]; then cp -a "/etc/$file" "$root/etc"; fi
done
mount --bind /usr "$root/usr"
mount -o remount,bind,ro "$root/usr"
mount --bind "$JAVA_HOME" "$root/opt/java/openjdk"
mount -o remount,bind,ro "$root/opt/java/openjdk"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
for device in null zero random urandom; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
ln -s /proc/self/fd "$root/dev/fd"

# ---- the Dockerfile

user=0:0
folder=/
entry=
inside() {
  env -i "${environment[@]}" /usr/sbin/chroot "$root" setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups \
    --no-new-privs --inh-caps=-all --bounding-set=-all -- env --chdir="$folder" "$@"
}
while read -r instruction rest; do
  case $instruction in
    "" | "#"* | FROM) ;;
    RUN) if [[ $rest != apt-get* ]]; then
      if [[ $user == 0:0 ]]; then
        env -i "${environment[@]}" /usr/sbin/chroot "$root" bash -c "$rest"
      else
        inside bash -c "$rest"
      fi
    fi ;;
    COPY)
      read -r from to <<<"$rest"
      mkdir -p "$root$(dirname "$to")"
      cp -rlT "$context/$from" "$root$to"
      ;;
    ENV) environment+=("$rest") ;;
    WORKDIR) folder=$rest ;;
    USER) user=$rest ;;
    ENTRYPOINT)
      entry=${rest#'["'}
      entry=${entry%'"]'}
      ;;
    *)
      echo "image-root.sh: what is $instruction?" >&2
      exit 1
      ;;
  esac
done <"$context/Dockerfile"

for volume in ${volumes[@]+"${volumes[@]}"}; do
  mkdir -p "$root${volume#*:}"
  mount --bind "${volume%%:*}" "$root${volume#*:}"
done
environment+=(${given[@]+"${given[@]}"})
inside "$entry" "$@"
