package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests runs on a machine with a wrong clock. docs/reliability.md shows the results; {@code
 * -Dgolden.update} writes them.
 */
@Tag("long")
class ClocksTest {
  private static final String TO = "--role-to-assume=" + ClockBed.ROLE;
  private static final String CHAIN = TO + "\nChained";
  private static final String KEYS = "--source-profile=keys";
  private static final String SSO = "--source-profile=sso";
  private static final String SKEWED = "clock-skewed";

  private static final WrongClock FAST = WrongClock.ahead("10 minutes fast", "PT10M");
  private static final WrongClock SLOW = WrongClock.ahead("10 minutes slow", "PT-10M");

  private static final List<WrongClock> CLOCKS =
      List.of(
          WrongClock.RIGHT,
          FAST,
          SLOW,
          WrongClock.ahead("15 minutes fast", "PT15M"),
          WrongClock.ahead("15 minutes slow", "PT-15M"),
          WrongClock.ahead("1 day fast", "PT24H"),
          WrongClock.ahead("1 day slow", "PT-24H"),
          WrongClock.at("in 1970", Instant.EPOCH),
          WrongClock.at("in 2038, AWS is not", Instant.parse("2038-01-19T03:14:08Z")),
          WrongClock.in2038("in the last minute of 32 bits, as AWS", "PT-30S", "PT0S"),
          WrongClock.in2038("after it, as AWS", "PT1S", "PT0S"),
          WrongClock.in2038("after it, AWS is not yet", "PT-7M", "PT15M"));

  /** Runs a command on a machine and returns its exit code. */
  @FunctionalInterface
  private interface Way {
    int of(ClockBed bed) throws IOException;
  }

  private record Situation(String name, Way way) {
    /** Returns the result with this clock. Runs the command only once. */
    Outcome at(WrongClock clock) {
      return OUTCOMES.computeIfAbsent(clock + " " + name, unused -> run(clock));
    }

