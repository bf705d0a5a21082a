package io.github.rolecall.config;

import static io.github.rolecall.config.Planned.ROLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.config.PulumiOption.Place;
import io.github.rolecall.model.Role;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every option of the table has its effect, and that the docs show this table. */
class PulumiOptionTest {
  private static final Path PAGE = Path.of("../docs/config-file.md");
  private static final String BEGIN = "<!-- options: made from the code -->\n";
  private static final String END = "<!-- end of options -->\n";
  private static final String POLICY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  /**
   * An option in use.
   *
   * @param value its value in YAML
   * @param beside other lines that the file needs at the same place
   * @param seen returns the effect in the plan
   */
  private record Use(String value, String beside, Function<Plan, Object> seen, Object expected) {}

  private static final Map<PulumiOption, Use> USES = new EnumMap<>(PulumiOption.class);

  private static void use(
      PulumiOption option, String value, Function<Plan, Object> seen, Object expected) {
    use(option, value, "", seen, expected);
  }

  private static void use(
      PulumiOption option,
      String value,
      String beside,
      Function<Plan, Object> seen,
      Object expected) {
    USES.put(option, new Use(value, beside, seen, expected));
  }

  private static void variable(PulumiOption option, String value, String expected) {
    var variable = (PulumiOption.ToVariable) option.target();
    use(option, value, plan -> plan.variables().values().get(variable.name()), expected);
  }

  private static Role role(Plan plan) {
    return plan.chain().get(0);
  }

  static {
    use(PulumiOption.ACCESS_KEY, "AKIA", "secretKey: s", plan -> keys(plan).get(0), "AKIA");
    use(PulumiOption.SECRET_KEY, "s", "accessKey: A", plan -> keys(plan).get(1), "s");
    use(PulumiOption.TOKEN, "t", "accessKey: A\nsecretKey: s", plan -> keys(plan).get(2), "t");
    use(PulumiOption.PROFILE, "dev", Plan::source, new Source.Profile("dev"));
    variable(PulumiOption.SHARED_CREDENTIALS_FILE, "/c", "/c");
    variable(PulumiOption.SHARED_CREDENTIALS_FILES, "[~/c]", "/rolecall-test/home/c");
    variable(PulumiOption.SHARED_CONFIG_FILES, "['$DIR/c']", "/dir/c");
    use(PulumiOption.REGION, "eu-west-3", Plan::region, "eu-west-3");
    use(PulumiOption.STS_REGION, "us-east-1", plan -> plan.reach().stsRegion(), "us-east-1");
    String chain = "[{roleArn: '" + ROLE + "'}, {roleArn: '" + ROLE + "2'}]";
    for (PulumiOption option :
        List.of(PulumiOption.PROVIDER_ASSUME_ROLE, PulumiOption.PROVIDER_ASSUME_ROLES)) {
      use(option, chain, plan -> plan.chain().get(1).target().text(), ROLE + "2");
    }
    use(
        PulumiOption.PROVIDER_WEB_IDENTITY,
        "{roleArn: '" + ROLE + "'}",
        plan -> plan.source().webIdentity(),
        true);
    use(
        PulumiOption.ALLOWED_ACCOUNT_IDS,
        "['111122223333']",
        plan -> plan.guards().allowedAccounts(),
        List.of("111122223333"));
    use(
        PulumiOption.FORBIDDEN_ACCOUNT_IDS,
        "[111122223333]",
        plan -> plan.guards().forbiddenAccounts(),
        List.of("111122223333"));
    use(PulumiOption.MAX_RETRIES, "5", plan -> plan.reach().retry().attempts(), 5);
    use(PulumiOption.STS_ENDPOINT, "https://s", PulumiOptionTest::endpoint, "https://s");
    use(
        PulumiOption.ENDPOINTS,
        "[{s3: x, sts: 'https://s'}]",
        PulumiOptionTest::endpoint,
        "https://s");
    use(PulumiOption.USE_FIPS, "true", plan -> plan.network().fips(), true);
    use(PulumiOption.USE_DUALSTACK, "true", plan -> plan.network().dualStack(), true);
    use(
        PulumiOption.CUSTOM_CA_BUNDLE,
        "~/ca.pem",
        plan -> plan.network().trusted(),
        Optional.of(Path.of("/rolecall-test/home/ca.pem")));
    use(PulumiOption.INSECURE, "false", plan -> plan.notes().warnings().size(), 0);
    use(
        PulumiOption.HTTP_PROXY,
        "http://u:p@proxy:1",
        plan -> plan.network().proxies().on(URI.create("http://x")).isPresent(),
        true);
    use(
        PulumiOption.HTTPS_PROXY,
        "http://proxy:1",
        plan -> plan.network().proxies().on(URI.create("https://x")).isPresent(),
        true);
    use(
        PulumiOption.NO_PROXY,
        "x",
        "httpsProxy: http://proxy:1",
        plan -> plan.network().proxies().on(URI.create("https://x")).isPresent(),
        false);
    use(
        PulumiOption.SKIP_METADATA,
        "true",
        plan -> plan.variables().values().get("AWS_EC2_METADATA_DISABLED"),
        "true");
    use(
        PulumiOption.SKIP_CREDENTIALS_VALIDATION,
        "'True'",
        plan -> plan.skippedChecks().validation().get().text(),
        "true");
    use(
        PulumiOption.SKIP_ACCOUNT_ID,
        "false",
        plan -> plan.skippedChecks().account().get().text(),
        "false");
    variable(PulumiOption.METADATA_ENDPOINT, "http://m", "http://m");
    variable(PulumiOption.METADATA_MODE, "IPv6", "IPv6");

    use(PulumiOption.ROLE_ARN, ROLE, plan -> role(plan).target().text(), ROLE);
    use(PulumiOption.EXTERNAL_ID, "partner", plan -> role(plan).externalId().get(), "partner");
    use(PulumiOption.SOURCE_IDENTITY, "me", plan -> role(plan).sourceIdentity().get(), "me");
    use(PulumiOption.TAGS, "{A: 1}", plan -> role(plan).tags().get(0).value(), "1");
    use(
        PulumiOption.TRANSITIVE,
        "[A]",
        "tags: {A: 1}",
        plan -> role(plan).transitiveTagKeys(),
        List.of("A"));
    use(
        PulumiOption.WEB_TOKEN,
        "a.b.c",
        plan -> plan.source().describe().contains("webIdentityToken in"),
        true);
    use(
        PulumiOption.WEB_TOKEN_FILE,
        "/t",
        plan -> ((Source.TokenFile) plan.source()).file(),
        Path.of("/t"));
    use(
        PulumiOption.LOGIN_OIDC,
        "{roleArn: '" + ROLE + "'}",
        plan -> role(plan).target().text(),
        ROLE);
    use(
        PulumiOption.LOGIN_STATIC,
        "{accessKeyId: A, secretAccessKey: s}",
        plan -> keys(plan).get(0),
        "A");
    use(PulumiOption.STATIC_KEY, "A", "secretAccessKey: s", plan -> keys(plan).get(0), "A");
    use(PulumiOption.STATIC_SECRET, "s", "accessKeyId: A", plan -> keys(plan).get(1), "s");
    use(
        PulumiOption.STATIC_TOKEN,
        "t",
        "accessKeyId: A\nsecretAccessKey: s",
        plan -> keys(plan).get(2),
        "t");
    use(PulumiOption.ROLE_ARN_OF_RESOURCE, ROLE, plan -> role(plan).target().text(), ROLE);
    for (PulumiOption option : PulumiOption.values()) {
      switch (option.key()) {
        case "sessionName" -> use(option, "me", plan -> role(plan).sessionName(), "me");
        case "duration" -> use(option, "30m", plan -> role(plan).durationSeconds(), 1800);
        case "durationSeconds" -> use(option, "1800", plan -> role(plan).durationSeconds(), 1800);
        case "policy" ->
            use(
                option,
                "{Version: x}",
                plan -> role(plan).policies().inline().get(),
                "{\"Version\":\"x\"}");
        case "policyArns" ->
            use(
                option,
                "[" + POLICY + "]",
                plan -> role(plan).policies().managed(),
                List.of(POLICY));
        default -> {}
      }
    }
  }

