# Prints the identity of the AWS CLI with the environment that a goal set for this process.
echo "$1 is $(aws sts get-caller-identity --query Arn --output text 2>&1)"