    private Outcome run(WrongClock clock) {
      try (var bed = new ClockBed(clock, folder)) {
        int exit = way.of(bed);
        return new Outcome(exit, bed.said(), bed.refusedSignatures());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Outcome(int exit, String said, long refusedSignatures) {
    private static final Pattern CODE = Pattern.compile("\n\\(([a-z-]+)\\)\n");

    String code() {
      Matcher last = CODE.matcher(said);
      assertTrue(last.find(), said);
      return last.group(1);
    }

    boolean names(String whose) {
      return said.contains("Set the clock of " + whose);
    }

    String cell() {
      if (exit == 0) {
        return refusedSignatures == 0 ? "yes" : "yes, signed twice";
      }
      String named =
          names("this machine") ? ", clock" : names("the token's issuer") ? ", issuer's clock" : "";
      return "`" + code() + "`" + named;
    }
  }

  /** The results, which the tests and the page share. */
  private static final Map<String, Outcome> OUTCOMES = new ConcurrentHashMap<>();

  @TempDir static Path folder;

  private static Situation when(String name, Way way) {
    return new Situation(name, way);
  }

  private static ClockBed gitHub(ClockBed bed) {
    return bed.in(bed.aws.gitHubJob().environment());
  }

  private static ClockBed gitLab(ClockBed bed) {
    return bed.in(bed.aws.gitLabJob().environment());
  }

  private static final List<Situation> GOOD =
      List.of(
          when("token of GitHub", bed -> gitHub(bed).run("assume", TO)),
          when("token of GitHub, two roles", bed -> gitHub(bed).run("assume", CHAIN)),
          when("token of GitLab, two roles", bed -> gitLab(bed).run("assume", CHAIN)),
          when("keys of a profile", bed -> bed.run("whoami", KEYS)),
          when(
              "keys of a profile, a role",
              bed -> bed.run("assume", KEYS, "--role-to-assume=Chained")),
          when("sign-in", bed -> bed.signIn(bed.clock().ofMachine()) + bed.run("whoami", SSO)),
          when(
              "sign-in of before", bed -> bed.signIn(bed.clock().ofAws()) + bed.run("whoami", SSO)),
          when("`--format json`", bed -> gitHub(bed).run("assume", TO, "--format=json")),
          when("`explain`", bed -> gitHub(bed).run("explain", TO, "--trust-policy=trust.json")),
          when("`explain`, trust policy of IAM", bed -> ofIam(bed, "--disable-retry=false")));

  private static final List<Situation> BAD =
      List.of(
          when("a token that expired 5 minutes ago", bed -> token(bed, -10, -5)),
          when("a token of an issuer that is 8 minutes fast", bed -> token(bed, 8, 13)),
          when("keys that expired 5 minutes ago", ClocksTest::expiredKeys),
          when("a sign-in that expired 5 minutes ago", ClocksTest::expiredSignIn),
          when("signatures whose time is never right", ClocksTest::neverRight),
          when("`export` of keys that end in 5 minutes", bed -> export(bed, 5)),
          when("`export` of keys that ended 5 minutes ago", bed -> export(bed, -5)));

  /** Uses a token of the environment, so IAM is the first server whose time the run sees. */
  private static int ofIam(ClockBed bed, String option) {
    return bed.in(Map.of("MINE", minted(bed, 0, 5)))
        .run("explain", TO, "--token-env=MINE", "--policy-profile=keys", option);
  }

  private static int token(ClockBed bed, int from, int end) {
    return bed.in(Map.of("MINE", minted(bed, from, end))).run("assume", TO, "--token-env=MINE");
  }

  private static String minted(ClockBed bed, int from, int end) {
    return bed.aws
        .issuer("github")
        .mint(
            Map.of(
                "sub",
                "repo:octo-org/octo-repo:ref:refs/heads/main",
                "aud",
                "sts.amazonaws.com",
                "iat",
                bed.inMinutes(from).getEpochSecond(),
                "nbf",
                bed.inMinutes(from).getEpochSecond(),
                "exp",
                bed.inMinutes(end).getEpochSecond()));
  }

  private static ClockBed keysUntil(ClockBed bed, int minutes) {
    return bed.in(
        Map.of(
            "AWS_ACCESS_KEY_ID",
            "ASIAQZ4XHN7TJ3EXAMPL",
            "AWS_SECRET_ACCESS_KEY",
            "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
            "AWS_SESSION_TOKEN",
            "session",
            "AWS_CREDENTIAL_EXPIRATION",
            bed.inMinutes(minutes).toString()));
  }

  private static int expiredKeys(ClockBed bed) {
    Fault expired = Fault.error(403, "ExpiredToken", "The security token is expired");
    bed.aws.fault("GetCallerIdentity", expired);
    return keysUntil(bed, -5).run("whoami");
  }

  private static int expiredSignIn(ClockBed bed) throws IOException {
    return bed.signedIn(bed.inMinutes(-5)).run("whoami", SSO);
  }

  private static int neverRight(ClockBed bed) {
    Fault skewed = Fault.error(403, "RequestTimeTooSkewed", "The difference is too large.");
    bed.aws.fault("GetCallerIdentity", skewed, skewed, skewed);
    int exit = bed.run("whoami", KEYS);
    // A request is signed again only if the clock is wrong, and never a third time.
    int calls = bed.clock().ahead().isZero() ? 1 : 2;
    assertEquals(calls, bed.aws.calls("GetCallerIdentity").size(), bed.said());
    return exit;
  }

  private static int export(ClockBed bed, int minutes) {
    return keysUntil(bed, minutes).run("export", "--format=env");
  }

  static Stream<WrongClock> clocks() {
    return CLOCKS.stream();
  }

  @ParameterizedTest
  @MethodSource("clocks")
  void noClockKeepsARunFromItsCredentials(WrongClock clock) {
    for (Situation way : GOOD) {
      Outcome outcome = way.at(clock);
      assertEquals(0, outcome.exit(), () -> way.name() + ": " + outcome.said());
      assertTrue(outcome.refusedSignatures() <= 1, () -> way.name() + ": " + outcome.said());
    }
  }

  /**
   * Requesting and exchanging a token needs no signature, so the time is known before the first
   * one.
   */
  @ParameterizedTest
  @MethodSource("clocks")
  void afterATokenTheFirstSignatureIsRight(WrongClock clock) {
    assertEquals(0, GOOD.get(1).at(clock).refusedSignatures());
    assertEquals(0, GOOD.get(2).at(clock).refusedSignatures());
  }

  /** A corrected signature is not a retry, so it also works with retries disabled. */
  @ParameterizedTest
  @CsvSource({"--disable-retry=true", "--retry-max-attempts=1"})
  void aSignatureIsCorrectedWhereNothingIsRetried(String option) throws IOException {
    for (WrongClock clock : List.of(FAST, SLOW)) {
      try (var bed = new ClockBed(clock, folder)) {
        assertEquals(0, bed.run("whoami", KEYS, option), bed.said());
        assertEquals(1, bed.refusedSignatures(), bed.said());
      }
      try (var bed = new ClockBed(clock, folder)) {
        int exit = bed.run("assume", KEYS, "--role-to-assume=Chained", option);
        assertEquals(0, exit, bed.said());
        assertEquals(1, bed.refusedSignatures(), bed.said());
      }
      try (var bed = new ClockBed(clock, folder)) {
        assertEquals(0, ofIam(bed, option), bed.said());
        assertEquals(1, bed.refusedSignatures(), bed.said());
      }
    }
  }

  /** The correction neither uses an attempt nor adds one. */
  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3"})
  void aCorrectionIsNotOneOfTheAttempts(int attempts, int calls) throws IOException {
    try (var bed = new ClockBed(FAST, folder)) {
      Fault busy = Fault.error(500, "InternalFailure", "broken");
      Fault skewed = Fault.error(403, "RequestTimeTooSkewed", "The difference is too large.");
      bed.aws.fault("GetCallerIdentity", skewed, busy, busy, busy);
      assertEquals(1, bed.run("whoami", KEYS, "--retry-max-attempts=" + attempts), bed.said());
      assertEquals(calls, bed.aws.calls("GetCallerIdentity").size(), bed.said());
    }
  }

  @Test
  void theMessageHasBothClocks() {
    String said = BAD.get(0).at(SLOW).said();
    Pattern clocks =
        Pattern.compile(
            "clock +This machine's clock is 10 minutes slow \\(STS says \\S+Z, this machine \\S+Z\\)");
    assertTrue(clocks.matcher(said).find(), said);
    assertTrue(said.contains("1. Set the clock of this machine: it is 10 minutes slow."), said);
  }

  /** If the clock does not explain the failure, no message tells the user to check it. */
  @Test
  void aClockThatIsRightIsNotToBeSet() {
    for (Situation bad : BAD.subList(0, 5)) {
      Outcome outcome = bad.at(WrongClock.RIGHT);
      assertEquals(1, outcome.exit(), outcome.said());
      assertTrue(!outcome.names("this machine"), outcome.said());
    }
    assertEquals(SKEWED, BAD.get(4).at(FAST).code());
    assertTrue(BAD.get(4).at(FAST).names("this machine"), BAD.get(4).at(FAST).said());
  }

  @Test
  void thePageShowsIt() throws IOException {
    String begin = "<!-- clocks: written by ClocksTest -->\n";
    String end = "<!-- end of clocks -->";
    var page = new Golden(Path.of("..", "docs", "reliability.md"));
    String text = page.text();
    page.assertHolds(
        text.substring(0, text.indexOf(begin) + begin.length())
            + table("Gets its credentials", GOOD, CLOCKS)
            + "\n"
            + table("Fails", BAD, List.of(WrongClock.RIGHT, FAST, SLOW))
            + text.substring(text.indexOf(end)));
  }

  private static String table(String title, List<Situation> rows, List<WrongClock> columns) {
    String head =
        "| "
            + title
            + columns.stream().map(clock -> " | " + clock).collect(Collectors.joining())
            + " |\n"
            + "|---".repeat(columns.size() + 1)
            + "|\n";
    var table = new EqualRows();
    rows.forEach(
        row -> table.add(row.name(), columns.stream().map(clock -> row.at(clock).cell()).toList()));
    return head + table.markdown();
  }
}
