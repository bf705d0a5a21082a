package io.github.rolecall.config;

import static io.github.rolecall.config.Planned.ROLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.InputProblem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that values which only Pulumi can read are rejected only where they are needed. */
class UnreadableValueTest {
  private static final String OIDC =
      "values:\n  a:\n    login:\n      fn::open::aws-login:\n        oidc:\n";
  private static final String OTHER = "arn:aws:iam::444455556666:role/Other";

  @TempDir Path folder;

  /** Returns a login with an option that may be unreadable, in a job with a token. */
  private Planned login(String option) {
    String role = option.startsWith("roleArn") ? "" : "          roleArn: " + ROLE + "\n";
    return file(OIDC + role + "          " + option + "\n");
  }

  private Planned file(String text) {
    return Planned.command(folder, "esc.yaml", text).token().region();
  }

  private Planned stackKey(String key) {
    return file(OIDC + "          roleArn: " + ROLE + "\n  pulumiConfig:\n    " + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "roleArn: '${r}' | role-to-assume | arn:aws:iam::444455556666:role/Other",
        "roleArn: {fn::secret: {ciphertext: x}} | role-to-assume | arn:aws:iam::444455556666:role/O",
        "sessionName: '${s.name}' | role-session-name | me",
        "duration: {fn::fromJSON: '1h'} | role-duration-seconds | 1000",
        "duration: '${d}' | role-duration-seconds | 1000",
        "policyArns: ['${p}'] | managed-session-policies | arn:aws:iam::aws:policy/ViewOnly",
        "policyArns: '${p}' | managed-session-policies | arn:aws:iam::aws:policy/ViewOnly",
        "policyArns: {fn::open::x: {}} | managed-session-policies | arn:aws:iam::aws:policy/V"
      })
  void anOptionOfTheLoginIsRefusedUnlessItIsOverridden(String option, String key, String value) {
    Input input = Input.valueOf(key.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    InputProblem problem = login(option).problem(InputProblem.class);
    assertTrue(
        problem instanceof InputProblem.ConfigUnresolved
            || problem instanceof InputProblem.ConfigEncrypted,
        problem.toString());
    assertFalse(login(option).with(input, value).plan().chain().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aws:region: '${r}' | aws-region | us-east-2",
        "aws:stsRegion: '${r}' | sts-region | us-east-2",
        "aws:allowedAccountIds: '${r}' | allowed-account-ids | 111122223333",
        "aws:allowedAccountIds: ['${r}'] | allowed-account-ids | 111122223333",
        "aws:forbiddenAccountIds: {fn::open::x: {}} | forbidden-account-ids | 444455556666",
        "aws:maxRetries: '${r}' | retry-max-attempts | 3",
        "aws:stsEndpoint: '${r}' | sts-endpoint | https://sts.example.org",
        "aws:endpoints: [{sts: '${r}'}] | sts-endpoint | https://sts.example.org",
        "aws:endpoints: ['${r}'] | sts-endpoint | https://sts.example.org",
        "aws:endpoints: '${r}' | sts-endpoint | https://sts.example.org",
        "aws:noProxy: '${r}' | no-proxy | example.org",
        "aws:httpsProxy: '${r}' | http-proxy | http://proxy:1",
        "aws:assumeRole: '${r}' | role-to-assume | arn:aws:iam::444455556666:role/Other",
        "aws:assumeRole: ['${r}'] | role-to-assume | arn:aws:iam::444455556666:role/Other",
        "aws:assumeRole: {roleArn: '${r}'} | role-to-assume | arn:aws:iam::444455556666:role/Other"
      })
  void anOptionOfTheProviderIsRefusedUnlessItIsOverridden(String option, String key, String value) {
    Planned alone = stackKey(option).with(Input.HTTP_PROXY, "http://proxy:1");
    if (key.equals("http-proxy")) {
      alone = stackKey(option);
    }
    if (key.equals("aws-region")) {
      alone.env("AWS_REGION", "");
    }
    String name = option.substring(0, option.indexOf(": "));
    var problem = alone.problem(InputProblem.ConfigUnresolved.class);
    assertTrue(problem.name().startsWith(name), problem.name());
    Input input = Input.valueOf(key.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    Plan plan = stackKey(option).with(input, value).plan();
    assertEquals(
        key.equals("role-to-assume") ? 1 : 0,
        plan.notes().warnings().size(),
        plan.notes().warnings().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subjectAttributes: '${x}'",
        "subjectAttributes: ['${x}', {fn::secret: {ciphertext: c}}]"
      })
  void whatIsNotReadMayStandElsewhere(String option) {
    assertEquals(1, login(option).plan().notes().warnings().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:defaultTags: '${x}'",
        "aws:retryMode: {fn::open::x: {}}",
        "aws:skipRegionValidation: '${x}'"
      })
  void whatHasNoEffectMayStandElsewhere(String option) {
    assertEquals(1, stackKey(option).plan().notes().warnings().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:ec2MetadataServiceEndpoint: '${x}'",
        "aws:skipMetadataApiCheck: '${x}'",
        "aws:sharedConfigFiles: ['${x}']",
        "aws:skipCredentialsValidation: '${x}'",
        "aws:skipRequestingAccountId: '${x}'"
      })
  void whatTheRunDoesNotNeedMayStandElsewhere(String option) {
    assertEquals(List.of(), stackKey(option).plan().notes().warnings());
  }

  @Test
  void aVariableIsRefusedWhereItIsNeeded() {
    var problem =
        stackKey("aws:customCaBundle: '${x}'").problem(InputProblem.ConfigUnresolved.class);
    assertTrue(problem.name().startsWith("aws:customCaBundle in "), problem.name());
    stackKey("aws:useFipsEndpoint: '${x}'").problem(InputProblem.ConfigUnresolved.class);
    file("values:\n  pulumiConfig:\n    aws:sharedConfigFiles: ['${x}']\n    aws:profile: dev\n")
        .problem(InputProblem.ConfigUnresolved.class);
    stackKey("aws:skipRequestingAccountId: '${x}'")
        .with(Input.ALLOWED_ACCOUNT_IDS, "111122223333")
        .problem(InputProblem.ConfigUnresolved.class);
  }

  @Test
  void aVariableOfTheEnvironmentCountsWithAWarning() {
    Plan plan = stackKey("aws:region: '${r}'").env("AWS_REGION", "eu-west-2").plan();
    assertEquals("eu-west-2", plan.region());
    assertEquals(1, plan.notes().warnings().size());
    assertTrue(
        plan.notes().warnings().get(0).endsWith("AWS_REGION counts."),
        plan.notes().warnings().toString());
    plan = stackKey("aws:customCaBundle: '${r}'").env("AWS_CA_BUNDLE", "/ca.pem").plan();
    assertTrue(plan.notes().warnings().get(0).endsWith("AWS_CA_BUNDLE counts."), plan.toString());
    plan = stackKey("aws:httpsProxy: '${r}'").env("https_proxy", "http://p:1").plan();
    assertTrue(plan.notes().warnings().get(0).endsWith("https_proxy counts."), plan.toString());
    plan = login("sessionName: '${s}'").env("ROLE_SESSION_NAME", "me").plan();
    assertEquals("me", plan.chain().get(0).sessionName());
    assertTrue(
        plan.notes().warnings().get(0).endsWith("ROLE_SESSION_NAME counts."), plan.toString());
  }

  @Test
  void aRoleOfTheEnvironmentIsNoSubstitute() {
    for (String variable : List.of("AWS_ROLE_ARN", "ROLE_TO_ASSUME")) {
      login("roleArn: '${r}'").env(variable, OTHER).problem(InputProblem.ConfigUnresolved.class);
      file("values:\n  a:\n    fn::open::aws-login: '${x}'\n")
          .env(variable, OTHER)
          .problem(InputProblem.ConfigUnresolved.class);
    }
  }

  @Test
  void aWholeLoginMayStandElsewhereIfAnotherRoleIsNamed() {
    for (String text :
        List.of("fn::open::aws-login: '${x}'", "fn::open::aws-login: {oidc: '${x}'}")) {
      Planned planned = file("values:\n  a:\n    " + text + "\n");
      planned.problem(InputProblem.ConfigUnresolved.class);
      assertEquals(
          OTHER, planned.with(Input.ROLE_TO_ASSUME, OTHER).plan().chain().get(0).target().text());
    }
    file("values:\n  a:\n    fn::open::aws-login: {static: '${x}'}\n")
        .problem(InputProblem.ConfigUnresolved.class);
  }

  @Test
  void theRegionOfTheVariablesCountsForAnExpressionOfTheStack() {
    Plan plan =
        stackKey("aws:region: '${r}'\n  environmentVariables: {AWS_REGION: eu-north-1}\n").plan();
    assertEquals("eu-north-1", plan.region());
    assertEquals(1, plan.notes().warnings().size(), plan.notes().warnings().toString());
  }

  @Test
  void aCiphertextOfAStackIsRefusedWhereItIsNeeded() {
    String text =
        "config:\n  aws:region: {secure: v1:abc}\n  aws:assumeRole:\n    roleArn: "
            + ROLE
            + "\n    externalId: {secure: v1:def}\n";
    Planned planned = Planned.command(folder, "Pulumi.dev.yaml", text).keys();
    assertEquals(
        planned.at("aws:region", 2), planned.problem(InputProblem.ConfigEncrypted.class).name());
    planned.with(Input.AWS_REGION, "eu-west-1");
    assertEquals(
        planned.at("aws:assumeRole.externalId", 5),
        planned.problem(InputProblem.ConfigEncrypted.class).name());
    Plan plan = planned.with(Input.ROLE_EXTERNAL_ID, "partner").plan();
    assertEquals("partner", plan.chain().get(0).externalId().get());
    assertInstanceOf(Source.EnvironmentKeys.class, plan.source());
  }

  @Test
  void explainingShowsNothingOfIt() {
    String shown =
        login("sessionName: {fn::secret: {ciphertext: ZXNj}}")
            .with(Input.ROLE_SESSION_NAME, "me")
            .inputs()
            .decisions()
            .toString();
    assertTrue(shown.contains("instead of (known to Pulumi only) from"), shown);
    assertFalse(shown.contains("ZXNj"), shown);
  }
}
