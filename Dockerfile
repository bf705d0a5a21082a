# The images: `action` (the default) for GitHub, `gitlab` and `maven` for jobs of other CI systems.
# The build needs only Docker or podman. release/pin pins the base images by digest.
ARG MAVEN_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG DEBIAN_IMAGE=docker.io/library/debian:bookworm-slim

# The jar, a small JVM of the JDK 25, and its AOT cache.
FROM ${MAVEN_IMAGE} AS build
ARG REVISION=unknown
WORKDIR /src
COPY . .
RUN mvn -q -B -ntp package -Dmaven.test.skip -Dversion.suffix="+${REVISION}" -pl action,testkit,maven-extension -am \
 && install -D -m 644 maven-extension/target/rolecall-maven-extension-*.jar \
      /extension/usr/share/maven/lib/ext/rolecall-maven-extension.jar
# One stage builds the jar, the runtime and the cache, in this order. The JVM does not detect that a
# jar was replaced after the training, and would run the old classes in the cache.
RUN image/runtime /opt/rolecall action/target/rolecall.jar \
 && image/train /opt/rolecall testkit/target/testkit.jar \
 && image/root /opt/rolecall /root-of-action \
 && image/layers /opt/rolecall /jvm /rest

# For Maven jobs: JDK, Maven with the extension for CodeArtifact, git.
FROM ${MAVEN_IMAGE} AS maven
ARG REVISION=unknown
ARG VERSION=unknown
RUN apt-get update \
 && apt-get install -y --no-install-recommends bash ca-certificates git \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log
ENV LANG=C.UTF-8
COPY --from=build /jvm /
COPY --from=build /rest /
COPY --from=build /extension /
COPY image/rolecall image/docker-credential-rolecall image/job-entrypoint /usr/local/bin/
ENTRYPOINT ["/usr/local/bin/job-entrypoint"]
CMD []
LABEL org.opencontainers.image.title="Rolecall for Maven jobs" \
      org.opencontainers.image.description="JDK, Maven, git, and rolecall, which turns the OIDC token of a CI job into AWS role credentials" \
      org.opencontainers.image.source="https://github.com/rolecall/rolecall" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# The job image of GitLab: a shell, CA certificates, git.
FROM ${DEBIAN_IMAGE} AS gitlab
ARG REVISION=unknown
ARG VERSION=unknown
RUN apt-get update \
 && apt-get install -y --no-install-recommends bash ca-certificates git \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log
ENV LANG=C.UTF-8
COPY --from=build /jvm /
COPY --from=build /rest /
COPY image/rolecall image/docker-credential-rolecall image/job-entrypoint /usr/local/bin/
ENTRYPOINT ["/usr/local/bin/job-entrypoint"]
CMD []
LABEL org.opencontainers.image.title="Rolecall for GitLab jobs" \
      org.opencontainers.image.description="git, bash, and rolecall, which turns the OIDC token of a CI job into AWS role credentials" \
      org.opencontainers.image.source="https://github.com/rolecall/rolecall" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# The GitHub action. The runner starts the JVM without a shell, because dash drops variables with a
# hyphen in their name. The action must run as root, which owns the files of the runner.
FROM scratch AS action
ARG REVISION=unknown
ARG VERSION=unknown
COPY --from=build /root-of-action /
ENV LANG=C.UTF-8
COPY --from=build /jvm /
COPY --from=build /rest /
ENTRYPOINT ["/opt/rolecall/java/bin/java", "@/opt/rolecall/run"]
CMD []
LABEL org.opencontainers.image.title="Rolecall" \
      org.opencontainers.image.description="Turns the OIDC token of a CI job into AWS role credentials" \
      org.opencontainers.image.source="https://github.com/rolecall/rolecall" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
