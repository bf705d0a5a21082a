# Stops Maven, as a CI system does when a job is cancelled.
ls -a "$HOME/.aws" >before.txt
kill -TERM "$PPID"
sleep 5
