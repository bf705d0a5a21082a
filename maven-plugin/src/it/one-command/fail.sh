ls -a "$HOME/.aws" >before.txt
exit 3
