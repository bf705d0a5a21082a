package io.github.rolecall.maven;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The {@code excludedEnvironmentVariables} of Surefire, Failsafe and similar plugins: names of
 * variables that processes do not get, neither from the environment nor from the configuration.
 */
final class ExcludedVariables {
  private static final String NAME = "excludedEnvironmentVariables";

  private ExcludedVariables() {}

  static Set<String> of(MojoExecution goal, Function<String, String> evaluator) {
    Xpp3Dom excluded = goal.getConfiguration().getChild(NAME);
    return excluded == null
        ? Set.of()
        : Stream.concat(Stream.of(excluded), Stream.of(excluded.getChildren()))
            .map(Xpp3Dom::getValue)
            .filter(text -> text != null)
            .map(evaluator)
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .map(String::strip)
            .collect(Collectors.toSet());
  }
}
