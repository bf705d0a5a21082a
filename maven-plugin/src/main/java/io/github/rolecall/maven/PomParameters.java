package io.github.rolecall.maven;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.InputProblem;
import io.github.rolecall.Spelling;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** What the pom says about one execution of a goal, as it was written. */
final class PomParameters {
  private final MavenProject project;
  private final MojoExecution goal;

  PomParameters(MavenProject project, MojoExecution goal) {
    this.project = project;
    this.goal = goal;
  }

  /**
   * @throws CredentialsException with {@link InputProblem.Unknown}
   */
  void refuseUnknown() {
    Set<String> known = known();
    if (known.isEmpty()) {
      return;
    }
    written()
        .filter(name -> !known.contains(name))
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

  /** Of all goals of the plugin: the configuration of a plugin is for all of them. */
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

  private Stream<String> written() {
    Optional<Plugin> plugin =
        Optional.ofNullable(project.getPlugin(goal.getGroupId() + ":" + goal.getArtifactId()));
    Stream<ConfigurationContainer> places =
        Stream.concat(
            plugin.stream(),
            plugin.map(found -> found.getExecutionsAsMap().get(goal.getExecutionId())).stream());
    return places
        .map(ConfigurationContainer::getConfiguration)
        .filter(Xpp3Dom.class::isInstance)
        .flatMap(configuration -> Stream.of(((Xpp3Dom) configuration).getChildren()))
        .map(Xpp3Dom::getName);
  }
}
