package io.github.rolecall.maven;

import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.Exposure;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * A token of CodeArtifact for later goals: as a variable of the processes that they start, and for
 * <code>${credentials.codeArtifactToken}</code> in their configuration. It is a property of
 * nothing, so that no goal can print or write it which does not name it.
 *
 * @param exposure why Maven would show or store what goals are given; empty if it does not
 */
record SharedToken(Secret value, Optional<Exposure> exposure) {
  static final String VARIABLE = "CODEARTIFACT_AUTH_TOKEN";
  private static final String EXPRESSION = "${credentials.codeArtifactToken}";
  private static final String IN_ANT = "rolecall.codeArtifactToken";

  /**
   * Replaces the expression, and adds the variable where nothing shows it.
   *
   * @param reported whether a report may hold what the goal gets
   * @throws AwaitedRoleException when the goal names the token, and would show or store it
   */
  void give(
      MojoExecution goal,
      Map<String, String> variables,
      Map<String, Optional<String>> inAnt,
      boolean reported) {
    Xpp3Dom configuration = goal.getConfiguration();
    boolean named = configuration != null && in(configuration);
    if (named && (exposure.isPresent() || reported)) {
      throw AwaitedRoleException.ofCodeArtifact(
          goal.getArtifactId() + ":" + goal.getGoal(),
          exposure.map(Exposure::sentence).orElse("Reports may hold what it gets."));
    }
    if (exposure.isPresent() || reported) {
      return;
    }
    String text = value.reveal();
    if (ForkingGoals.isAnt(goal)) {
      inAnt.put(IN_ANT, Optional.of(text));
      text = "${" + IN_ANT + "}";
    }
    if (named) {
      replace(configuration, text);
    }
    if (!ForkingGoals.runsTests(goal)) {
      variables.put(VARIABLE, text);
    }
  }

  private static boolean in(Xpp3Dom element) {
    boolean here = element.getValue() != null && element.getValue().contains(EXPRESSION);
    for (String name : element.getAttributeNames()) {
      here |= element.getAttribute(name).contains(EXPRESSION);
    }
    for (Xpp3Dom child : element.getChildren()) {
      here |= in(child);
    }
    return here;
  }

  private static void replace(Xpp3Dom element, String text) {
    if (element.getValue() != null) {
      element.setValue(element.getValue().replace(EXPRESSION, text));
    }
    for (String name : element.getAttributeNames()) {
      element.setAttribute(name, element.getAttribute(name).replace(EXPRESSION, text));
    }
    for (Xpp3Dom child : element.getChildren()) {
      replace(child, text);
    }
  }
}
