package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.RoleEntry;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.text.Spelling;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The parameters of one execution as they are written in the pom and on the command line. */
record PomParameters(MavenSession session, MavenProject project, MojoExecution goal) {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}]+\\}");

  /**
   * Inputs whose values may contain <code>${...}</code>: policies and commands have variables of
   * this form. The values of roles are checked separately.
   */
  private static final Set<Input> WITH_VARIABLES_OF_THEIR_OWN =
      EnumSet.of(Input.INLINE_SESSION_POLICY, Input.WEB_IDENTITY_TOKEN_COMMAND, Input.ROLES);

  void refuseUnknown() {
    Set<String> known = known();
    written()
        .map(Xpp3Dom::getName)
        .filter(name -> !known.isEmpty() && !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new CredentialsException(
                  new InputProblem.Unknown(
                      "<" + name + ">",
                      "the execution '" + goal.getExecutionId() + "'",
                      Spelling.nearest(name, known).map(nearest -> "<" + nearest + ">")));
            });
  }

  /**
   * The parameters of all goals of the plugin, because the configuration of a plugin applies to all
   * its goals.
   */
  private Set<String> known() {
    return Optional.ofNullable(goal.getMojoDescriptor())
        .map(MojoDescriptor::getPluginDescriptor)
        .map(PluginDescriptor::getMojos)
        .stream()
        .flatMap(mojos -> mojos.stream())
        .flatMap(mojo -> mojo.getParameters() == null ? Stream.of() : mojo.getParameters().stream())
        .map(Parameter::getName)
        .collect(Collectors.toSet());
  }

  /**
   * Rejects parameters in the pom for which Maven set no value: an empty element, an expression
   * without a value, an empty property. If an expression is only one part of a text, Maven keeps it
   * unchanged.
   */
  void refuseBlank(Parameters filled) {
    for (Input input : filled.known()) {
      String name = FrontEnd.MAVEN.spell(input);
      Optional<Xpp3Dom> element =
          written().filter(written -> written.getName().equals(input.parameter())).findFirst();
      element.ifPresent(found -> refuseBlankEntry(input, found, name));
      Optional<Property> property = property("credentials." + input.parameter());
      if (filled.text(input).isPresent()) {
        refuseExpression(input, name, filled.text(input).get());
        // If the element is empty, the property sets the parameter.
        if (element.map(PomParameters::isBlank).orElse(true)) {
          property.ifPresent(used -> refuseBlankEntry(input, used.value(), used.name()));
        }
      } else if (element.isPresent()) {
        throw blank(name, element.get().getValue());
      } else if (property.isPresent()) {
        throw blank(property.get().name(), property.get().value());
      }
    }
  }

  private void refuseBlankEntry(Input input, Xpp3Dom element, String name) {
    // The entries of roles are checked elsewhere.
    for (int i = 0; input != Input.ROLES && i < element.getChildCount(); i++) {
      Xpp3Dom entry = element.getChild(i);
      if (isBlank(entry) || hasNoValue(entry)) {
        throw blank("entry " + (i + 1) + " of " + name, entry.getValue());
      }
    }
    refuseBlankEntry(input, element.getValue(), name);
  }

  /** Rejects blank entries in a text that Maven splits into a list. Maven would ignore them. */
  private static void refuseBlankEntry(Input input, @Nullable String text, String name) {
    if (input.kind() != Input.Kind.LIST || text == null || text.isBlank()) {
      return;
    }
    List<String> parts = List.of(text.split(input.comma(), -1));
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).isBlank()) {
        throw new CredentialsException(InputProblem.Blank.entry(i + 1, name));
      }
    }
  }

  /** Rejects a value that still contains an expression, because Maven has no value for it. */
  private static void refuseExpression(Input input, String name, String text) {
    if (!WITH_VARIABLES_OF_THEIR_OWN.contains(input) && EXPRESSION.matcher(text).find()) {
      String expected = "a text in which every ${...} has a value";
      throw new CredentialsException(new InputProblem.Invalid(name, text, expected));
    }
  }

  /** Rejects such values in one role of {@code <roles>}. */
  static void refuseExpressions(Inputs role) {
    for (Input input : RoleEntry.INPUTS) {
      String name = role.name(input);
      if (name.startsWith("<roles>")) {
        role.text(input).ifPresent(text -> refuseExpression(input, name, text));
      }
    }
  }

  private static boolean isBlank(Xpp3Dom element) {
    return element.getChildCount() == 0
        && (element.getValue() == null || element.getValue().isBlank());
  }

  /** Whether an entry is an expression without a value. Maven would omit such an entry. */
  private boolean hasNoValue(Xpp3Dom entry) {
    String text = entry.getValue();
    if (text == null || !EXPRESSION.matcher(text).find()) {
      return false;
    }
    try {
      Object value = new PluginParameterExpressionEvaluator(session, goal).evaluate(text.strip());
      return value == null || value.toString().isBlank();
    } catch (ExpressionEvaluationException e) {
      // Maven would already have failed.
      return false;
    }
  }

  private static CredentialsException blank(String name, @Nullable String text) {
    Matcher expression = EXPRESSION.matcher(text == null ? "" : text);
    return new CredentialsException(
        expression.find()
            ? new InputProblem.Blank(name, "Maven has no value for " + expression.group())
            : InputProblem.Blank.of(name));
  }

  /** A property that sets a parameter, with its name as the user wrote it. */
  private record Property(String name, String value) {}

  private Optional<Property> property(String name) {
    for (Properties given : List.of(session.getUserProperties(), session.getSystemProperties())) {
      if (given.getProperty(name) != null) {
        return Optional.of(new Property("-D" + name, given.getProperty(name)));
      }
    }
    return Optional.ofNullable(project.getProperties().getProperty(name))
        .map(value -> new Property("<" + name + ">", value));
  }

  /** The configuration elements of this execution. */
  private Stream<Xpp3Dom> written() {
    String key = goal.getGroupId() + ":" + goal.getArtifactId();
    Optional<Plugin> plugin =
        Optional.ofNullable(project.getPlugin(key))
            .or(
                () ->
                    Optional.ofNullable(project.getPluginManagement())
                        .map(PluginContainer::getPluginsAsMap)
                        .map(plugins -> plugins.get(key)));
    // The configuration of each execution includes that of the plugin.
    Stream<Xpp3Dom> own =
        plugin
            .<ConfigurationContainer>map(
                found -> found.getExecutionsAsMap().get(goal.getExecutionId()))
            .or(() -> plugin)
            .map(ConfigurationContainer::getConfiguration)
            .filter(Xpp3Dom.class::isInstance)
            .stream()
            .flatMap(configuration -> Stream.of(((Xpp3Dom) configuration).getChildren()));
    return Stream.concat(own, new CommandLineGoal(session, project, goal).elements());
  }
}
