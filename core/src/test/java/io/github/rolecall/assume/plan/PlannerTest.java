package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.TestHost;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.InputProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the plan's Region, guards, export targets, time limit and network. */
class PlannerTest {
  private static final URI STS = URI.create("https://sts.eu-central-1.amazonaws.com");

  // Region

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aRegionIsRequired(FrontEnd frontEnd) {
    var problem =
        Planned.in(frontEnd).without(Input.AWS_REGION).problem(InputProblem.Missing.class);
    assertEquals(Input.AWS_REGION, problem.input());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eu central 1",
        "eu-central-1.evil.com",
        "EU-CENTRAL-1",
        "a/b",
        "a#",
        "eu_central_1",
        "-",
        "-us-east-1",
        "us-east-1-"
      })
  void whatCannotBeARegionIsRefused(String region) {
    var problem = Planned.inAction().with(Input.AWS_REGION, region).invalid();
    assertEquals("aws-region", problem.name());
    assertEquals(region, problem.value());
  }

  @Test
  void regionsThatAreNotKnownYetAreTaken() {
    assertEquals(
        "xx-north-9", Planned.inAction().with(Input.AWS_REGION, "xx-north-9").plan().region());
  }

  // Guards

  @ParameterizedTest
  @EnumSource(
      value = Input.class,
      names = {"ALLOWED_ACCOUNT_IDS", "FORBIDDEN_ACCOUNT_IDS"})
  void accountsHaveTwelveDigits(Input input) {
    Plan plan = Planned.inAction().with(input, "111122223333, 444455556666").plan();
    assertEquals(
        List.of("111122223333", "444455556666"),
        input == Input.ALLOWED_ACCOUNT_IDS
            ? plan.guards().allowedAccounts()
            : plan.guards().forbiddenAccounts());
    for (String wrong : List.of("1111", "111122223333 444455556666", "1111-2222-3333", "x")) {
      assertEquals(input.key(), Planned.inAction().with(input, wrong).invalid().name());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Input.class,
      names = {"ALLOWED_ACCOUNT_IDS", "FORBIDDEN_ACCOUNT_IDS"})
  void aGuardOfNothingButCommasDoesNotSilentlyAllowEverything(Input input) {
    assertEquals(
        "entry 1 of " + input.key(),
        Planned.inAction().with(input, ",").problem(InputProblem.Blank.class).name());
  }

  @Test
  void theGuardOnSpecialCharactersIsOffUnlessAskedFor() {
    assertFalse(Planned.inAction().plan().guards().plainSecretKey());
    assertTrue(
        Planned.inAction()
            .with(Input.SPECIAL_CHARACTERS_WORKAROUND, "true")
            .plan()
            .guards()
            .plainSecretKey());
  }

  // Targets

  @Test
  void laterStepsGetTheEnvironmentUnlessThereIsAProfile() {
    assertTrue(Planned.inAction().plan().exportTargets().environment());
    assertFalse(
        Planned.inAction().with(Input.AWS_PROFILE, "p").plan().exportTargets().environment());
    assertTrue(
        Planned.inAction()
            .with(Input.AWS_PROFILE, "p")
            .with(Input.OUTPUT_ENV_CREDENTIALS, "true")
            .plan()
            .exportTargets()
            .environment());
    assertFalse(
        Planned.in(FrontEnd.MAVEN)
            .with(Input.EXPORT_TO_JOB, "false")
            .plan()
            .exportTargets()
            .environment());
  }

  @Test
  void everyTargetIsSwitchedByItsInput() {
    assertEquals(
        new ExportTargets(
            true,
            false,
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            ExportTargets.Prefixes.NONE),
        Planned.inAction().plan().exportTargets());
    assertEquals(
        new ExportTargets(
            false,
            true,
            Optional.of(new ExportTargets.Profile("p", true)),
            Optional.of(TestHost.WORK.resolve("x.env")),
            true,
            true,
            ExportTargets.Prefixes.NONE),
        Planned.inAction()
            .with(Input.OUTPUT_CREDENTIALS, "true")
            .with(Input.AWS_PROFILE, "p")
            .with(Input.OVERWRITE_AWS_PROFILE, "true")
            .with(Input.ENV_FILE, "x.env")
            .with(Input.UNSET_CURRENT_CREDENTIALS, "true")
            .with(Input.MASK_AWS_ACCOUNT_ID, "true")
            .plan()
            .exportTargets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a]b", "[a", "a/b", "a\\b", "a\tb", "a\nb"})
  void aNameThatWouldBreakTheFilesIsNoProfile(String name) {
    assertEquals("aws-profile", Planned.inAction().with(Input.AWS_PROFILE, name).invalid().name());
  }

  // Time

  @ParameterizedTest
  @CsvSource({"'', 120", "0, 0", "00, 0", "1, 1", "3600, 3600", "86400, 86400"})
  void theRunHasItsTime(String text, int seconds) {
    assertEquals(
        Duration.ofSeconds(seconds),
        Planned.inAction().with(Input.ACTION_TIMEOUT_S, text).plan().reach().time());
  }

  @ParameterizedTest
  @CsvSource({
    "ACTION_TIMEOUT_S, -1",
    "ACTION_TIMEOUT_S, 0.5",
    "ACTION_TIMEOUT_S, 1e2",
    "ACTION_TIMEOUT_S, 120s",
    "ACTION_TIMEOUT_S, 86401",
    "ACTION_TIMEOUT_S, 2147484",
    "ACTION_TIMEOUT_S, 99999999999999999999",
    "RETRY_MAX_ATTEMPTS, 0",
    "RETRY_MAX_ATTEMPTS, 101",
    "RETRY_MAX_ATTEMPTS, x"
  })
  void numbersHaveTheirBounds(Input input, String text) {
    assertEquals(input.key(), Planned.inAction().with(input, text).invalid().name());
  }

  @ParameterizedTest
  @CsvSource({"'', false, 2147483647", "3, false, 3", "3, true, 1"})
  void attemptsAreTheUsers(String attempts, String disabled, int expected) {
    assertEquals(
        expected,
        Planned.inAction()
            .with(Input.RETRY_MAX_ATTEMPTS, attempts)
            .with(Input.DISABLE_RETRY, disabled)
            .plan()
            .reach()
            .retry()
            .attempts());
  }

  @ParameterizedTest
  @EnumSource(
      value = Input.class,
      names = {
        "ROLE_CHAINING",
        "USE_EXISTING_CREDENTIALS",
        "UNSET_CURRENT_CREDENTIALS",
        "MASK_AWS_ACCOUNT_ID",
        "SPECIAL_CHARACTERS_WORKAROUND",
        "DISABLE_RETRY",
        "OUTPUT_CREDENTIALS",
        "OUTPUT_ENV_CREDENTIALS",
        "OVERWRITE_AWS_PROFILE",
        "EXPORT_TO_JOB",
        "FORCE_SKIP_OIDC",
        "ROLE_SKIP_SESSION_TAGGING"
      })
  void everySwitchIsChecked(Input input) {
    assertEquals(input.key(), Planned.gitHubJob().with(input, "perhaps").invalid().name());
  }

  // Endpoint

  @Test
  void theEndpointIsTheInputsThenThatOfStsThenThatOfAll() {
    Planned planned = Planned.inAction();
    assertEquals(Optional.empty(), planned.plan().network().stsEndpoint());
    planned.env("AWS_ENDPOINT_URL", "http://all:1");
    assertEquals(Optional.of(URI.create("http://all:1")), planned.plan().network().stsEndpoint());
    planned.env("AWS_ENDPOINT_URL_STS", "http://sts:1");
    assertEquals(Optional.of(URI.create("http://sts:1")), planned.plan().network().stsEndpoint());
    planned.with(Input.STS_ENDPOINT, "https://input");
    assertEquals(Optional.of(URI.create("https://input")), planned.plan().network().stsEndpoint());
  }

  @Test
  void configuredEndpointsCanBeIgnoredButNotTheInput() {
    Planned planned =
        Planned.inAction()
            .env("AWS_ENDPOINT_URL", "http://all:1")
            .env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assertEquals(Optional.empty(), planned.plan().network().stsEndpoint());
    assertEquals(
        Optional.of(URI.create("https://input")),
        planned.with(Input.STS_ENDPOINT, "https://input").plan().network().stsEndpoint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sts.example.com", "ftp://h", "https://", "https://a b", "https://u:p@h", "%"})
  void anEndpointIsAUrl(String text) {
    assertEquals(
        "--sts-endpoint",
        Planned.in(FrontEnd.COMMAND).with(Input.STS_ENDPOINT, text).invalid().name());
    assertEquals(
        "AWS_ENDPOINT_URL_STS",
        Planned.inAction().env("AWS_ENDPOINT_URL_STS", text).invalid().name());
  }

  @Test
  void aPasswordInAnEndpointIsNotShown() {
    var problem = Planned.inAction().with(Input.STS_ENDPOINT, "https://u:geheim@host").invalid();
    assertFalse(problem.what(FrontEnd.ACTION).contains("geheim"), problem.toString());
  }

  @Test
  void switchesOfTheSdksCount() {
    Network network =
        Planned.inAction()
            .env("AWS_USE_FIPS_ENDPOINT", "true")
            .env("AWS_USE_DUALSTACK_ENDPOINT", "TRUE")
            .env("AWS_CA_BUNDLE", "ca.pem")
            .plan()
            .network();
    assertTrue(network.fips() && network.dualStack());
    assertEquals(Optional.of(TestHost.WORK.resolve("ca.pem")), network.trusted());
    Network none = Planned.inAction().env("AWS_USE_FIPS_ENDPOINT", "false").plan().network();
    assertFalse(none.fips() || none.dualStack() || none.trusted().isPresent());
  }

  // Proxies

  private static String proxy(Planned planned, URI address) {
    return planned.plan().network().proxies().on(address).map(Object::toString).orElse("none");
  }

  @Test
  void theInputServesBothSchemes() {
    Planned planned =
        Planned.inAction()
            .with(Input.HTTP_PROXY, "http://input:1")
            .env("HTTPS_PROXY", "http://env:2");
    assertEquals("http://input:1", proxy(planned, STS));
    assertEquals("http://input:1", proxy(planned, URI.create("http://h/")));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, HTTP_PROXY, http://a:1, http://b:1",
    "https_proxy, http_proxy, http://a:1, http://b:1",
    "HTTPS_PROXY, X, http://a:1, http://a:1",
    "X, HTTP_PROXY, http://b:1, http://b:1"
  })
  void theVariablesStandInForEachOther(String first, String second, String https, String http) {
    Planned planned = Planned.inAction().env(first, "http://a:1").env(second, "http://b:1");
    assertEquals(https, proxy(planned, STS));
    assertEquals(http, proxy(planned, URI.create("http://h/")));
  }

  @Test
  void upperCaseGoesBeforeLowerCase() {
    assertEquals(
        "http://upper:1",
        proxy(
            Planned.inAction()
                .env("https_proxy", "http://lower:1")
                .env("HTTPS_PROXY", "http://upper:1"),
            STS));
  }

  @Test
  void exceptionsAreTheInputsOrThoseOfTheEnvironment() {
    Planned planned =
        Planned.inAction().env("HTTPS_PROXY", "http://a:1").env("no_proxy", ".amazonaws.com");
    assertEquals("none", proxy(planned, STS));
    assertEquals("http://a:1", proxy(planned.with(Input.NO_PROXY, "other.com"), STS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://proxy:1", "socks5://proxy:1", "http://", "a b"})
  void aProxyIsHttp(String text) {
    assertEquals("http-proxy", Planned.inAction().with(Input.HTTP_PROXY, text).invalid().name());
    var problem = Planned.inAction().env("https_proxy", text).invalid();
    assertEquals(text.contains(" ") ? "(not shown)" : text, problem.value());
    assertTrue(problem.name().equalsIgnoreCase("HTTPS_PROXY"), problem.name());
  }

  @Test
  void passwordsOfProxiesAreNotShown() {
    var problem = Planned.inAction().env("HTTPS_PROXY", "https://user:geheim@proxy:1").invalid();
    assertEquals("(not shown)", problem.value());
    assertFalse(problem.what(FrontEnd.ACTION).contains("geheim"));
  }

  @ParameterizedTest
  @CsvSource({"ACTION, true", "MAVEN, false", "COMMAND, false"})
  void passwordsAreTakenWhereOthersCannotReadThem(FrontEnd frontEnd, boolean taken) {
    Planned planned = Planned.in(frontEnd).with(Input.HTTP_PROXY, "http://user:geheim@proxy:1");
    if (taken) {
      assertEquals("http://proxy:1", proxy(planned, STS));
    } else {
      var problem = planned.invalid();
      assertEquals("(not shown)", problem.value());
      assertEquals(frontEnd.spell(Input.HTTP_PROXY), problem.name());
    }
    assertEquals(
        "http://proxy:1",
        proxy(Planned.in(frontEnd).env("HTTPS_PROXY", "http://user:geheim@proxy:1"), STS));
  }
}
