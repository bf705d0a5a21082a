package io.github.rolecall.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests rules that apply to the message of every problem. */
class ProblemsTest {

  /** Returns every kind of problem. It searches the sealed types, so that none is missing. */
  static Stream<Class<?>> kinds() {
    return below(Problem.class);
  }

  private static Stream<Class<?>> below(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(ProblemsTest::below)
        : Stream.of(family);
  }

  static Stream<Problem> problems() {
    return kinds().map(kind -> (Problem) Samples.of(kind, kind.getSimpleName()));
  }

  @Test
  void codesAreTheOnesThatPeopleHaveSearchedFor(@TempDir Path folder) throws IOException {
    var codes = new TreeMap<String, String>();
    for (Problem problem : problems().toList()) {
      // These problems have the code of the CI system or of another problem.
      if (problem instanceof IdentityProblem.NoIdToken
          || problem instanceof RunProblem.OfRole
          || problem instanceof RenewalProblem.Failed) {
        continue;
      }
      String before = codes.put(problem.code(), problem.getClass().getSimpleName());
      assertEquals(null, before, problem.code() + " names two kinds");
    }
    for (IdentityProblem.NoIdToken missing : missingTokens(folder)) {
      assertEquals(null, codes.put(missing.code(), "NoIdToken"), missing.code());
    }
    String actual =
        codes.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    assertEquals(golden("problem-codes.txt"), actual);
  }

  /** Returns samples of the only kind whose code depends on the CI system. */
  static List<IdentityProblem.NoIdToken> missingTokens(Path folder) throws IOException {
    Path event = folder.resolve("event.json");
    Files.writeString(
        event,
        """
        {"pull_request": {"head": {"repo": {"full_name": "evil/fork"}},
                          "base": {"repo": {"full_name": "octo-org/octo-repo"}}}}
        """);
    return Stream.of(
            Map.of("GITHUB_ACTIONS", "true"),
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_ACTOR", "dependabot[bot]"),
            Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_EVENT_NAME",
                "pull_request",
                "GITHUB_EVENT_PATH",
                event.toString()),
            Map.of("GITHUB_ACTIONS", "true", "ACT", "true"),
            Map.of("GITHUB_ACTIONS", "true", "FORGEJO_ACTIONS", "true"),
            Map.of("GITLAB_CI", "true"),
            Map.of("TF_BUILD", "True"),
            Map.of("BITBUCKET_BUILD_NUMBER", "1"),
            Map.of("CIRCLECI", "true"),
            Map.of("BUILDKITE", "true"),
            Map.of("SEMAPHORE", "true"),
            Map.of("CF_BUILD_ID", "1"),
            Map.of("TFC_RUN_ID", "run"),
            Map.of("TF_VAR_spacelift_run_id", "run"),
            Map.of("PULUMI_OIDC_TOKEN", ""),
            Map.of("VERCEL", "1"),
            Map.of("JENKINS_URL", "https://example.com/"))
        .map(environment -> CiPlatform.detect(TestHost.of(environment)))
        .map(platform -> platform.missingToken().orElseThrow())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aCodeIsInKebabCase(Problem problem) {
    assertTrue(problem.code().matches("[a-z]+(-[a-z]+)*"), problem.code());
  }

