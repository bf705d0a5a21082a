# Prints who the AWS CLI finds itself to be, in the environment that a goal gave to this process.
echo "$1 is $(aws sts get-caller-identity --query Arn --output text 2>&1)"
