package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.Settings;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.SkippedChecks;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the environment sets no input with {@code translate-env-variables: false}. */
class TranslateEnvVariablesTest {

  /** Every variable of every front end, with the input that it sets. */
  static Stream<Arguments> variables() {
    return Stream.of(FrontEnd.values())
        .flatMap(
            frontEnd ->
                Stream.of(Input.values())
                    .filter(input -> input.frontEnds().contains(frontEnd))
                    .flatMap(
                        input ->
                            input.environment(frontEnd).stream()
                                .map(name -> Arguments.of(frontEnd, input, name))));
  }

  private static Inputs inputs(FrontEnd frontEnd, String spelled, String variable) {
    return Inputs.of(
        frontEnd, Map.of(Input.TRANSLATE_ENV_VARIABLES, spelled), Map.of(variable, "x"));
  }

  @ParameterizedTest
  @MethodSource("variables")
  void noVariableSetsItsInput(FrontEnd frontEnd, Input input, String variable) {
    for (String spelled : List.of("false", "False", "FALSE", " false\n")) {
      Inputs closed = inputs(frontEnd, spelled, variable);
      assertFalse(closed.has(input), spelled);
      assertEquals(Optional.empty(), closed.text(input));
      assertEquals(List.of(), closed.list(input));
    }
    for (String spelled : List.of("true", "True", "TRUE")) {
      assertEquals(Optional.of("x"), inputs(frontEnd, spelled, variable).text(input), spelled);
    }
    // Only a workflow cannot distinguish an empty value from a missing one.
    for (String blank : List.of("", " ")) {
      if (frontEnd == FrontEnd.ACTION) {
        assertEquals(Optional.of("x"), inputs(frontEnd, blank, variable).text(input), blank);
      } else {
        assertThrows(CredentialsException.class, () -> inputs(frontEnd, blank, variable));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "0", "fALSE", "off", "false # a boundary"})
  void aWrongSpellingOpensNothingAndIsRefused(String spelled) {
    assertFalse(inputs(FrontEnd.ACTION, spelled, "AUDIENCE").has(Input.AUDIENCE));
    assertEquals(
        "translate-env-variables",
        Planned.gitHubJob().with(Input.TRANSLATE_ENV_VARIABLES, spelled).invalid().name());
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void theBoundaryIsNotSetFromTheEnvironment(FrontEnd frontEnd) {
    assertEquals(List.of(), Input.TRANSLATE_ENV_VARIABLES.environment(frontEnd));
    for (String value : List.of("true", "false")) {
      var environment =
          Map.of(
              "TRANSLATE_ENV_VARIABLES",
              value,
              "translate-env-variables",
              value,
              "ROLE_SESSION_NAME",
              "x");
      assertTrue(Inputs.of(frontEnd, Map.of(), environment).has(Input.ROLE_SESSION_NAME));
      assertFalse(
          Inputs.of(frontEnd, Map.of(Input.TRANSLATE_ENV_VARIABLES, "false"), environment)
              .has(Input.ROLE_SESSION_NAME));
    }
  }

  private static Settings file(Input input, String text) {
    return new Settings(
        Map.of(input, new Given(text, "the file")),
        Map.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        SkippedChecks.NOTHING,
        List.of());
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aFileOfSettingsCanSayItToo(FrontEnd frontEnd) {
    Inputs open = Inputs.of(frontEnd, Map.of(), Map.of("ROLE_SESSION_NAME", "x"));
    Inputs closed = open.withFile(file(Input.TRANSLATE_ENV_VARIABLES, "false"));
    assertTrue(open.has(Input.ROLE_SESSION_NAME));
    assertFalse(closed.has(Input.ROLE_SESSION_NAME));
    assertTrue(closed.withFile(file(Input.ROLE_SESSION_NAME, "y")).has(Input.ROLE_SESSION_NAME));
  }

  @Test
  void aFileDoesNotOpenWhatIsClosedOutside() {
    Inputs closed =
        inputs(FrontEnd.COMMAND, "false", "ROLE_SESSION_NAME")
            .withFile(file(Input.TRANSLATE_ENV_VARIABLES, "true"));
    assertFalse(closed.has(Input.ROLE_SESSION_NAME));
  }

  @Test
  void theRolesOfAChainGetNothingFromTheEnvironmentEither() {
    var roles = Planned.ROLE + "\n" + Planned.SECOND;
    Inputs closed =
        Inputs.of(
            FrontEnd.ACTION,
            Map.of(Input.ROLE_TO_ASSUME, roles, Input.TRANSLATE_ENV_VARIABLES, "false"),
            Map.of("ROLE_SESSION_NAME", "x", "ROLE_EXTERNAL_ID", "y"));
    assertEquals(2, closed.chain().size());
    closed
        .chain()
        .forEach(
            role -> {
              assertFalse(role.has(Input.ROLE_SESSION_NAME));
              assertFalse(role.has(Input.ROLE_EXTERNAL_ID));
            });
  }

  /** Variables that an earlier step may have set for all later steps. */
  private static final Map<String, String> HOSTILE =
      Map.ofEntries(
          Map.entry("AWS_REGION", "ap-south-1"),
          Map.entry("AUDIENCE", "attacker.example"),
          Map.entry("ROLE_TO_ASSUME", "arn:aws:iam::999999999999:role/Other"),
          Map.entry("ROLE_SESSION_NAME", "someoneelse"),
          Map.entry("ROLE_DURATION_SECONDS", "43200"),
          Map.entry("ROLE_CHAINING", "true"),
          Map.entry("ROLE_EXTERNAL_ID", "other"),
          Map.entry("ROLE_SKIP_SESSION_TAGGING", "true"),
          Map.entry("TRANSITIVE_TAG_KEYS", "Repository"),
          Map.entry("INLINE_SESSION_POLICY", "{}"),
          Map.entry("MANAGED_SESSION_POLICIES", "arn:aws:iam::aws:policy/AdministratorAccess"),
          Map.entry("WEB_IDENTITY_TOKEN_FILE", "/tmp/other"),
          Map.entry("USE_EXISTING_CREDENTIALS", "true"),
          Map.entry("UNSET_CURRENT_CREDENTIALS", "true"),
          Map.entry("MASK_AWS_ACCOUNT_ID", "true"),
          Map.entry("OUTPUT_CREDENTIALS", "true"),
          Map.entry("OVERWRITE_AWS_PROFILE", "true"),
          Map.entry("SPECIAL_CHARACTERS_WORKAROUND", "true"),
          Map.entry("DISABLE_RETRY", "true"),
          Map.entry("RETRY_MAX_ATTEMPTS", "1"),
          Map.entry("HTTP_PROXY", "http://attacker.example:1"),
          Map.entry("HTTPS_PROXY", "http://attacker.example:1"),
          Map.entry("NO_PROXY", "example.com"));

  @Test
  void theWholePlanIsWhatItIsWithoutTheVariables() {
    HOSTILE.forEach(
        (name, value) -> {
          Plan alone = closed().plan();
          assertEquals(alone, withoutReasons(closed().env(name, value).plan()), name);
        });
    assertEquals(closed().plan(), withoutReasons(closed().env(HOSTILE).plan()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUDIENCE",
        "ROLE_SESSION_NAME",
        "ROLE_DURATION_SECONDS",
        "MANAGED_SESSION_POLICIES",
        "WEB_IDENTITY_TOKEN_FILE",
        "OUTPUT_CREDENTIALS",
        "USE_EXISTING_CREDENTIALS",
        "DISABLE_RETRY",
        "HTTPS_PROXY",
        "NO_PROXY"
      })
  void thePlanWouldBeAnotherOneIfTheyCounted(String name) {
    String value = Objects.requireNonNull(HOSTILE.get(name));
    assertNotEquals(Planned.gitHubJob().plan(), Planned.gitHubJob().env(name, value).plan(), name);
  }

  private static Planned closed() {
    return Planned.gitHubJob().with(Input.TRANSLATE_ENV_VARIABLES, "false");
  }

  private static Plan withoutReasons(Plan plan) {
    return new Plan(
        plan.region(),
        plan.identity(),
        plan.guards(),
        plan.exportTargets(),
        plan.reach(),
        plan.variables(),
        plan.skippedChecks(),
        new Plan.Notes(
            plan.notes().warnings(),
            plan.notes().reasons().stream()
                .filter(reason -> !reason.name().equals("ignored variables"))
                .toList()));
  }

  @Test
  void thePlanSaysWhatWasIgnored() {
    assertTrue(
        closed()
            .env("AUDIENCE", "a")
            .env("AWS_REGION", "r")
            .plan()
            .notes()
            .reasons()
            .contains(
                new Fact(
                    "ignored variables",
                    "AWS_REGION, AUDIENCE (translate-env-variables is false)")));
  }

  @Test
  void credentialsOfTheEnvironmentAreNoInput() {
    assertTrue(
        Planned.inAction()
                .keysInEnvironment()
                .with(Input.TRANSLATE_ENV_VARIABLES, "false")
                .plan()
                .source()
            instanceof Source.EnvironmentKeys);
    assertTrue(
        Planned.inAction()
                .env("AWS_PROFILE", "dev")
                .with(Input.TRANSLATE_ENV_VARIABLES, "false")
                .plan()
                .source()
            instanceof Source.Profile);
  }

  @Test
  void theEndpointOfAwsToolsIsNoInput() {
    assertEquals(
        Optional.of(URI.create("http://127.0.0.1:2")),
        closed().env("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:2").plan().network().stsEndpoint());
  }

  @ParameterizedTest
  @CsvSource({
    "ACTION, https_proxy, true",
    "ACTION, HTTPS_PROXY, false",
    "ACTION, HTTP_PROXY, false",
    "COMMAND, HTTPS_PROXY, true",
    "MAVEN, http_proxy, true"
  })
  void theProxyOfTheMachineStays(FrontEnd frontEnd, String variable, boolean used) {
    Network network =
        Planned.in(frontEnd)
            .keysInEnvironment()
            .env(variable, "http://proxy:1")
            .with(Input.TRANSLATE_ENV_VARIABLES, "false")
            .plan()
            .network();
    assertEquals(used, network.proxies().on(URI.create("https://sts.example")).isPresent());
  }

  @Test
  void theAdviceDoesNotNameAVariableThatWouldNotCount() {
    var problem =
        Thrown.problem(
            InputProblem.Missing.class,
            () -> inputs(FrontEnd.ACTION, "false", "AWS_REGION").required(Input.AWS_REGION));
    assertEquals(List.of("Set aws-region."), problem.remedies(FrontEnd.ACTION));
  }

  @Test
  void whoHasNoCredentialsIsToldWhatWasIgnored() {
    var source =
        (Source.Ambient)
            Planned.inAction()
                .gitHubWithoutToken()
                .env("ROLE_TO_ASSUME", Planned.ROLE)
                .with(Input.TRANSLATE_ENV_VARIABLES, "false")
                .plan()
                .source();
    assertTrue(
        source
            .otherwise()
            .facts()
            .contains(
                new Fact("ignored variables", "ROLE_TO_ASSUME (translate-env-variables is false)")),
        source.otherwise().toString());
  }
}
