package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.EcrProblem;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.session.Assumed;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@code ${credentials.ecrPassword}} in the configuration of goals. */
class EcrLoginsTest {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String PASSWORD = "<password>${credentials.ecrPassword}</password>";
  private static final String JIB = "com.google.cloud.tools:jib-maven-plugin:build";
  private static final String FABRIC8 = "io.fabric8:docker-maven-plugin:push";

  private final List<String> asked = new ArrayList<>();
  private final Map<String, Optional<String>> inAnt = new LinkedHashMap<>();

  /** Returns a password that contains its Region. */
  private RegistryPassword password(EcrRegistry registry, Assumed session) {
    asked.add(registry.host());
    String text = registry.isPublic() ? "public" : "password-of-" + registry.region();
    return new RegistryPassword(new Secret(text), Instant.MAX);
  }

  private String given(MojoExecution goal, EcrAccess access) {
    Assumed session = HandedOn.assumed("one");
    var active = new CredentialHandoff.Active(session, HandedOn.keys(session), access);
    new EcrLogins(
            goal, active, "rolecall.1.", text -> text.equals("${image}") ? OWN + "/app" : text)
        .give(inAnt);
    return goal.getConfiguration().toString();
  }

  private String given(String goal, String configuration) {
    return given(goal(goal, configuration), this::password);
  }

  private static MojoExecution goal(String goal, String configuration) {
    return TestGoals.goal(
        goal, "x", "<configuration>" + configuration + "</configuration>", Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<to><image>"
            + OWN
            + "/app</image><auth><username>AWS</username>"
            + PASSWORD
            + "</auth></to>",
        "<to><image>${image}</image><auth>" + PASSWORD + "</auth></to>",
        "<from><image>public.ecr.aws/x/y</image></from>"
            + "<to><image>"
            + OWN
            + "/app</image><auth>"
            + PASSWORD
            + "</auth></to>",
        "<image><name>"
            + OWN
            + "/app:1</name></image>"
            + "<docker><publishRegistry>"
            + PASSWORD
            + "</publishRegistry></docker>",
        "<base>public.ecr.aws/x/y</base><target>" + OWN + "/app</target>" + PASSWORD
      })
  void thePasswordIsThatOfTheNearestImage(String configuration) {
    String given = given(JIB, configuration);
    assertTrue(given.contains("<password>password-of-eu-central-1</password>"), given);
    assertEquals(List.of(OWN), asked);
  }

  /** A script of Ant that prints its properties would print the password. */
  @Test
  void aGoalWhoseReportsMayHoldItGetsNone() {
    Assumed session = HandedOn.assumed("one");
    var reported = new Delivery.Reported(HandedOn.keys(session));
    var active = new CredentialHandoff.Active(session, reported, this::password);
    var logins = new EcrLogins(goal(JIB, PASSWORD), active, "rolecall.1.", text -> text);
    var failed = assertThrows(AwaitedRoleException.class, () -> logins.give(inAnt));
    assertTrue(String.valueOf(failed.getMessage()).contains("reports may hold the password"));
    assertEquals(List.of(), asked);
  }

  @Test
  void twoImagesHaveTwoPasswords() {
    String west = "111122223333.dkr.ecr.us-west-2.amazonaws.com/app";
    String given =
        given(
            JIB,
            "<from><image>"
                + west
                + "</image>"
                + PASSWORD
                + "</from>"
                + "<to><image>"
                + OWN
                + "/app</image>"
                + PASSWORD
                + "</to>");
    assertTrue(given.indexOf("password-of-us-west-2") < given.indexOf("password-of-eu-central-1"));
    assertTrue(given.contains("password-of-us-west-2"), given);
  }

  @Test
  void withoutAnImageItIsThatOfTheAccountInTheRegion() {
    String given = given(JIB, "<to><auth>" + PASSWORD + "</auth></to>");
    assertTrue(given.contains("password-of-us-east-1"), given);
    assertEquals(List.of("111122223333.dkr.ecr.us-east-1.amazonaws.com"), asked);
  }

  @Test
  void thePublicRegistryHasAnExpressionOfItsOwn() {
    String given = given(JIB, "<to><image>x</image><a>${credentials.ecrPublicPassword}</a></to>");
    assertTrue(given.contains("<a>public</a>"), given);
  }

