package io.github.rolecall.assume.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.ProfileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests each row of the table in docs/which-identity.md: if the source of a row and all sources
 * below are configured, the one in the row is used.
 */
class WhichIdentityTest {
  private static final Path PAGE = Path.of("..", "docs", "which-identity.md");
  private static final String ROLE = Planned.ROLE;
  private static final String POD = "arn:aws:iam::111122223333:role/Pod";
  private static final String KEYS = "aws_access_key_id = AKIA\naws_secret_access_key = s\n";

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<Input, String> written = new EnumMap<>(Input.class);

  /** The columns of the table. */
  private enum Column {
    ACTION(FrontEnd.ACTION, 1),
    ASSUME(FrontEnd.COMMAND, 2),
    CLI(FrontEnd.COMMAND, 3);

    private final FrontEnd frontEnd;
    private final int cell;

    Column(FrontEnd frontEnd, int cell) {
      this.frontEnd = frontEnd;
      this.cell = cell;
    }
  }

  /** The possible values of a cell. */
  private enum Place {
    NAMED("A source that an input names"),
    JOB("The token of the job, if a role is given"),
    PROFILE("The profile of `AWS_PROFILE`"),
    KEYS("`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`"),
    ROLE_OF_PROFILE("The role of the profile"),
    DEFAULT("The default profile, if it has credentials"),
    TOKEN_FILE("`AWS_WEB_IDENTITY_TOKEN_FILE` and a role"),
    REST("Other credentials of the profile"),
    MACHINE("The container, then the instance");

    private final String cell;

    Place(String cell) {
      this.cell = cell;
    }
  }

