package io.github.rolecall.config;

import static io.github.rolecall.config.Planned.ROLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests Rolecall's own files, and rules that apply to all files. */
class ConfigFileTest {
  private static final String OWN =
      """
      # who and where
      role-to-assume: [arn:aws:iam::111122223333:role/First, arn:aws:iam::111122223333:role/Deploy]
      aws-region: eu-central-1
      role-duration-seconds: 1800
      role-skip-session-tagging: false
      role-source-identity: jane
      custom-tags:
        Team: payments
        Cost: 0123
      inline-session-policy:
        Version: 2012-10-17
        Statement:
          - {Effect: Allow, Action: "s3:*", Resource: "*", Condition: {Bool: {"aws:x": true}, N: {a: 12}}}
      managed-session-policies:
        - arn:aws:iam::aws:policy/ReadOnlyAccess
      allowed-account-ids: [111122223333, 012345678901]
      """;

  @TempDir Path folder;

  private Planned own(String text) {
    return Planned.command(folder, "rolecall.yaml", text).keys();
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void inputsHaveTheirNamesInEveryFrontEnd(FrontEnd frontEnd) {
    Plan plan = Planned.in(frontEnd, folder, "rolecall.yaml", OWN).keys().plan();
    assertEquals("eu-central-1", plan.region());
    assertEquals(Assumed.Origin.ROLE, plan.identity().origin());
    assertEquals(List.of("111122223333", "012345678901"), plan.guards().allowedAccounts());
    Role first = plan.chain().get(0);
    assertEquals(
        Role.passing(
            RoleRef.parse("arn:aws:iam::111122223333:role/First").orElseThrow(),
            first.sessionName()),
        first);
    Role last = plan.chain().get(1);
    assertEquals(ROLE, last.target().text());
    assertEquals(1800, last.durationSeconds());
    assertEquals(Optional.of("jane"), last.sourceIdentity());
    assertEquals(
        List.of(new SessionTag("Team", "payments", false), new SessionTag("Cost", "0123", false)),
        last.tags());
    assertEquals(
        Optional.of(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:x\":true},\"N\":{\"a\":12}}}]}"),
        last.policies().inline());
    assertEquals(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"), last.policies().managed());
  }

  @Test
  void jsonIsReadToo() {
    Plan plan =
        Planned.command(
                folder,
                "rolecall.json",
                "{\"role-to-assume\": \"" + ROLE + "\", \"aws-region\": \"eu-west-3\"}")
            .keys()
            .plan();
    assertEquals("eu-west-3", plan.region());
    assertEquals(ROLE, plan.chain().get(0).target().text());
  }

  // Precedence

  @Test
  void theCommandLineGoesBeforeTheFileAndTheFileBeforeTheEnvironment() {
    Planned planned =
        own("aws-region: eu-west-2\nrole-session-name: of-file\n")
            .env("AWS_REGION", "eu-west-3")
            .env("ROLE_SESSION_NAME", "of-env")
            .with(Input.AWS_REGION, "eu-west-1");
    assertEquals("eu-west-1", planned.inputs().required(Input.AWS_REGION));
    assertEquals("of-file", planned.inputs().required(Input.ROLE_SESSION_NAME));
    List<Fact> facts = planned.inputs().decisions();
    assertTrue(
        facts.contains(
            new Fact(
                "--aws-region",
                "eu-west-1; instead of eu-west-2 from "
                    + planned.at("aws-region", 1)
                    + "; instead of eu-west-3 from AWS_REGION")),
        facts.toString());
    assertTrue(
        facts.contains(
            new Fact(
                "--role-session-name",
                "of-file, from "
                    + planned.at("role-session-name", 2)
                    + "; instead of of-env from ROLE_SESSION_NAME")),
        facts.toString());
    assertTrue(planned.plan().notes().reasons().containsAll(facts));
  }

  @Test
  void aRoleOfTheCommandLineTakesThePlaceOfTheWholeChain() {
    Plan plan =
        own("""
            assumeRole:
              - {roleArn: "arn:aws:iam::111122223333:role/First"}
              - {roleArn: "arn:aws:iam::111122223333:role/Other", externalId: partner}
            """)
            .region()
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .plan();
    assertEquals(List.of(ROLE), plan.chain().stream().map(role -> role.target().text()).toList());
    assertEquals(Optional.empty(), plan.chain().get(0).externalId());
    String warning = plan.notes().warnings().get(0);
    assertTrue(warning.startsWith("assumeRole in "), warning);
    assertTrue(warning.contains("--role-to-assume sets another role"), warning);
  }

  @Test
  void ofTwoInTheFileThatOfTheRoleCounts() {
    Planned planned =
        own("role-duration-seconds: 1000\nassumeRole: {roleArn: '" + ROLE + "', duration: 20m}\n")
            .region();
    assertEquals(1200, planned.plan().chain().get(0).durationSeconds());
    assertTrue(
        planned
            .inputs()
            .decisions()
            .contains(
                new Fact(
                    "--role-duration-seconds of " + ROLE,
                    "1200, from "
                        + planned.at("assumeRole.duration", 2)
                        + "; instead of 1000 from "
                        + planned.at("role-duration-seconds", 1))));
    assertEquals(
        900,
        planned.with(Input.ROLE_DURATION_SECONDS, "900").plan().chain().get(0).durationSeconds());
  }

  @Test
  void keysAreNeverPutTogetherFromTwoPlaces() {
    Planned planned =
        Planned.in(
                FrontEnd.ACTION,
                folder,
                "f.yaml",
                "accessKey: AKIAFILE\nsecretKey: of-file\ntoken: of-file\n")
            .region();
    var keys = (Source.Keys) planned.plan().source();
    assertEquals("AKIAFILE", keys.credentials().accessKeyId());
    assertEquals(planned.at("accessKey", 1), keys.input());
    planned
        .with(Input.AWS_ACCESS_KEY_ID, "AKIAINPUT")
        .with(Input.AWS_SECRET_ACCESS_KEY, "of-input");
    keys = (Source.Keys) planned.plan().source();
    assertEquals("AKIAINPUT", keys.credentials().accessKeyId());
    assertEquals(Optional.empty(), keys.credentials().sessionToken());
  }

  @Test
  void secretsOfTheFileAreNotTold() {
    Planned planned = own("accessKey: AKIAFILE\nsecretKey: s3cret\ntoken: t0ken\n").region();
    String told =
        planned.plan().notes().reasons() + " " + planned.inputs().decisions() + planned.plan();
    assertFalse(told.contains("s3cret") || told.contains("t0ken"), told);
  }

  @Test
  void halfAKeyIsNamedByWhatIsMissing() {
    String message = own("accessKey: AKIAFILE\n").region().refusal(InputProblem.Invalid.class);
    assertTrue(message.contains("accessKey in rolecall.yaml, line 1"), message);
    assertTrue(message.contains("secretKey"), message);
  }

  @Test
  void twoSourcesConflictUnderTheirNames() {
    var problem = own("webIdentityTokenFile: x\n").problem(InputProblem.Unknown.class);
    assertEquals("webIdentityTokenFile", problem.name());
    Planned planned = own("profile: dev\n").region().with(Input.WEB_IDENTITY_TOKEN_ENV, "TOKEN");
    var conflict = planned.problem(InputProblem.Conflict.class);
    assertEquals("--web-identity-token-env", conflict.first());
    assertEquals(planned.at("profile", 1), conflict.second());
  }

  @Test
  void twoNamesOfOneThingConflict() {
    Planned planned = own("aws-region: eu-west-1\nregion: eu-west-2\n");
    var conflict = planned.problem(InputProblem.Conflict.class);
    assertEquals(planned.at("aws-region", 1), conflict.first());
    assertEquals(planned.at("region", 2), conflict.second());
  }

  @Test
  void aWrongValueIsNamedByItsPlace() {
    String message =
        own("role-to-assume: " + ROLE + "\naws-region: x y\n").refusal(InputProblem.Invalid.class);
    assertTrue(message.contains("aws-region in rolecall.yaml, line 2"), message);
  }

  // Invalid files

  @ParameterizedTest
  @CsvSource({
    "rol-to-assume, role-to-assume",
    "assumeRol, assumeRole",
    "forbidenAccountIds, forbiddenAccountIds"
  })
  void anUnknownKeyIsRefusedWithTheNearest(String key, String nearest) {
    var problem =
        own("aws-region: eu-west-1\n" + key + ": x\n").problem(InputProblem.Unknown.class);
    assertEquals(key, problem.name());
    assertEquals(Optional.of(nearest), problem.nearest());
    assertTrue(problem.where().endsWith("rolecall.yaml, line 2"), problem.where());
  }

  @Test
  void whatSaysWhetherTheFileIsReadIsNotInIt() {
    own("config: other.yaml\n").problem(InputProblem.Unknown.class);
    own("skip: true\n").problem(InputProblem.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: [1,\nb: 2'|2|','",
        "'a: 1\nb: x: y'|2|quotes",
        "'a: 1\n\tb: 2'|2|not tabs",
        "'a: 1\n b: 2'|2|quotes",
        "'a: \"x\n'|2|quote that closes",
        "'{\"a\": 1,\n\"b\" 2}'|2|','",
        "'a: *s3cret'|1|anchor",
        "'a: !<tag> *s3cret'|1|",
        "'a: 1\n---\nb: 2'|2|one document",
        "'a: 1\nb: 1\na: 2'|3|line 1",
        "'x:\n  a: 1\n  a: 2'|3|line 2",
        "'[a]: 1'|1|a text as the key",
        "'# nothing'|1|a key and its value",
        "'a: &a\n  b: *a'|1|contain themselves",
        "'a: \u0001'|1|control characters"
      })
  void aSyntaxErrorNamesFileLineAndWhatWasExpected(String text, int line, String expected) {
    var problem = own(text).problem(InputProblem.ConfigSyntax.class);
    assertTrue(problem.file().endsWith("rolecall.yaml"), problem.file());
    assertEquals(line, problem.line(), problem.toString());
    assertTrue(problem.expected().contains(expected == null ? "" : expected), problem.toString());
    assertFalse(problem.message(FrontEnd.COMMAND).contains("s3cret"), problem.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void aFileOfManyLevelsIsRefusedBeforeTheStackIsFull(String level) {
    var problem = own("a:\n " + level.repeat(20_000)).problem(InputProblem.ConfigSyntax.class);
    assertTrue(problem.expected().contains("100 deep"), problem.toString());
  }

  @Test
  void aFileThatIsNoMapIsRefused() {
    assertEquals("a list", own("- a\n").invalid().value());
    assertEquals("one value", own("hello\n").invalid().value());
  }

  @Test
  void aListWhereOneValueBelongsIsRefused() {
    Planned planned = own("aws-region: [a, b]\n");
    assertEquals(planned.at("aws-region", 1), planned.invalid().name());
    assertEquals("one value", planned.invalid().expected());
  }

  @Test
  void aliasesThatExplodeAreReadOnce() {
    var text = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    own(text.toString()).problem(InputProblem.Unknown.class);
    own(text + "b: [*a9, *a9, *a9]\n").problem(InputProblem.ConfigSyntax.class);
    Planned.command(
            folder, "esc.yaml", "values:\n  " + text.toString().replace("\n", "\n  ").strip())
        .region()
        .keys()
        .plan();
  }

  @Test
  void filesThatCannotBeReadSayWhy() throws IOException {
    Files.createDirectory(folder.resolve("dir"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));
    Files.write(folder.resolve("latin"), "aws-region: ä\n".getBytes(ISO_8859_1));
    Files.writeString(folder.resolve("large"), "#".repeat(1024 * 1024 + 1));
    assertEquals("it is a folder", reason("dir"));
    assertEquals("it is a symbolic link to a missing file", reason("link"));
    assertEquals("it is not UTF-8 text", reason("latin"));
    assertEquals("it has more than 1 MiB", reason("large"));
    assertEquals("it does not exist", reason("missing"));
  }

  private String reason(String name) {
    var problem =
        own("")
            .with(Input.CONFIG, folder.resolve(name).toString())
            .problem(InputProblem.FileUnreadable.class);
    assertEquals("--config", problem.name());
    return problem.reason();
  }

  @Test
  void aByteOrderMarkIsNoKey() {
    assertEquals("eu-west-1", own("\uFEFFaws-region: eu-west-1\n").plan().region());
  }

  @Test
  void inputsOfOtherFrontEndsAreLeftAlone() {
    Plan plan = own("aws-region: eu-west-1\nexport: file\noutput-credentials: true\n").plan();
    assertEquals("eu-west-1", plan.region());
  }
}
