# shellcheck shell=bash
# Sourced from the root of the tree: reads release/contents and release/names.

# name KIND: a name of release/names.
name() { sed -n "s/^$1=//p" release/names; }

# listed KIND: what is behind that word, one line each.
listed() { sed -n "s/^$1 //p" release/contents; }

# filled VERSION: standard input with VERSION, MINOR and MAJOR replaced.
filled() {
  sed -e "s/VERSION/$1/g" -e "s/MINOR/${1%.*}/g" -e "s/MAJOR/${1%%.*}/g"
}

# image: with its registry; a name without one is Docker Hub's.
image() {
  local image
  image=$(name image)
  case ${image%%/*} in *.*) ;; *) image=docker.io/$image ;; esac
  printf '%s\n' "$image"
}