  private static List<Place> rows(Column column) throws IOException {
    return Files.readString(PAGE, UTF_8)
        .lines()
        .filter(line -> line.matches("\\| \\d+ \\|.*"))
        .map(line -> line.split(" \\| ", -1)[column.cell].replaceFirst(" \\|$", ""))
        .map(
            cell ->
                Stream.of(Place.values())
                    .filter(place -> place.cell.equals(cell))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test for the cell: " + cell)))
        .toList();
  }

  private void configure(List<Place> places) throws IOException {
    environment.clear();
    written.clear();
    written.put(Input.AWS_REGION, "eu-central-1");
    var config = new StringBuilder("[profile mine]\n" + KEYS + "[profile base]\n" + KEYS);
    boolean ofProfile = places.contains(Place.ROLE_OF_PROFILE);
    if (places.contains(Place.PROFILE) || places.contains(Place.REST) || ofProfile) {
      environment.put("AWS_PROFILE", "theirs");
      config.append("[profile theirs]\n");
      config.append(ofProfile ? "role_arn = " + POD + "\nsource_profile = base\n" : "");
      config.append(places.contains(Place.REST) ? KEYS : "");
    }
    if (places.contains(Place.DEFAULT)) {
      config.append("[default]\n").append(KEYS);
    }
    if (places.contains(Place.NAMED)) {
      written.put(Input.SOURCE_PROFILE, "mine");
    }
    if (places.contains(Place.JOB)) {
      written.put(Input.ROLE_TO_ASSUME, ROLE);
      environment.putAll(
          Map.of(
              "GITHUB_ACTIONS",
              "true",
              "ACTIONS_ID_TOKEN_REQUEST_URL",
              "https://example.com/token",
              "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
              "bearer"));
    }
    if (places.contains(Place.KEYS)) {
      keys();
    }
    if (places.contains(Place.TOKEN_FILE)) {
      environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/pod/token");
      environment.put("AWS_ROLE_ARN", POD);
    }
    files(config.toString());
  }

  private void keys() {
    environment.put("AWS_ACCESS_KEY_ID", "AKIAENV");
    environment.put("AWS_SECRET_ACCESS_KEY", "secret");
  }

  private void files(String config) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".aws"));
    Files.writeString(folder.resolve("config"), config, UTF_8);
  }

  private Plan plan(Column column) {
    Host host = TestHost.at(home, environment);
    Set<Input> known = EnumSet.allOf(Input.class);
    var standIns = new HashMap<>(environment);
    if (column == Column.CLI) {
      // The command export ignores AWS_ROLE_ARN.
      standIns.remove("AWS_ROLE_ARN");
    }
    Inputs inputs = Inputs.of(column.frontEnd, known, written, standIns);
    return new Planner(host, CiPlatform.detect(host)).plan(inputs).get(0).plan();
  }

  private static Place place(Column column, Source source) {
    if (source instanceof Source.Profile profile) {
      return switch (profile.name()) {
        case "mine" -> Place.NAMED;
        case "default" -> Place.DEFAULT;
        default -> column == Column.ACTION ? Place.PROFILE : Place.REST;
      };
    }
    if (source instanceof Source.CiToken) {
      return Place.JOB;
    }
    if (source instanceof Source.EnvironmentKeys) {
      return Place.KEYS;
    }
    return source instanceof Source.TokenFile ? Place.TOKEN_FILE : Place.MACHINE;
  }

  @ParameterizedTest
  @EnumSource(Column.class)
  void theFirstRowThatIsConfiguredCounts(Column column) throws IOException {
    List<Place> rows = rows(column);
    assertEquals(7, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      configure(rows.subList(i, rows.size()));
      Place expected = rows.get(i) == Place.ROLE_OF_PROFILE ? Place.REST : rows.get(i);
      assertEquals(expected, place(column, plan(column).source()), "row " + (i + 1));
    }
  }

  @Test
  void everyPlaceStandsInTheTable() throws IOException {
    var places = new ArrayList<Place>();
    for (Column column : Column.values()) {
      places.addAll(rows(column));
    }
    assertEquals(Set.of(Place.values()), Set.copyOf(places));
  }

  @ParameterizedTest
  @CsvSource({"true, Profile", "false, TokenFile"})
  void aRoleOfTheDefaultProfileGoesBeforeATokenFile(boolean role, String source)
      throws IOException {
    configure(List.of(Place.TOKEN_FILE));
    files(
        "[default]\n"
            + KEYS
            + (role ? "role_arn = " + ROLE + "\nsource_profile = default\n" : "region = x\n"));
    for (Column column : List.of(Column.ASSUME, Column.CLI)) {
      assertEquals(source, plan(column).source().getClass().getSimpleName());
    }
  }

  private static List<String> targets(Plan plan) {
    return plan.chain().stream().map(role -> role.target().text()).toList();
  }

  @Test
  void theRoleOfTheEnvironmentCountsWithTheTokenOfTheJob() throws IOException {
    configure(List.of(Place.JOB));
    written.remove(Input.ROLE_TO_ASSUME);
    environment.put("AWS_ROLE_ARN", POD);
    assertEquals(List.of(POD), targets(plan(Column.ASSUME)));
    assertInstanceOf(Source.Ambient.class, plan(Column.CLI).source());
    assertEquals(List.of(), targets(plan(Column.CLI)));
  }

  @Test
  void theRoleOfTheEnvironmentCountsWithATokenFile() throws IOException {
    configure(List.of(Place.TOKEN_FILE));
    for (Column column : Column.values()) {
      assertEquals(List.of(POD), targets(plan(column)), column.name());
    }
    environment.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
    written.put(Input.WEB_IDENTITY_TOKEN_FILE, "token");
    assertEquals(List.of(POD), targets(plan(Column.ASSUME)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a named profile", "AWS_PROFILE", "keys", "the machine"})
  void theRoleOfTheEnvironmentDoesNotCountWithAnythingElse(String source) throws IOException {
    configure(List.of());
    environment.put("AWS_ROLE_ARN", POD);
    switch (source) {
      case "a named profile" -> written.put(Input.SOURCE_PROFILE, "mine");
      case "AWS_PROFILE" -> environment.put("AWS_PROFILE", "mine");
      case "keys" -> keys();
      default -> {}
    }
    Plan plan = plan(Column.ASSUME);
    assertEquals(List.of(), targets(plan));
    assertEquals(1, plan.notes().warnings().size());
    assertTrue(plan.notes().warnings().get(0).startsWith("AWS_ROLE_ARN has no effect"));
    assertTrue(plan.notes().warnings().get(0).contains("--role-to-assume"));
    assertEquals(List.of(), plan(Column.CLI).notes().warnings());
    written.put(Input.ROLE_TO_ASSUME, ROLE);
    assertEquals(List.of(ROLE), targets(plan(Column.ASSUME)));
  }

  @Test
  void theMachineIsNotTakenWhereTheTokenOfTheJobIsMissing() throws IOException {
    configure(List.of());
    environment.put("GITLAB_CI", "true");
    environment.put("AWS_ROLE_ARN", POD);
    var problem = Thrown.problem(IdentityProblem.NoIdToken.class, () -> plan(Column.ASSUME));
    assertEquals("no-id-tokens", problem.code());
  }

  @Test
  void roleChainingNeedsARoleThatCounts() throws IOException {
    configure(List.of(Place.KEYS));
    environment.put("AWS_ROLE_ARN", POD);
    written.put(Input.ROLE_CHAINING, "true");
    var problem = Thrown.problem(InputProblem.Incomplete.class, () -> plan(Column.ASSUME));
    assertEquals(Input.ROLE_TO_ASSUME, problem.needed());
  }

  @Test
  void aTokenFileWithoutRoleIsHalfAnIdentity() throws IOException {
    configure(List.of(Place.TOKEN_FILE));
    environment.remove("AWS_ROLE_ARN");
    for (Column column : List.of(Column.ASSUME, Column.CLI)) {
      var problem = Thrown.problem(InputProblem.Invalid.class, () -> plan(column));
      assertEquals("AWS_ROLE_ARN", problem.name());
    }
    assertInstanceOf(Source.Ambient.class, plan(Column.ACTION).source());
    keys();
    assertInstanceOf(Source.EnvironmentKeys.class, plan(Column.CLI).source());
  }

  @Test
  void brokenFilesDoNotMatterWhereTheyAreNotUsed() throws IOException {
    configure(List.of(Place.JOB));
    files("broken");
    for (Column column : Column.values()) {
      assertInstanceOf(Source.CiToken.class, plan(column).source());
    }
    configure(List.of(Place.KEYS, Place.TOKEN_FILE));
    files("broken");
    for (Column column : Column.values()) {
      assertInstanceOf(Source.EnvironmentKeys.class, plan(column).source());
    }
    configure(List.of(Place.TOKEN_FILE));
    files("broken");
    Thrown.problem(ProfileProblem.FileSyntax.class, () -> plan(Column.CLI));
  }

  @Test
  void theOlderTokenAndTheEndOfKeysAreReadOutsideTheAction() throws IOException {
    configure(List.of(Place.KEYS));
    environment.put("AWS_SESSION_TOKEN", "new");
    environment.put("AWS_SECURITY_TOKEN", "old");
    environment.put("AWS_CREDENTIAL_EXPIRATION", "2099-01-01T00:00:00+00:00");
    var keys = assertInstanceOf(Source.EnvironmentKeys.class, plan(Column.CLI).source());
    assertEquals("old", keys.credentials().sessionToken().orElseThrow().reveal());
    assertEquals(
        Optional.of("2099-01-01T00:00:00Z"), keys.credentials().expires().map(Object::toString));
    var action = assertInstanceOf(Source.EnvironmentKeys.class, plan(Column.ACTION).source());
    assertEquals("new", action.credentials().sessionToken().orElseThrow().reveal());
    assertEquals(Optional.empty(), action.credentials().expires());
    environment.put("AWS_CREDENTIAL_EXPIRATION", "soon");
    var problem = Thrown.problem(InputProblem.Invalid.class, () -> plan(Column.CLI));
    assertEquals("AWS_CREDENTIAL_EXPIRATION", problem.name());
  }
}
