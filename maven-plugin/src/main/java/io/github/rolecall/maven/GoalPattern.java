package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * A pattern for goals. It has the form {@code plugin}, {@code plugin:goal}, {@code
 * plugin@execution}, {@code plugin:goal@execution} or {@code @execution}. The plugin is a goal
 * prefix, an artifact id, or a group id and an artifact id.
 */
final class GoalPattern {
  private static final String PART = "[\\w.*-]+";
  private static final Pattern GOALS =
      Pattern.compile(PART + "(:" + PART + "){0,2}(@" + PART + ")?|@" + PART);

  private final String text;
  private final Pattern goal;
  private final Pattern execution;

  private GoalPattern(String text) {
    this.text = text;
    int at = text.indexOf('@');
    this.goal = glob(at < 0 ? text : text.substring(0, at));
    this.execution = glob(at < 0 ? "" : text.substring(at + 1));
  }

  /** Reads an input that is a list of patterns. */
  static List<GoalPattern> of(Inputs inputs, Input input) {
    List<String> texts = inputs.list(input);
    boolean empty = inputs.has(input) && texts.isEmpty();
    if (empty || !texts.stream().allMatch(text -> GOALS.matcher(text).matches())) {
      throw inputs.invalid(
          input, "plugins, goals or executions, such as exec, exec:exec@prod or @prod");
    }
    return texts.stream().map(GoalPattern::new).toList();
  }

  private static Pattern glob(String text) {
    return text.isEmpty()
        ? Pattern.compile(".*")
        : Pattern.compile(
            Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  boolean matches(MojoExecution asked) {
    String id = Optional.ofNullable(asked.getExecutionId()).orElse("");
    return execution.matcher(id).matches()
        && names(asked).anyMatch(name -> goal.matcher(name).matches());
  }

  private static Stream<String> names(MojoExecution asked) {
    Optional<String> prefix =
        Optional.ofNullable(asked.getMojoDescriptor())
            .map(MojoDescriptor::getPluginDescriptor)
            .map(PluginDescriptor::getGoalPrefix);
    String id = asked.getArtifactId();
    return Stream.of(asked.getGroupId() + ":" + id, id, prefix.orElse(id))
        .flatMap(plugin -> Stream.of(plugin, plugin + ":" + asked.getGoal()));
  }

  @Override
  public String toString() {
    return text;
  }
}
