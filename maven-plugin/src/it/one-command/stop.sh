# Stops Maven, as a CI system does with a job that is cancelled.
ls -a "$HOME/.aws"
kill -TERM "$PPID"
sleep 5
