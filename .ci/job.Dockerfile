# The job image with what the examples call and gitlab-ci-local needs: the AWS CLI, rsync.
FROM localhost/rolecall:gitlab
RUN apt-get update -q && apt-get install -q -y --no-install-recommends awscli rsync
# This version of the CLI does not know AWS_ENDPOINT_URL_STS.
RUN printf '#!/bin/bash\nexec /usr/bin/aws --endpoint-url "$AWS_ENDPOINT_URL_STS" "$@"\n' >/usr/local/bin/aws && chmod +x /usr/local/bin/aws
