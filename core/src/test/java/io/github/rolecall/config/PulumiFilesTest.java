package io.github.rolecall.config;

import static io.github.rolecall.config.Planned.ROLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.SessionPolicies;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the files that users of Pulumi already have. */
class PulumiFilesTest {
  private static final String FIRST = "arn:aws:iam::111122223333:role/First";

  @TempDir Path folder;

  private Planned stack(String text) {
    return Planned.command(folder, "Pulumi.dev.yaml", text);
  }

  private Planned options(String text) {
    return Planned.command(folder, "aws.yaml", text).keys().region();
  }

  private Planned esc(String text) {
    return Planned.command(folder, "esc.yaml", text).token();
  }

  // Provider options and stack configuration

  @Test
  void aStackIsReadByTheKeysOfThePackageAws() {
    Planned planned =
        stack(
                """
                secretsprovider: awskms://alias/x
                encryptionsalt: v1:abc
                config:
                  shop:replicas: 3
                  shop:password: {secure: AAAB}
                  aws-native:region: us-east-1
                  aws:region: eu-central-1
                  aws:assumeRole:
                    roleArn: arn:aws:iam::111122223333:role/Deploy
                    durationSeconds: 1800
                    externalId: partner
                    tags: {Team: payments}
                    transitiveTagKeys: [Team]
                  aws:allowedAccountIds: '["111122223333"]'
                """)
            .keys();
    Plan plan = planned.plan();
    assertEquals("eu-central-1", plan.region());
    assertEquals(List.of("111122223333"), plan.guards().allowedAccounts());
    Role role = plan.chain().get(0);
    assertEquals(ROLE, role.target().text());
    assertEquals(1800, role.durationSeconds());
    assertEquals(Optional.of("partner"), role.externalId());
    assertEquals(List.of(new SessionTag("Team", "payments", false)), role.tags());
    assertEquals(List.of("Team"), role.transitiveTagKeys());
    assertEquals(List.of(), plan.notes().warnings());
    assertTrue(
        plan.notes().reasons().stream()
            .anyMatch(
                fact ->
                    fact.value()
                        .equals("1800, from " + planned.at("aws:assumeRole.durationSeconds", 10))),
        plan.notes().reasons().toString());
  }

  @Test
  void aRoleThatWasSetAsATextIsRead() {
    Plan plan =
        stack(
                "config:\n  aws:assumeRole: '{\"roleArn\": \""
                    + ROLE
                    + "\", \"externalId\": \"partner\"}'\n")
            .keys()
            .region()
            .plan();
    assertEquals(Optional.of("partner"), plan.chain().get(0).externalId());
  }

  @Test
  void awsNativeCountsWhereThereIsNothingElse() {
    assertEquals(
        "eu-west-3",
        stack("config:\n  aws-native:region: eu-west-3\n  gcp:region: x\n").keys().plan().region());
  }

  @Test
  void whatAStackHasNotForUsIsSaid() {
    Plan plan = stack("environment: [shop/dev]\nconfig:\n  shop:x: 1\n").keys().region().plan();
    assertEquals(2, plan.notes().warnings().size(), plan.notes().warnings().toString());
    assertTrue(
        plan.notes().warnings().get(0).startsWith("environment in "),
        plan.notes().warnings().toString());
    assertTrue(
        plan.notes().warnings().get(1).contains("no key of the package"),
        plan.notes().warnings().toString());
  }