  private static List<String> keys(Plan plan) {
    var keys = ((Source.Keys) plan.source()).credentials();
    return List.of(
        keys.accessKeyId(),
        keys.secretAccessKey().reveal(),
        keys.sessionToken().map(token -> token.reveal()).orElse(""));
  }

  private static String endpoint(Plan plan) {
    return plan.network().stsEndpoint().map(URI::toString).orElse("");
  }

  @TempDir Path folder;

  private static String lines(PulumiOption option, String value, String beside) {
    return option.key() + ": " + value + "\n" + (beside.isEmpty() ? "" : beside + "\n");
  }

  /** Returns a file with the option at its place. */
  private Planned file(Place place, PulumiOption option, String value, String beside) {
    boolean arn = option.key().equalsIgnoreCase("roleArn") || place == Place.PROVIDER;
    String role = arn ? "" : "roleArn: " + ROLE + "\n";
    String lines = lines(option, value, beside);
    String text =
        switch (place) {
          case PROVIDER -> lines;
          case ASSUME_ROLE -> "assumeRole:\n" + (role + lines).indent(2);
          case WEB_IDENTITY -> "assumeRoleWithWebIdentity:\n" + (role + lines).indent(2);
          case ESC_LOGIN -> "values:\n  a:\n    fn::open::aws-login:\n" + lines.indent(6);
          case ESC_OIDC ->
              "values:\n  a:\n    fn::open::aws-login:\n      oidc:\n" + (role + lines).indent(8);
          case ESC_STATIC ->
              "values:\n  a:\n    fn::open::aws-login:\n      static:\n" + lines.indent(8);
          case DEPLOYMENTS ->
              "settings:\n  operationContext:\n    oidc:\n      aws:\n" + (role + lines).indent(8);
        };
    Planned planned = Planned.command(folder, "f.yaml", text).env("DIR", "/dir");
    boolean byToken =
        !EnumSet.of(Place.PROVIDER, Place.ASSUME_ROLE).contains(place)
            || option == PulumiOption.PROVIDER_WEB_IDENTITY;
    if (option != PulumiOption.REGION) {
      planned.region();
    }
    return byToken ? planned.token() : planned.keys();
  }

