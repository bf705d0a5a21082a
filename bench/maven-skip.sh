#!/usr/bin/env bash
# What a skipped credentials:assume costs a build: the same build with the plugin and without it, in
# turns, so that whatever else the machine does falls on both. The build is a small one: one class is
# compiled and packed. Prints the medians and the difference.
#
#   bench/maven-skip.sh [pairs]          needs `mvn verify` to have run once, for its Maven and repository
set -euo pipefail
cd "$(dirname "$0")/.."
pairs=${1:-15}
plugin=$PWD/maven-plugin
maven=$(ls -d "$plugin"/target/mavens/apache-maven-3.9.* | tail -1)
version=$(sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pom() {
  mkdir -p "$work/$1/.mvn" "$work/$1/src/main/java"
  echo 'class A {}' > "$work/$1/src/main/java/A.java"
  cat > "$work/$1/pom.xml" <<POM
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId><artifactId>$1</artifactId><version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <build><plugins>
    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
    <plugin><artifactId>maven-jar-plugin</artifactId><version>3.5.1</version></plugin>
    $2
  </plugins></build>
</project>
POM
}
pom without ''
pom with "<plugin><groupId>io.github.rolecall</groupId><artifactId>credentials-maven-plugin</artifactId>
  <version>$version</version><executions><execution><goals><goal>assume</goal></goals></execution></executions></plugin>"

# Milliseconds of one build.
build() {
  local start end
  start=$(date +%s%N)
  (cd "$work/$1" && "$maven/bin/mvn" -q -B -o -Dmaven.repo.local="$plugin/target/it-repo" \
    -Dmaven.repo.local.tail="${MAVEN_REPOSITORY:-$HOME/.m2/repository}" -Dcredentials.skip -DskipTests package)
  end=$(date +%s%N)
  echo $(((end - start) / 1000000))
}
median() { sort -n | awk '{a[NR] = $1} END {print (NR % 2) ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2}'; }

build without > /dev/null
build with > /dev/null
for _ in $(seq "$pairs"); do
  a=$(build without)
  b=$(build with)
  echo "$a $b $((b - a))"
done > "$work/times"
printf 'without %s ms, with skip %s ms, difference of pairs (median) %s ms, ratio %s\n' \
  "$(cut -d' ' -f1 "$work/times" | median)" \
  "$(cut -d' ' -f2 "$work/times" | median)" \
  "$(cut -d' ' -f3 "$work/times" | median)" \
  "$(awk '{a += $1; b += $2} END {printf "%.3f", b / a}' "$work/times")"