  @Test
  void nobodyIsAskedWithoutAnExpression() {
    given(JIB, "<to><image>" + OWN + "/app</image></to>");
    assertEquals(List.of(), asked);
  }

  @Test
  void imagesOfTwoRegionsAreNotGuessedAt() {
    String configuration =
        "<a>" + OWN + "/app</a><b>111122223333.dkr.ecr.us-west-2.amazonaws.com/b</b>" + PASSWORD;
    var failed = assertThrows(AwaitedRoleException.class, () -> given("g:a:push", configuration));
    assertTrue(String.valueOf(failed.getMessage()).contains("images of several Regions"));
  }

  /**
   * The plugin uses user name and password for ECR as keys. With the user name "AWS", it would sign
   * with the access key id "AWS".
   */
  @Test
  void fabric8sPluginGetsKeysWhereItCallsEcrItself() {
    String login = "<authConfig><push><username>AWS</username>" + PASSWORD + "</push></authConfig>";
    String given =
        given(FABRIC8, "<images><image><name>" + OWN + "/a</name></image></images>" + login);
    assertTrue(given.contains("<username>ASIA-one</username>"), given);
    assertTrue(given.contains("<password>key-one</password>"), given);
    assertTrue(given.contains("<auth>token-one</auth>"), given);
    assertEquals(List.of(), asked);
  }

  @Test
  void fabric8sPluginGetsThePasswordOfOtherRegistriesOfEcr() {
    String image = "111122223333.dkr.ecr-fips.us-east-1.amazonaws.com/a";
    String given =
        given(FABRIC8, "<i>" + image + "</i><push><username>AWS</username>" + PASSWORD + "</push>");
    assertTrue(given.contains("<username>AWS</username>"), given);
    assertTrue(given.contains("password-of-us-east-1"), given);
  }

  @Test
  void aScriptOfAntGetsAnExpressionAgain() {
    String given =
        given(
            "org.apache.maven.plugins:maven-antrun-plugin:run",
            "<target><exec><arg>${credentials.ecrPassword}</arg></exec></target>");
    assertTrue(given.contains("<arg>${rolecall.1.ecrPassword.0}</arg>"), given);
    assertEquals(Optional.of("password-of-us-east-1"), inAnt.get("rolecall.1.ecrPassword.0"));
  }

  private static EcrAccess exposed(EcrAccess access) {
    return new EcrAccess() {
      @Override
      public RegistryPassword password(EcrRegistry registry, Assumed session) {
        return access.password(registry, session);
      }

      @Override
      public Optional<Exposure> exposure() {
        return Optional.of(Exposure.DEBUG_LOG);
      }
    };
  }

  @Test
  void whatMavenWouldPrintGetsNoPassword() {
    String configuration = "<configuration><auth>" + PASSWORD + "</auth></configuration>";
    var printed = TestGoals.goal(JIB, "x", configuration, Map.of("auth", "com.example.Auth"));
    var failed =
        assertThrows(AwaitedRoleException.class, () -> given(printed, exposed(this::password)));
    assertTrue(String.valueOf(failed.getMessage()).contains("<auth>"), failed.getMessage());
    assertEquals(List.of(), asked);
  }

  @Test
  void aRefusalFailsTheGoalBeforeItStarts() {
    var call =
        new EcrProblem.Call(
            "ecr:GetAuthorizationToken", URI.create("https://api.ecr/"), "arn:aws:sts::1:x");
    EcrAccess refusing =
        (registry, session) -> {
          throw new CredentialsException(
              new EcrProblem.Denied(call, "AccessDeniedException", "no"));
        };
    MojoExecution goal = goal(JIB, PASSWORD);
    var failed = assertThrows(AwaitedRoleException.class, () -> given(goal, refusing));
    String message = String.valueOf(failed.getMessage());
    assertTrue(
        message.startsWith(
            "Could not log jib-maven-plugin:build in to Amazon ECR: AWS denied ecr:Get"),
        message);
    assertTrue(message.contains("(ecr-denied)"), message);
    assertFalse(message.contains("key-one"), message);
  }
}
