package io.github.rolecall.config;

import static io.github.rolecall.config.Planned.ROLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.config.PulumiOption.Place;
import io.github.rolecall.input.RoleEntry;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.InputProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a key without a value is rejected by name, file and line, in every kind of file. */
class BlankTest {
  /** The empty values of YAML and JSON. */
  private static final List<String> BLANKS =
      List.of("", "~", "null", "NULL", "''", "\"  \"", "\"\\t\\n\"");

  private static final List<String> BLANK_LISTS = List.of("[]", "['']", "[a, ' ']", "[~, a]");

  @TempDir private Path folder;

  private void assertBlank(Planned planned, String path, int line) {
    var problem = planned.problem(InputProblem.Blank.class);
    String expected = planned.at(path, line);
    assertTrue(
        problem.name().replaceFirst("\\[\\d] in ", " in ").equals(expected),
        problem.name() + ", not " + expected);
    assertTrue(problem.message(FrontEnd.COMMAND).startsWith(problem.name() + " is empty"));
  }

  private static Stream<String> blanks(boolean list) {
    return Stream.concat(BLANKS.stream(), list ? BLANK_LISTS.stream() : Stream.of());
  }

  static Stream<Arguments> inputs() {
    return Stream.of(Input.values())
        .filter(input -> input != Input.CONFIG && input != Input.SKIP)
        .flatMap(
            input ->
                blanks(input.kind() == Input.Kind.LIST).map(blank -> Arguments.of(input, blank)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void inAFileOfOurs(Input input, String blank) {
    for (FrontEnd frontEnd : FrontEnd.values()) {
      String text = "# a comment\n" + input.key() + ": " + blank + "\n";
      assertBlank(Planned.in(frontEnd, folder, "rolecall.yaml", text).keys(), input.key(), 2);
    }
  }

  static Stream<Arguments> inputsOfRoles() {
    return inputs().filter(arguments -> RoleEntry.INPUTS.contains((Input) arguments.get()[0]));
  }

  @ParameterizedTest
  @MethodSource("inputsOfRoles")
  void inOneOfSeveralRoles(Input input, String blank) {
    String text = "roles:\n  - name: a\n    " + input.key() + ": " + blank + "\n";
    assertBlank(
        Planned.command(folder, "rolecall.yaml", text).keys(), "roles[0]." + input.key(), 3);
  }

  static Stream<Arguments> options() {
    return Stream.of(Place.values())
        .filter(place -> place != Place.ESC_LOGIN)
        .flatMap(BlankTest::options);
  }

  private static Stream<Arguments> options(Place place) {
    return PulumiOption.of(place).stream()
        .filter(option -> !(option.target() instanceof PulumiOption.Ignored))
        .flatMap(
            option -> {
              boolean list =
                  option.target() instanceof PulumiOption.ToInput to
                      && to.input().kind() == Input.Kind.LIST;
              return blanks(list).map(blank -> Arguments.of(place, option, blank));
            });
  }

  @ParameterizedTest
  @MethodSource("options")
  void inAFileOfPulumi(Place place, PulumiOption option, String blank) {
    String line = option.key() + ": " + blank + "\n";
    String key = option.key();
    switch (place) {
      case PROVIDER -> {
        assertBlank(Planned.command(folder, "f.yaml", line).keys(), key, 1);
        for (String prefix : List.of("aws:", "aws-native:")) {
          String stack = "config:\n  " + prefix + line;
          assertBlank(Planned.command(folder, "Pulumi.dev.yaml", stack).keys(), prefix + key, 2);
          String esc = "values:\n  pulumiConfig:\n    " + prefix + line;
          assertBlank(Planned.command(folder, "esc.yaml", esc).keys(), prefix + key, 3);
        }
      }
      case ASSUME_ROLE -> {
        String role = "assumeRole:\n  " + line;
        assertBlank(Planned.command(folder, "f.yaml", role).keys(), "assumeRole." + key, 2);
        String chain = "assumeRoles:\n  - roleArn: " + ROLE + "\n  - " + line;
        assertBlank(Planned.command(folder, "f.yaml", chain).keys(), "assumeRoles[1]." + key, 3);
      }
      case WEB_IDENTITY -> {
        String role = "assumeRoleWithWebIdentity:\n  " + line;
        assertBlank(
            Planned.command(folder, "f.yaml", role).token(), "assumeRoleWithWebIdentity." + key, 2);
      }
      case ESC_OIDC, ESC_STATIC -> {
        String kind = place == Place.ESC_OIDC ? "oidc" : "static";
        String esc =
            "values:\n  a:\n    fn::open::aws-login:\n      " + kind + ":\n        " + line;
        assertBlank(
            Planned.command(folder, "esc.yaml", esc).token(),
            "a.fn::open::aws-login." + kind + "." + key,
            5);
      }
      default -> {
        String settings = "settings:\n  operationContext:\n    oidc:\n      aws:\n        " + line;
        assertBlank(
            Planned.command(folder, "Pulumi.dev.deploy.yaml", settings).token(),
            "settings.operationContext.oidc.aws." + key,
            5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "''", "{}", "[]", "[{}]", "[~]", "\"[]\"", "\"{}\""})
  void aRoleWithNothingInItIsNotNoRole(String blank) {
    for (String key : List.of("assumeRole", "assumeRoles", "assumeRoleWithWebIdentity")) {
      if (blank.contains("[") && key.endsWith("Identity")) {
        continue;
      }
      String line = "config:\n  aws:" + key + ": " + blank + "\n";
      assertBlank(
          Planned.command(folder, "Pulumi.dev.yaml", line).region().keys(), "aws:" + key, 2);
    }
    if (!blank.contains("[") && !blank.contains("\"")) {
      assertBlank(
          Planned.command(folder, "f.yaml", "operationContext:\n  oidc:\n    aws: " + blank + "\n")
              .region()
              .keys(),
          "operationContext.oidc.aws",
          3);
      assertBlank(
          Planned.command(
                  folder,
                  "esc.yaml",
                  "values:\n  a:\n    fn::open::aws-login:\n      oidc: " + blank + "\n")
              .region()
              .keys(),
          "a.fn::open::aws-login.oidc",
          4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_REGION", "AWS_DEFAULT_REGION"})
  void aRegionOfPulumisVariables(String name) {
    String text = "values:\n  environmentVariables:\n    " + name + ": ''\n";
    assertBlank(
        Planned.command(folder, "esc.yaml", text).keys(), "environmentVariables." + name, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a,'", "',a'", "'a,,b'", "','"})
  void betweenCommasThereIsAnEntry(String guard) {
    for (String key : List.of("allowed-account-ids", "forbiddenAccountIds")) {
      Planned planned =
          Planned.command(
                  folder,
                  "f.yaml",
                  key + ": " + guard.replace("a", "111122223333").replace("b", "444455556666"))
              .region()
              .keys();
      String name = planned.problem(InputProblem.Blank.class).name();
      assertEquals(planned.at(key, 1), name.replaceFirst("entry [12] of ", ""));
    }
  }
}
