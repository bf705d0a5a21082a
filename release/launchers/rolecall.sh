#!/usr/bin/env bash
# Runs rolecall.jar in the folder of this file, with the Java in JAVA_HOME or on the PATH.
# Needs Java 17 or newer. This is a bash script, because other shells drop variables with a hyphen in
# their name, such as the inputs of a GitHub action.
set -euo pipefail

# Finds the folder of this file, even if it was called through a link.
file=${BASH_SOURCE[0]}
while [ -L "$file" ]; do
  target=$(readlink "$file")
  case $target in /*) file=$target ;; *) file=$(dirname "$file")/$target ;; esac
done
jar=$(cd "$(dirname "$file")" && pwd)/rolecall.jar

fail() {
  printf 'rolecall: %s\n' "$@" >&2
  exit 1
}

[ -r "$jar" ] || fail "There is no $jar." "Put rolecall.jar of the same release into that folder."
if [ -n "${JAVA_HOME-}" ]; then java=$JAVA_HOME/bin/java; else java=$(command -v java || true); fi
[ -x "$java" ] || fail "There is no Java: JAVA_HOME is '${JAVA_HOME-}', and the PATH is '$PATH'." \
  "Install Java 17 or newer, or set JAVA_HOME to its folder."

# Reads the version from the file "release" of the JDK, without starting Java.
home=$(cd -P "$(dirname "$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")")/.." && pwd)
version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$home/release" 2>/dev/null || true)
[ -z "$version" ] || [ "$version" -ge 17 ] || fail "$home is Java $version. It must be 17 or newer." \
  "Install Java 17 or newer, and set JAVA_HOME to its folder."

exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" "$@"
