# Stops Maven, as a CI system does with a job that is cancelled.
ls -a "$HOME/.aws" >before.txt
kill -TERM "$PPID"
sleep 5
