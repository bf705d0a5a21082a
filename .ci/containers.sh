# shellcheck shell=bash
# Sourced: configures podman for CI machines, including those on which processes cannot raise limits.
engine_config() {
  local folder=$1 files processes
  files=$(ulimit -Hn)
  processes=$(ulimit -Hu)
  case $processes in unlimited) processes=32768 ;; esac
  [ "$processes" -le 32768 ] || processes=32768
  [ "$files" -le 20000 ] || files=20000
  cat >"$folder/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=$files:$files", "nproc=$processes:$processes"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
  export CONTAINERS_CONF="$folder/containers.conf"
}