  @ParameterizedTest
  @MethodSource("problems")
  void everyMessageSaysWhatHappenedAndWhatToDo(Problem problem) {
    for (FrontEnd words : FrontEnd.values()) {
      String what = problem.what(words);
      assertFalse(what.isBlank() || what.endsWith(".") || what.contains("\n"), what);
      List<String> remedies = problem.remedies(words);
      assertFalse(remedies.isEmpty(), "no remedy for " + problem.code());
      String message = problem.message(words);
      assertTrue(message.startsWith(what), message);
      assertTrue(message.endsWith("\n(" + problem.code() + ")"), message);
      for (String remedy : remedies) {
        assertTrue(message.contains(". " + remedy), remedy);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void noMessageShowsTheInsideOfTheProgram(Problem problem) {
    for (FrontEnd words : FrontEnd.values()) {
      String message = problem.message(words);
      for (String inside : List.of("null", "Optional[", "Optional.empty", "@", "Secret")) {
        String text = message.replace("user:password@host", "").replace("owner@id/name@id", "");
        assertFalse(text.contains(inside), message);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void messagesSpellInputsOnlyAsTheFrontEndDoes(Problem problem) {
    for (FrontEnd words : FrontEnd.values()) {
      String message = problem.message(words);
      for (FrontEnd other : EnumSet.complementOf(EnumSet.of(words))) {
        for (Input input : Input.values()) {
          String spelling = other.spell(input);
          boolean marked = other != FrontEnd.ACTION;
          assertFalse(marked && message.contains(spelling), spelling + " in " + message);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void messagesNameNoInputThatTheFrontEndLacks(Problem problem) {
    for (FrontEnd words : FrontEnd.values()) {
      if (problem instanceof ExportProblem.ProfileExists && words == FrontEnd.MAVEN) {
        continue; // The plugin writes no profiles.
      }
      String message = problem.message(words);
      for (Input input : Input.values()) {
        boolean named =
            List.of(message.split("[^\\w<>-]+", -1)).contains(words.spell(input))
                && words != FrontEnd.ACTION;
        assertFalse(named && !input.frontEnds().contains(words), input + " in " + message);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void factsStandOneBelowTheOther(Problem problem) {
    List<String> lines = problem.message(FrontEnd.ACTION).lines().toList();
    int column = -1;
    for (Fact fact : problem.facts()) {
      String line = lines.get(1 + problem.facts().indexOf(fact));
      assertTrue(line.startsWith("  " + fact.name() + "  "), line);
      int at = line.indexOf(fact.value(), fact.name().length() + 2);
      assertTrue(at > 0 && (column < 0 || column == at), line);
      column = at;
    }
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aMessageNamesTheInputAsItIsWritten(FrontEnd words) {
    String message = new InputProblem.Missing(Input.AWS_REGION, true).message(words);
    String spelled =
        switch (words) {
          case ACTION -> "aws-region";
          case MAVEN -> "<awsRegion>";
          case COMMAND -> "--aws-region";
        };
    assertEquals(
        spelled
            + " is required and has no value\nWhat to do:\n  1. Set "
            + spelled
            + ", or the environment variable AWS_REGION.\nMore: "
            + Documentation.own().ofCode("input-missing")
            + "\n(input-missing)",
        message);
  }

  @Test
  void onlyWhatCanPassIsTriedAgain() {
    Map<Problem.Repeat, Set<String>> byRepeat =
        problems()
            .collect(
                Collectors.groupingBy(
                    Problem::repeat, Collectors.mapping(Problem::code, Collectors.toSet())));
    assertEquals(Set.of("role-denied"), byRepeat.get(Problem.Repeat.BRIEFLY));
    // Whether a token endpoint's refusal can be repeated depends on its status. The sample has
    // 3600.
    assertEquals(
        Set.of(
            "ecr-refused",
            "sts-busy",
            "issuer-unreachable",
            "unreachable",
            "token-refused",
            "sso-refused",
            "codeartifact-refused",
            "credentials-refused"),
        byRepeat.get(Problem.Repeat.WITHIN_BUDGET));
  }

  @Test
  void anInternalFaultTellsItsPlaceButNotItsText() {
    var problem = RunProblem.Internal.of(new IllegalStateException(Samples.SECRET));
    String message = problem.message(FrontEnd.COMMAND);
    assertFalse(message.contains(Samples.SECRET), message);
    assertTrue(message.contains("java.lang.IllegalStateException"), message);
    assertTrue(message.contains("ProblemsTest"), message);
    var withoutTrace = new IllegalStateException();
    withoutTrace.setStackTrace(new StackTraceElement[0]);
    assertEquals("unknown", RunProblem.Internal.of(withoutTrace).where());
  }

  @Test
  void anExceptionIsNamedByTheCodeOnly() {
    var problem = new InputProblem.Invalid("x", "value", "other");
    assertEquals("input-invalid", new CredentialsException(problem).getMessage());
  }

  @Test
  void everyKindIsFound() {
    var names = new ArrayList<String>();
    kinds().map(Class::getSimpleName).forEach(names::add);
    assertTrue(names.containsAll(Arrays.asList("Denied", "TimedOut", "Missing", "Untrusted")));
    assertTrue(names.size() > 30, names.toString());
  }

  private static String golden(String name) throws IOException {
    try (InputStream stream = ProblemsTest.class.getResourceAsStream(name)) {
      assertNotNull(stream, name);
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