  @Test
  void aPolicyIsSentAsItIsWritten() {
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{\"N\": 1.50, \"B\": true}]}";
    String block = "config:\n  aws:assumeRole:\n    roleArn: " + ROLE + "\n    policy: ";
    assertEquals(
        Optional.of(policy),
        stack(block + "'" + policy + "'\n")
            .keys()
            .region()
            .plan()
            .chain()
            .get(0)
            .policies()
            .inline());
    assertEquals(
        Optional.of(policy.replace(" ", "")),
        stack(block + policy + "\n").keys().region().plan().chain().get(0).policies().inline());
  }

  @Test
  void aSwitchIsTrueOrFalse() {
    assertEquals("`true` or `false`", options("useFipsEndpoint: yes\n").invalid().expected());
  }

  @Test
  void anEncryptedValueOfOursIsRefusedWithWhatToDo() {
    String message =
        stack("config:\n  aws:accessKey: AKIA\n  aws:secretKey:\n    secure: AAABcipher\n")
            .region()
            .refusal(InputProblem.ConfigEncrypted.class);
    assertTrue(
        message.startsWith("aws:secretKey in Pulumi.dev.yaml, line 3 is encrypted"), message);
    assertFalse(message.contains("cipher"), message);
    stack("config:\n  aws:assumeRole:\n    secure: AAAB\n")
        .keys()
        .region()
        .problem(InputProblem.ConfigEncrypted.class);
  }

  @ParameterizedTest
  @CsvSource({"aws:regoin, aws:region", "aws:assumeRol, aws:assumeRole"})
  void anUnknownKeyOfThePackageIsRefused(String key, String nearest) {
    var problem =
        stack("config:\n  aws:profile: dev\n  " + key + ": x\n")
            .problem(InputProblem.Unknown.class);
    assertEquals(key, problem.name());
    assertEquals(Optional.of(nearest), problem.nearest());
    assertTrue(problem.where().endsWith("Pulumi.dev.yaml, line 3"), problem.where());
  }

  @Test
  void anUnknownKeyOfARoleIsRefused() {
    var problem =
        options("assumeRole:\n  roleArn: x\n  externalID: y\n").problem(InputProblem.Unknown.class);
    assertEquals("assumeRole.externalID", problem.name());
    assertEquals(Optional.of("externalId"), problem.nearest());
  }

  @Test
  void everyRoleOfAChainHasItsOwnOptions() {
    Plan plan =
        options(
                """
                assumeRoles:
                  - roleArn: arn:aws:iam::111122223333:role/First
                    duration: 20m
                    externalId: first
                    sessionName: one
                    sourceIdentity: jane
                    policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
                    tags: {A: "1"}
                  - roleArn: arn:aws:iam::111122223333:role/Deploy
                    duration: 1h
                    externalId: second
                    tags: {B: "2"}
                    transitiveTagKeys: [B]
                """)
            .env("GITLAB_CI", "true")
            .env("CI_PROJECT_PATH", "acme/shop")
            .env("ROLE_SESSION_NAME", "common")
            .plan();
    assertEquals(
        new Role(
            RoleRef.parse(FIRST).orElseThrow(),
            "one",
            1200,
            Optional.of("first"),
            List.of(new SessionTag("A", "1", false)),
            List.of(),
            new SessionPolicies(
                Optional.empty(), List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")),
            Optional.of("jane")),
        plan.chain().get(0));
    assertEquals(
        new Role(
            RoleRef.parse(ROLE).orElseThrow(),
            "common",
            3600,
            Optional.of("second"),
            List.of(new SessionTag("B", "2", false)),
            List.of("B"),
            SessionPolicies.NONE,
            Optional.empty()),
        plan.chain().get(1));
  }

  @Test
  void aWrongOptionOfOneRoleIsNamedByItsPlace() {
    Planned planned =
        options(
            """
            assumeRole:
              - roleArn: arn:aws:iam::111122223333:role/First
              - roleArn: arn:aws:iam::111122223333:role/Deploy
                externalId: "a b"
            """);
    assertEquals(planned.at("assumeRole[1].externalId", 4), planned.invalid().name());
  }

  @Test
  void aRoleAfterAnotherLastsAnHourAtMost() {
    Planned planned =
        options(
            """
            assumeRole:
              - roleArn: arn:aws:iam::111122223333:role/First
                duration: 2h
              - roleArn: arn:aws:iam::111122223333:role/Deploy
                duration: 2h
            """);
    assertEquals(planned.at("assumeRole[1].duration", 5), planned.invalid().name());
  }

  @Test
  void aBlockWithoutARoleIsRefused() {
    Planned planned = options("assumeRole:\n  externalId: x1\n");
    assertEquals(planned.at("assumeRole", 1), planned.invalid().name());
  }

  @Test
  void theCommandLineDescribesTheLastRole() {
    Plan plan =
        options("assumeRole:\n  roleArn: " + ROLE + "\n  duration: 20m\n")
            .with(Input.ROLE_DURATION_SECONDS, "1000")
            .plan();
    assertEquals(1000, plan.chain().get(0).durationSeconds());
  }

  // Web identity

  private static final String BY_TOKEN =
      """
      assumeRole:
        roleArn: arn:aws:iam::111122223333:role/Deploy
      assumeRoleWithWebIdentity:
        roleArn: arn:aws:iam::111122223333:role/First
        duration: 2h
      """;

  @Test
  void theRoleOfATokenGoesBeforeTheChain() {
    Plan plan = options(BY_TOKEN + "  webIdentityTokenFile: $DIR/token\n").env("DIR", "/d").plan();
    assertEquals(
        Path.of("/d/token"), assertInstanceOf(Source.TokenFile.class, plan.source()).file());
    assertEquals(
        List.of(FIRST, ROLE), plan.chain().stream().map(role -> role.target().text()).toList());
    assertEquals(7200, plan.chain().get(0).durationSeconds());
  }

  @Test
  void withoutATokenItIsThatOfTheJobEvenBesideKeys() {
    assertInstanceOf(Source.CiToken.class, options(BY_TOKEN).token().plan().source());
    assertInstanceOf(
        Source.TokenFile.class,
        options(BY_TOKEN).env("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").plan().source());
  }

  @Test
  void keysAreNotTakenForAToken() {
    Planned planned = options(BY_TOKEN);
    var problem = planned.problem(InputProblem.Incomplete.class);
    assertEquals(planned.at("assumeRoleWithWebIdentity", 3), problem.name());
    options(BY_TOKEN).env("GITHUB_ACTIONS", "true").problem(IdentityProblem.NoIdToken.class);
    var conflict = options(BY_TOKEN + "profile: dev\n").problem(InputProblem.Conflict.class);
    assertTrue(conflict.second().startsWith("profile in "), conflict.toString());
    options(BY_TOKEN + "role-chaining: true\n").token().problem(InputProblem.Conflict.class);
  }

  @Test
  void aTokenOfTheFileIsASecret() {
    Planned planned = options(BY_TOKEN + "  webIdentityToken: aaa.bbb.ccc\n");
    Plan plan = planned.plan();
    assertInstanceOf(Source.GivenToken.class, plan.source());
    assertFalse((plan + " " + planned.inputs().decisions()).contains("bbb"), plan.toString());
    options(BY_TOKEN + "  webIdentityToken: a.b.c\n  webIdentityTokenFile: x\n")
        .problem(InputProblem.Conflict.class);
  }

  // Durations

  @ParameterizedTest
  @CsvSource({
    "3600, 3600",
    "3600s, 3600",
    "60m, 3600",
    "1h, 3600",
    "1h30m, 5400",
    "1h30m0s, 5400",
    "1.5h, 5400",
    "900000ms, 900",
    "PT1H30M, 5400",
    "12h, 43200"
  })
  void durationsOfAllFormsAreRead(String text, int seconds) {
    assertEquals(
        seconds,
        options("assumeRole:\n  roleArn: " + ROLE + "\n  duration: " + text + "\n")
            .plan()
            .chain()
            .get(0)
            .durationSeconds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"899", "14m", "13h", "1 h", "h", "1d", "-1h", "PT", "3600.5s", "99999999999"})
  void othersAreRefusedWithTheRuleOfTheRole(String text) {
    var problem =
        options("assumeRole:\n  roleArn: " + ROLE + "\n  duration: '" + text + "'\n").invalid();
    assertEquals(text, problem.value());
    assertTrue(problem.expected().contains("MaxSessionDuration"), problem.expected());
  }

  // ESC

  private static final String LOGIN =
      """
      values:
        aws:
          login:
            fn::open::aws-login:
              oidc:
                roleArn: arn:aws:iam::111122223333:role/Deploy
                sessionName: pulumi-environments-session
                duration: 1h
                policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]
                subjectAttributes: [currentEnvironment.name]
          other:
            fn::open::aws-secrets: {region: x, login: "${aws.login}"}
        environmentVariables:
          AWS_ACCESS_KEY_ID: ${aws.login.accessKeyId}
        pulumiConfig:
          aws:accessKey: ${aws.login.accessKeyId}
          aws:region: eu-central-1
      """;

  @Test
  void theLoginOfAnEnvironmentIsMadeWithTheTokenOfTheJob() {
    Plan plan = esc(LOGIN).plan();
    assertInstanceOf(Source.CiToken.class, plan.source());
    assertEquals("eu-central-1", plan.region());
    Role role = plan.chain().get(0);
    assertEquals(ROLE, role.target().text());
    assertEquals("pulumi-environments-session", role.sessionName());
    assertEquals(3600, role.durationSeconds());
    assertEquals(1, role.policies().managed().size());
    assertEquals(1, plan.notes().warnings().size());
    assertTrue(
        plan.notes().warnings().get(0).contains("subjectAttributes"),
        plan.notes().warnings().toString());
  }

  @Test
  void aRoleOfTheStackFollowsThatOfTheLogin() {
    Plan plan =
        esc(LOGIN + "    aws:assumeRole:\n      roleArn: arn:aws:iam::444455556666:role/Target\n")
            .plan();
    assertEquals(2, plan.chain().size());
    assertEquals("arn:aws:iam::444455556666:role/Target", plan.chain().get(1).target().text());
  }

  @Test
  void staticKeysAreReadOutOfTheirSecrets() {
    Plan plan =
        esc("""
            values:
              login:
                fn::open:
                  provider: aws-login
                  inputs:
                    static:
                      accessKeyId: AKIAESC
                      secretAccessKey: {fn::secret: s3cret}
                      sessionToken:
                        fn::secret: t0ken
              environmentVariables: {AWS_REGION: eu-west-3}
            """)
            .plan();
    var keys = assertInstanceOf(Source.Keys.class, plan.source());
    assertEquals("AKIAESC", keys.credentials().accessKeyId());
    assertEquals("s3cret", keys.credentials().secretAccessKey().reveal());
    assertEquals("t0ken", keys.credentials().sessionToken().orElseThrow().reveal());
    assertEquals("eu-west-3", plan.region());
  }

  private static String staticLogin(String secret) {
    return "values:\n  a:\n    fn::open::aws-login:\n      static:\n        accessKeyId: AKIAESC\n"
        + "        secretAccessKey: "
        + secret
        + "\n";
  }

  @Test
  void whatOnlyPulumiKnowsIsRefusedWithWords() {
    esc(staticLogin("{fn::secret: {ciphertext: ZXNj}}"))
        .region()
        .problem(InputProblem.ConfigEncrypted.class);
    String message =
        esc(staticLogin("${keys.secret}")).region().refusal(InputProblem.ConfigUnresolved.class);
    assertTrue(
        message.startsWith(
            "a.fn::open::aws-login.static.secretAccessKey in esc.yaml, line 6 is an expression"),
        message);
    assertEquals(
        "fn::open::1password",
        esc(staticLogin("{fn::open::1password: {x: y}}"))
            .region()
            .problem(InputProblem.ConfigUnresolved.class)
            .wanted());
    assertEquals(
        "p${x}",
        ((Source.Keys) esc(staticLogin("p$${x}")).region().plan().source())
            .credentials()
            .secretAccessKey()
            .reveal());
  }

  @Test
  void severalLoginsAreNamedUnlessOneIsUsed() {
    String two =
        """
        values:
          dev: {fn::open::aws-login: {oidc: {roleArn: "arn:aws:iam::111122223333:role/First", sessionName: dev}}}
          prod: {fn::open::aws-login: {oidc: {roleArn: "arn:aws:iam::111122223333:role/Deploy", sessionName: prod}}}
        """;
    var problem = esc(two).region().problem(InputProblem.SeveralLogins.class);
    assertEquals(2, problem.logins().size());
    assertTrue(
        problem.logins().get(0).startsWith("dev.fn::open::aws-login in "), problem.toString());
    Plan plan =
        esc(two + "  environmentVariables:\n    AWS_ACCESS_KEY_ID: ${prod.accessKeyId}\n")
            .region()
            .plan();
    assertEquals(ROLE, plan.chain().get(0).target().text());
  }

  @Test
  void variablesThatStandElsewhereAreLeftAlone() {
    assertEquals(
        List.of(),
        esc("values:\n  environmentVariables: ${base.variables}\n  pulumiConfig: ${base.c}\n")
            .keys()
            .region()
            .plan()
            .notes()
            .warnings());
  }

  @Test
  void importsAndExpressionsOfTheRegionAreSaid() {
    Plan plan =
        esc("imports: [base]\nvalues:\n  environmentVariables: {AWS_REGION: \"${r}\"}\n")
            .keys()
            .region()
            .plan();
    assertEquals(2, plan.notes().warnings().size(), plan.notes().warnings().toString());
    assertTrue(
        plan.notes().warnings().get(0).startsWith("imports in "),
        plan.notes().warnings().toString());
  }

  // Deployments

  @ParameterizedTest
  @ValueSource(strings = {"roleArn", "roleARN"})
  void deploymentsSayTheRoleOfTheJobsToken(String roleArn) {
    Plan plan =
        Planned.command(
                folder,
                "Pulumi.dev.deploy.yaml",
                """
                settings:
                  sourceContext: {git: {branch: main}}
                  operationContext:
                    environmentVariables:
                      AWS_REGION: eu-central-1
                      SECRET: {secret: {ciphertext: x}}
                    oidc:
                      aws:
                        %s: arn:aws:iam::111122223333:role/Deploy
                        sessionName: deploy
                        duration: 1h30m0s
                        policyArns: arn:aws:iam::aws:policy/A, arn:aws:iam::aws:policy/B
                """
                    .formatted(roleArn))
            .env("PULUMI_OIDC_TOKEN", "a.b.c")
            .plan();
    assertEquals(
        new Role(
            RoleRef.parse(ROLE).orElseThrow(),
            "deploy",
            5400,
            Optional.empty(),
            List.of(),
            List.of(),
            new SessionPolicies(
                Optional.empty(),
                List.of("arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B")),
            Optional.empty()),
        plan.chain().get(0));
    assertEquals("eu-central-1", plan.region());
    assertInstanceOf(Source.CiToken.class, plan.source());
  }

  // The docs

  static Stream<String> examples() throws IOException {
    return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/config-file.md"), UTF_8))
        .results()
        .map(found -> found.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesOfTheDocsAreGood(String text) {
    List<Plan> plans = Planned.command(folder, "example.yaml", text).token().plans();
    assertFalse(plans.isEmpty());
    for (Plan plan : plans) {
      assertEquals("eu-central-1", plan.region());
      assertFalse(plan.chain().isEmpty());
    }
  }

  @Test
  void thereIsAnExampleOfEveryKind() throws IOException {
    assertEquals(6, examples().count());
  }
}
