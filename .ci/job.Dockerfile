# The job image with the AWS CLI, which the examples call, and rsync, which gitlab-ci-local needs.
FROM localhost/rolecall:gitlab
RUN apt-get update -q && apt-get install -q -y --no-install-recommends awscli rsync
# This version of the AWS CLI does not support AWS_ENDPOINT_URL_STS.
RUN printf '#!/bin/bash\nexec /usr/bin/aws --endpoint-url "$AWS_ENDPOINT_URL_STS" "$@"\n' >/usr/local/bin/aws && chmod +x /usr/local/bin/aws
