package io.github.rolecall.maven;

import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * A goal on the command line without an execution id. Maven configures it from the plugin, but not
 * from the execution of {@code credentials:assume} in the pom, where users write the configuration.
 * This class reads that execution (decision 100).
 */
record CommandLineGoal(MavenSession session, MavenProject project, MojoExecution goal) {
  private static final String NAMED_BY_MAVEN = "default-cli";

  /** The parameters from Maven, completed with those of the execution. */
  Parameters configured(Parameters filled, Log log) {
    List<PluginExecution> executions = executions();
    List<String> ids = executions.stream().map(PluginExecution::getId).toList();
    if (ids.size() > 1) {
      log.info(
          "This goal reads no execution of credentials:assume, because the pom has several: %s."
                  .formatted(String.join(", ", ids))
              + " To read one of them, name it: credentials:%s@%s"
                  .formatted(goal.getGoal(), ids.get(0)));
      return filled;
    }
    Parameters all = filled;
    for (Input input : filled.known()) {
      Optional<String> text = filled.text(input).isPresent() ? Optional.empty() : text(input);
      if (text.isPresent()) {
        all = all.with(input, text.get());
      }
    }
    if (!all.equals(filled)) {
      log.info(
          "This goal reads the configuration of the execution '%s' of credentials:assume."
              .formatted(ids.get(0)));
    }
    return all;
  }

  /** The configuration elements of the execution, if there is exactly one. */
  Stream<Xpp3Dom> elements() {
    List<PluginExecution> executions = executions();
    return executions.size() == 1 && executions.get(0).getConfiguration() instanceof Xpp3Dom found
        ? Stream.of(found.getChildren()).filter(this::isForThisGoal)
        : Stream.of();
  }

  /**
   * Ignores the allowed accounts for whoami: they apply to the assumed role, and whoami assumes no
   * role.
   */
  private boolean isForThisGoal(Xpp3Dom element) {
    return !goal.getGoal().equals("whoami")
        || !element.getName().equals(Input.ALLOWED_ACCOUNT_IDS.parameter());
  }

  private List<PluginExecution> executions() {
    Plugin plugin = project.getPlugin(goal.getGroupId() + ":" + goal.getArtifactId());
    if (plugin == null
        || usesWhatIsExported()
        || !NAMED_BY_MAVEN.equals(goal.getExecutionId())
        || plugin.getExecutionsAsMap().containsKey(NAMED_BY_MAVEN)) {
      return List.of();
    }
    return plugin.getExecutions().stream()
        .filter(execution -> execution.getGoals().contains("assume"))
        .toList();
  }

  /** After {@code credentials:assume} in this build, these goals are about its credentials. */
  private boolean usesWhatIsExported() {
    return Set.of("codeartifact-token", "ecr-login", "whoami").contains(goal.getGoal())
        && BuildListener.buildCredentials(session).filter(BuildCredentials::exports).isPresent();
  }

  private Optional<String> text(Input input) {
    return elements()
        .filter(element -> element.getName().equals(input.parameter()))
        .findFirst()
        .map(element -> text(input, element))
        .filter(text -> !text.isBlank());
  }

  private String text(Input input, Xpp3Dom element) {
    if (input == Input.ROLES) {
      return RolesParameter.text(new XmlPlexusConfiguration(element));
    }
    if (element.getChildCount() == 0) {
      return evaluated(element);
    }
    return String.join("\n", Stream.of(element.getChildren()).map(this::evaluated).toList());
  }

  /** Evaluates the text as Maven does. */
  private String evaluated(Xpp3Dom element) {
    String text = element.getValue() == null ? "" : element.getValue();
    try {
      Object value = new PluginParameterExpressionEvaluator(session, goal).evaluate(text.strip());
      return value == null ? "" : value.toString();
    } catch (ExpressionEvaluationException e) {
      return text;
    }
  }
}
