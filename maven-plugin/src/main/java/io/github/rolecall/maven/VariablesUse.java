package io.github.rolecall.maven;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;

/**
 * How a goal uses environment variables in its configuration, according to the source of the
 * plugin. The type of a parameter is not sufficient: some plugins write the values of such a map
 * into what they build or deploy.
 */
enum VariablesUse {
  /**
   * The values may become part of what the goal builds or deploys. The goal never gets credentials.
   */
  STORED(
      "com\\.spotify:docker-maven-plugin:.*",
      "com\\.github\\.seanroy:lambda-maven-plugin:.*",
      "org\\.cloudfoundry:cf-maven-plugin:.*",
      // The plugin writes them to a file, as arguments of native-image.
      "org\\.graalvm\\.buildtools:native-maven-plugin:(?!(integration-)?test).*"),

  /** The goal starts processes of the user, but Rolecall cannot safely set their variables. */
  UNREACHABLE(
      "org\\.graalvm\\.buildtools:native-maven-plugin:(integration-)?test",
      "io\\.quarkus(\\.platform)?:quarkus-maven-plugin:run",
      "io\\.micronaut\\.(maven|build):micronaut-maven-plugin:run",
      "io\\.openliberty\\.tools:liberty-maven-plugin:(run|start|dev|devc|debug|test-start)",
      "io\\.gatling:gatling-maven-plugin:test",
      "org\\.springframework\\.boot:spring-boot-maven-plugin:process-(test-)?aot"),

  /** Only the processes of the goal get the values. */
  PROCESSES(
      "org\\.apache\\.maven\\.plugins:maven-surefire-plugin:test",
      "org\\.apache\\.maven\\.plugins:maven-failsafe-plugin:integration-test",
      "org\\.apache\\.maven\\.plugins:maven-invoker-plugin:(run|integration-test)",
      "org\\.codehaus\\.mojo:exec-maven-plugin:exec",
      "org\\.springframework\\.boot:spring-boot-maven-plugin:(run|test-run|start)",
      "com\\.github\\.eirslett:frontend-maven-plugin:.*",
      "org\\.pitest:pitest-maven:mutationCoverage",
      "org\\.scalatest:scalatest-maven-plugin:test",
      "org\\.eclipse\\.tycho:tycho-surefire-plugin:(plugin-)?test",
      "net\\.ltgt\\.gwt\\.maven:gwt-maven-plugin:test",
      "io\\.quarkus(\\.platform)?:quarkus-maven-plugin:(dev|remote-dev|test)",
      "org\\.eclipse\\.jetty(\\.ee\\d+)?:jetty(-ee\\d+)?-maven-plugin:(run|start)(-war)?",
      "org\\.wildfly\\.plugins:wildfly-maven-plugin:(dev|run|start|start-jar)"),

  /** The use is unknown. */
  UNKNOWN(".*");

  /** The usual name of the parameter. */
  static final String USUAL = "environmentVariables";

  private static final Pattern FOR_VARIABLES =
      Pattern.compile("(?i).*(env|envs|environment|env_?vars?|environment_?variables?)");

  private final Pattern goals;

  VariablesUse(String... goals) {
    this.goals = Pattern.compile(String.join("|", goals));
  }

  static VariablesUse of(MojoExecution goal) {
    return Stream.of(values())
        .filter(use -> use.goals.matcher(name(goal)).matches())
        .findFirst()
        .orElse(UNKNOWN);
  }

  static String name(MojoExecution goal) {
    return goal.getGroupId() + ":" + goal.getArtifactId() + ":" + goal.getGoal();
  }

  /** The only parameter of type Map whose name contains "env". */
  static Optional<String> parameter(MojoExecution goal) {
    var maps = maps(goal).filter(name -> name.toLowerCase(Locale.ROOT).contains("env")).toList();
    return maps.contains(USUAL)
        ? Optional.of(USUAL)
        : maps.stream().findFirst().filter(first -> maps.size() == 1);
  }

  /** The parameter, if its name is certainly that of a parameter for environment variables. */
  static Optional<String> evidentParameter(MojoExecution goal) {
    return parameter(goal).filter(name -> FOR_VARIABLES.matcher(name).matches());
  }

  private static Stream<String> maps(MojoExecution goal) {
    return Optional.ofNullable(goal.getMojoDescriptor()).map(MojoDescriptor::getParameters).stream()
        .flatMap(parameters -> parameters.stream())
        .filter(Parameter::isEditable)
        .filter(parameter -> parameter.getType().equals("java.util.Map"))
        .map(Parameter::getName);
  }
}
