package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.session.Assumed;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Gives a goal the passwords for registries of ECR that its configuration names. ECR is called only
 * if it names one, and a goal that would push without a password fails instead.
 *
 * @param given the credentials with which ECR is called
 * @param prefix of properties in scripts of Ant
 */
record EcrLogins(
    MojoExecution goal,
    CredentialHandoff.Active given,
    String prefix,
    Function<String, String> evaluator) {

  /**
   * Replaces the expressions.
   *
   * @param inAnt the properties of scripts of Ant, for which expressions stay expressions
   */
  void give(Map<String, Optional<String>> inAnt) {
    Xpp3Dom configuration = goal.getConfiguration();
    if (!EcrExpressions.in(configuration)) {
      return;
    }
    Assumed session = given.assumed();
    try {
      var expressions = new EcrExpressions(configuration, evaluator);
      EcrRegistry standard = EcrRegistry.of(session.identity().account(), session.region());
      for (EcrExpressions.Place place : expressions.places(standard)) {
        refuseExposed(place.parameter());
        if (DockerPluginLogin.wantsKeys(goal, place.registry())) {
          DockerPluginLogin.give(place, session.credentials());
        } else {
          Secret password = given.ecr().password(place.registry(), session).password();
          place.replace(text(password, inAnt));
        }
      }
    } catch (CredentialsException e) {
      throw failed(e.problem().message(FrontEnd.MAVEN));
    } catch (IllegalArgumentException e) {
      throw failed(String.valueOf(e.getMessage()));
    }
  }

  private String text(Secret password, Map<String, Optional<String>> inAnt) {
    if (!ForkingGoals.isAnt(goal)) {
      return password.reveal();
    }
    String name = prefix + "ecrPassword." + inAnt.size();
    inAnt.put(name, Optional.of(password.reveal()));
    return "${" + name + "}";
  }

  /**
   * Maven prints and stores values of the types of Java. Of the types of a plugin, it knows the
   * name only.
   */
  private void refuseExposed(String parameter) {
    Optional<Exposure> exposure = given.ecr().exposure();
    if (exposure.isPresent() && type(parameter).startsWith("java.")) {
      throw failed(
          "the parameter <%s> would show the password: %s"
              .formatted(parameter, exposure.get().sentence()));
    }
  }

  private String type(String parameter) {
    MojoDescriptor descriptor = goal.getMojoDescriptor();
    return Stream.ofNullable(descriptor == null ? null : descriptor.getParameters())
        .flatMap(all -> all.stream())
        .filter(one -> parameter.equals(one.getName()) || parameter.equals(one.getAlias()))
        .map(one -> String.valueOf(one.getType()))
        .findFirst()
        .orElse("java.lang.String");
  }

  private AwaitedRoleException failed(String message) {
    return AwaitedRoleException.ofEcr(goal.getArtifactId() + ":" + goal.getGoal(), message);
  }
}
