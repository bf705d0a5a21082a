# Prints the identity of the AWS CLI, and the keys that a goal set for this process.
echo "inner is $(aws sts get-caller-identity --query Arn --output text 2>&1)"
echo "inner has the key '$AWS_ACCESS_KEY_ID' and the token '$AWS_SESSION_TOKEN'"
