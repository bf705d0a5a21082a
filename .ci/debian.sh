# shellcheck shell=bash
# Sourced: gets packages of Debian 13 on a machine with another Debian, from the mirrors of the
# machine.

# Prints the lines of a sources.list for Debian 13.
debian_13_sources() {
  local uri suite components
  # shellcheck disable=SC2016 # these are variables of apt
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    sort -u | while read -r uri suite components; do
      case $suite in
        bookworm) suite=trixie ;;
        bookworm-security) suite=trixie-security ;;
        trixie | trixie-security) ;;
        *) continue ;;
      esac
      [ "$components" = main ] || continue
      printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' "$uri" "$suite"
    done
}
