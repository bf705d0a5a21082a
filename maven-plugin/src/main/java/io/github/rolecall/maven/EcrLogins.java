package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.Assumed;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Replaces the ECR password expressions in the configuration of a goal. It calls ECR only if there
 * is such an expression. If it cannot get a password, the goal fails, because it would otherwise
 * push without one.
 *
 * @param given the credentials for ECR
 * @param prefix the prefix of Ant properties
 */
record EcrLogins(
    MojoExecution goal,
    CredentialHandoff.Active given,
    String prefix,
    Function<String, String> evaluator) {

  /**
   * Replaces the expressions.
   *
   * @param inAnt receives the Ant properties. In Ant tasks, Rolecall replaces expressions with Ant
   *     expressions
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
        refuseReported(place.parameter());
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

  private void refuseReported(String parameter) {
    if (!given.delivery().hasTexts()) {
      throw failed(
          "reports may hold the password that the parameter <%s> would get.".formatted(parameter));
    }
  }

  /**
   * Fails if Maven would log the password. With {@code -X}, Maven logs every field that it sets,
   * including fields of a plugin's own types.
   */
  private void refuseExposed(String parameter) {
    given
        .ecr()
        .exposure()
        .ifPresent(
            exposure -> {
              throw failed(
                  "the parameter <%s> would show the password. %s"
                      .formatted(parameter, exposure.sentence()));
            });
  }

  private AwaitedRoleException failed(String message) {
    return AwaitedRoleException.ofEcr(goal.getArtifactId() + ":" + goal.getGoal(), message);
  }
}
