# Tells whether the process has the keys, and shows none of them.
echo "command has ${AWS_SECRET_ACCESS_KEY:+a key}"