  /** Returns each option at each of its places, in the order of the docs. */
  static Stream<Arguments> rows() {
    return Stream.of(Place.values())
        .flatMap(
            place -> PulumiOption.of(place).stream().map(option -> Arguments.of(place, option)));
  }

  @Test
  void everyOptionStandsSomewhere() {
    Set<Object> options = rows().map(row -> row.get()[1]).collect(Collectors.toSet());
    assertEquals(Set.of(PulumiOption.values()), options);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowIsTrue(Place place, PulumiOption option) {
    if (option.target() instanceof PulumiOption.Ignored ignored) {
      Plan plan = file(place, option, "[]", "").plan();
      assertEquals(1, plan.notes().warnings().size(), plan.notes().warnings().toString());
      assertTrue(
          plan.notes().warnings().get(0).contains(option.key() + " in "),
          plan.notes().warnings().toString());
      assertTrue(
          plan.notes().warnings().get(0).endsWith(ignored.why() + "."),
          plan.notes().warnings().toString());
      return;
    }
    Use use = USES.get(option);
    assertTrue(use != null, "no use of " + option);
    Plan plan = file(place, option, use.value(), use.beside()).plan();
    assertEquals(use.expected(), use.seen().apply(plan));
    assertEquals(List.of(), plan.notes().warnings());
  }

  @Test
  void certificatesAreAlwaysChecked() {
    var problem = file(Place.PROVIDER, PulumiOption.INSECURE, "true", "").invalid();
    assertTrue(problem.expected().contains("customCaBundle"), problem.expected());
  }

  @Test
  void noRetryIsOneAttempt() {
    assertEquals(
        1,
        file(Place.PROVIDER, PulumiOption.MAX_RETRIES, "0", "").plan().reach().retry().attempts());
  }

  @Test
  void oneFileOfEachKindIsRead() {
    assertEquals(
        "2 of them",
        file(Place.PROVIDER, PulumiOption.SHARED_CONFIG_FILES, "[a, b]", "").invalid().value());
  }

  @Test
  void aVariableThatIsNotSetIsNoPath() {
    assertEquals(
        "$NO/c",
        file(Place.WEB_IDENTITY, PulumiOption.WEB_TOKEN_FILE, "$NO/c", "").invalid().value());
  }

  @Test
  void keysAreNamedOnceInAPlace() {
    for (Place place : Place.values()) {
      List<String> keys = PulumiOption.of(place).stream().map(PulumiOption::key).toList();
      assertEquals(Set.copyOf(keys).size(), keys.size(), keys.toString());
    }
    Set<String> own = Stream.of(Input.values()).map(Input::key).collect(Collectors.toSet());
    PulumiOption.of(Place.PROVIDER)
        .forEach(option -> assertTrue(!own.contains(option.key()), option.key()));
  }

  /** Returns the table. Combines options with the same places and the same target into one row. */
  private static String table() {
    var places = new LinkedHashMap<List<String>, List<String>>();
    for (Place place : Place.values()) {
      for (PulumiOption option : PulumiOption.of(place)) {
        places
            .computeIfAbsent(
                List.of("`" + option.key() + "`", option.target().inWords()),
                row -> new ArrayList<>())
            .add(place == Place.PROVIDER ? "`aws:`" : place.title());
      }
    }
    var rows = new LinkedHashMap<String, List<String>>();
    places.forEach(
        (option, in) ->
            rows.computeIfAbsent(
                    String.join(", ", in) + " | " + option.get(1), row -> new ArrayList<>())
                .add(option.get(0)));
    var table = new StringBuilder("\n| Option | In | Where it goes |\n|---|---|---|\n");
    rows.forEach(
        (rest, options) ->
            table
                .append("| ")
                .append(String.join(", ", options))
                .append(" | ")
                .append(rest)
                .append(" |\n"));
    return table.append('\n').toString();
  }

  @Test
  void theTableInTheDocsIsMadeFromTheCode() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertTrue(begin >= BEGIN.length() && end >= begin, "marks of the table");
    String expected = page.substring(0, begin) + table() + page.substring(end);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, expected, UTF_8);
    }
    assertEquals(expected, Files.readString(PAGE, UTF_8), "-Dgolden.update writes it anew");
  }
}
