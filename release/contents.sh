# shellcheck shell=bash
# Sourced from the root of the tree: reads release/contents and release/names.

# name KIND: prints a name in release/names.
name() { sed -n "s/^$1=//p" release/names; }

# listed KIND: prints the lines of this kind in release/contents, without the first word.
listed() { sed -n "s/^$1 //p" release/contents; }

# filled VERSION: copies standard input, and replaces VERSION, MINOR and MAJOR.
filled() {
  sed -e "s/VERSION/$1/g" -e "s/MINOR/${1%.*}/g" -e "s/MAJOR/${1%%.*}/g"
}

# image: prints the name of the image with its registry. The default registry is Docker Hub.
image() {
  local image
  image=$(name image)
  case ${image%%/*} in *.*) ;; *) image=docker.io/$image ;; esac
  printf '%s\n' "$image"
}
