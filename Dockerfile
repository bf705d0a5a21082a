# The image of the action, and of `rolecall` for other CI systems.
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-21
ARG RUN_IMAGE=docker.io/library/eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN mvn -q -B -ntp package -DskipTests -pl action -am

FROM ${RUN_IMAGE}
# Branches and workflows have names in any language.
ENV LANG=C.UTF-8
COPY --from=build /src/action/target/rolecall.jar /opt/rolecall/rolecall.jar
# No shell stands between the runner and the JVM: dash drops variables with a hyphen in their name.
ENTRYPOINT ["/opt/java/openjdk/bin/java", "-jar", "/opt/rolecall/rolecall.jar"]
CMD ["action"]
