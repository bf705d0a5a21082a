ls -a "$HOME/.aws"
exit 3
