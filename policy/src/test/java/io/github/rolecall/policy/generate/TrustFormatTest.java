package io.github.rolecall.policy.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.CasesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tests that each format is complete and contains the same policy as JSON. */
class TrustFormatTest {
  @TempDir static Path folder;

  private static TrustTemplate template(String token) {
    return TrustTemplate.of(
        new Claims(CasesTest.read("tokens.json").path(token)),
        Optional.of(new RoleArn("aws", "111122223333", "ci/Deploy")));
  }

  static List<String> tokens() {
    return TrustTemplateTest.tokens().toList();
  }

  /** Asserts that the policy equals the one in JSON, except for the reference to the provider. */
  private static void assertSamePolicy(TrustTemplate template, JsonValue document) {
    assertEquals(withoutPrincipal(JsonTexts.value(template.json())), withoutPrincipal(document));
  }

  private static JsonValue withoutPrincipal(JsonValue policy) {
    var statement = new LinkedHashMap<>(policy.path("Statement").items().get(0).members());
    assertNotNull(statement.remove("Principal"));
    return policy.with("Statement", JsonValue.array(List.of(JsonValue.object(statement))));
  }

  private static JsonValue yaml(String text) {
    return JsonTexts.value(new YAMLMapper().readTree(text).toString());
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void cloudFormationHasProviderRoleAndPermissions(String token) {
    TrustTemplate template = template(token);
    JsonValue stack = yaml(TrustFormat.CLOUDFORMATION.write(template));
    JsonValue role = stack.path("Resources").path("Role");
    assertEquals("AWS::IAM::Role", role.path("Type").text());
    JsonValue properties = role.path("Properties");
    assertEquals("Deploy", properties.path("RoleName").text());
    assertEquals(1, properties.path("Policies").items().size());
    JsonValue trust = properties.path("AssumeRolePolicyDocument");
    JsonValue federated =
        trust.path("Statement").items().get(0).path("Principal").path("Federated");
    JsonValue provider = stack.path("Resources").path("Provider");
    if (token.equals("google")) {
      assertTrue(provider.isMissing());
      assertEquals("accounts.google.com", federated.text());
    } else {
      assertEquals("AWS::IAM::OIDCProvider", provider.path("Type").text());
      assertEquals("https://" + template.issuer(), provider.path("Properties").path("Url").text());
      assertEquals(
          template.audience(),
          provider.path("Properties").path("ClientIdList").items().get(0).text());
      assertEquals("Provider", federated.path("Ref").text());
    }
    assertSamePolicy(template, trust);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void pulumiHasProviderRoleAndPermissions(String token) {
    TrustTemplate template = template(token);
    JsonValue program = yaml(TrustFormat.PULUMI.write(template));
    JsonValue resources = program.path("resources");
    assertEquals("yaml", program.path("runtime").text());
    assertEquals("aws:iam:RolePolicy", resources.path("permissions").path("type").text());
    JsonValue trust =
        resources.path("role").path("properties").path("assumeRolePolicy").path("fn::toJSON");
    assertSamePolicy(template, JsonTexts.value(trust.toString().replace("$${", "${")));
  }

  @Tag("heavy")
  @ParameterizedTest
  @MethodSource("tokens")
  void theScriptGivesThePolicyToTheShell(String token) throws Exception {
    TrustTemplate template = template(token);
    Path log = folder.resolve(token + ".log");
    Path script = folder.resolve(token + ".sh");
    // A shell function replaces the AWS CLI, and records the value of the option.
    Files.writeString(
        script,
        "aws() { while [ $# -gt 0 ]; do if [ \"$1\" = --assume-role-policy-document ]; then printf"
            + " %s \"$2\" >"
            + log
            + "; fi; shift; done; }\n"
            + TrustFormat.AWS_CLI.write(template));
    run(List.of("sh", script.toString()), folder);
    assertEquals(JsonTexts.value(template.json()), JsonTexts.value(Files.readString(log, UTF_8)));
  }

  @Tag("heavy")
  @Test
  void theScriptAsksForTheAccountThatNobodyNamed() throws Exception {
    TrustTemplate template =
        TrustTemplate.of(
            new Claims(CasesTest.read("tokens.json").path("branch")), Optional.empty());
    Path log = folder.resolve("account.log");
    Path script = folder.resolve("account.sh");
    Files.writeString(
        script,
        "aws() { if [ \"$2\" = get-caller-identity ]; then echo 444455556666; fi; while [ $# -gt 0"
            + " ]; do if [ \"$1\" = --assume-role-policy-document ]; then printf %s \"$2\" >"
            + log
            + "; fi; shift; done; }\n"
            + TrustFormat.AWS_CLI.write(template));
    run(List.of("sh", script.toString()), folder);
    assertTrue(
        Files.readString(log, UTF_8).contains("arn:aws:iam::444455556666:oidc-provider/"),
        Files.readString(log, UTF_8));
  }

  /**
   * The AWS CLI loads values with a URL scheme from a file or the web, and parses values with a
   * bracket as JSON.
   */
  @ParameterizedTest
  @ValueSource(strings = {"https://gitlab.com", "file:///etc/hostname", "[x]", "-x", "a b"})
  void anAudienceThatTheAwsCliWouldReadOtherwiseIsInAListOfJson(String audience) throws Exception {
    JsonValue claims =
        CasesTest.read("tokens.json").path("gitlab").with("aud", JsonValue.of(audience));
    TrustTemplate template = TrustTemplate.of(new Claims(claims), Optional.empty());
    assertEquals(
        JsonValue.array(List.of(JsonValue.of(audience))),
        JsonTexts.value(argument("--client-id-list", TrustFormat.AWS_CLI.write(template))));
  }

  @Test
  void aPlainAudienceStandsAsItIs() throws Exception {
    assertEquals(
        "sts.amazonaws.com",
        argument("--client-id-list", TrustFormat.AWS_CLI.write(template("branch"))));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void theAppOfCdkHasTheConditions(String token) {
    TrustTemplate template = template(token);
    String app = TrustFormat.CDK.write(template);
    int from = app.indexOf('{', app.indexOf("FederatedPrincipal("));
    JsonValue conditions = JsonTexts.value(app.substring(from, app.indexOf("\n  },\n", from) + 4));
    assertEquals(
        JsonTexts.value(template.json()).path("Statement").items().get(0).path("Condition"),
        conditions);
    assertEquals(template.tags(), app.contains(".withSessionTags()"));
    assertTrue(app.contains("addToPolicy"), app);
  }

  /** IAM accepts almost all characters in a path, but the target languages do not. */
  @ParameterizedTest
  @ValueSource(strings = {"/ci/", "/a/b/", "/$x/", "/${x}/", "/it's/", "/\"/"})
  void theRoleKeepsItsPath(String path) throws Exception {
    TrustTemplate template =
        TrustTemplate.of(
            new Claims(CasesTest.read("tokens.json").path("branch")),
            Optional.of(new RoleArn("aws", "111122223333", path.substring(1) + "Deploy")));
    JsonValue stack = yaml(TrustFormat.CLOUDFORMATION.write(template));
    JsonValue role = stack.path("Resources").path("Role").path("Properties");
    assertEquals(path, role.path("Path").text());
    JsonValue program = yaml(TrustFormat.PULUMI.write(template));
    role = program.path("resources").path("role").path("properties");
    assertEquals(path, role.path("path").text().replace("$${", "${"));
    String quoted = JsonValue.of(path).toString();
    String module = TrustFormat.TERRAFORM.write(template);
    assertTrue(
        module.contains("\n  path               = " + quoted.replace("${", "$${") + "\n"), module);
    String app = TrustFormat.CDK.write(template);
    assertTrue(app.contains("roleName: \"Deploy\", path: " + quoted + ", assumedBy"), app);
    assertEquals(path, argument("--path", TrustFormat.AWS_CLI.write(template)));
  }

  /** The value of an option that the AWS CLI gets from a script. */
  private static String argument(String option, String text) throws Exception {
    Path log = Files.createTempFile(folder, "argument", ".log");
    Path script = Files.createTempFile(folder, "script", ".sh");
    Files.writeString(
        script,
        "aws() { while [ $# -gt 0 ]; do if [ \"$1\" = "
            + option
            + " ]; then printf %s \"$2\" >"
            + log
            + "; fi; shift; done; }\n"
            + text);
    run(List.of("sh", script.toString()), folder);
    return Files.readString(log, UTF_8);
  }

  @Test
  void aRoleWithoutPathHasNone() {
    TrustTemplate template =
        TrustTemplate.of(
            new Claims(CasesTest.read("tokens.json").path("branch")),
            Optional.of(new RoleArn("aws", "111122223333", "Deploy")));
    for (TrustFormat format : TrustFormat.values()) {
      assertFalse(format.write(template).matches("(?s).*[Pp]ath\\b.*"), format.write(template));
    }
  }

  @ParameterizedTest
  @EnumSource(TrustFormat.class)
  void theFormSaysWhatWasChosen(TrustFormat format) {
    TrustTemplate template = template("buildkite");
    List<String> lines = format.write(template).lines().toList();
    String sign = format == TrustFormat.CDK ? "// " : "# ";
    for (String choice : template.choices()) {
      assertEquals(!format.policyAlone(), lines.contains(sign + choice), choice);
    }
  }

  @ParameterizedTest
  @EnumSource(TrustFormat.class)
  void aFormThatFindsTheAccountOutNamesNone(TrustFormat format) {
    TrustTemplate template =
        TrustTemplate.of(
            new Claims(CasesTest.read("tokens.json").path("branch")), Optional.empty());
    String text = format.write(template);
    assertEquals(format.policyAlone(), text.contains("<ACCOUNT-ID>"), text);
    assertFalse(text.contains("111122223333"), text);
  }

  @ParameterizedTest
  @EnumSource(TrustFormat.class)
  void aFormHasAWordAndEndsInALineBreak(TrustFormat format) {
    assertEquals(Optional.of(format), TrustFormat.of(format.word()));
    assertTrue(format.write(template("branch")).endsWith("}\n") || format != TrustFormat.JSON);
    assertTrue(format.write(template("branch")).endsWith("\n"));
  }

  @ParameterizedTest
  @CsvSource({"json,JSON", "aws-cli,AWS_CLI", "cdk,CDK"})
  void wordsAreThoseOfTheReference(String word, TrustFormat format) {
    assertEquals(Optional.of(format), TrustFormat.of(word));
  }

  private static void run(List<String> command, Path where) throws IOException {
    Path output = Files.createTempFile(folder, "run", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(where.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), command.toString());
      assertEquals(0, process.exitValue(), () -> command + "\n" + read(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
