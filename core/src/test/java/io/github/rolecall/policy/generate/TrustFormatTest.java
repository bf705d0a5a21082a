package io.github.rolecall.policy.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.CasesTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every form is whole, and says the same as the policy in JSON. */
class TrustFormatTest {
  @TempDir static Path folder;

  private static TrustTemplate template(String token) {
    return TrustTemplate.of(
        Claims.of(CasesTest.read("tokens.json").path(token)),
        Optional.of(new RoleArn("aws", "111122223333", "ci/Deploy")));
  }

  static List<String> tokens() {
    return TrustTemplateTest.tokens().toList();
  }

  /** The same policy as in JSON, but for what stands for the provider. */
  private static void assertSamePolicy(TrustTemplate template, JsonNode document) {
    ObjectNode expected = (ObjectNode) JsonDocument.parse(template.json()).root();
    for (JsonNode policy : List.of(expected, document)) {
      ((ObjectNode) policy.path("Statement").path(0)).remove("Principal");
    }
    assertEquals(expected, document);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void cloudFormationHasProviderRoleAndPermissions(String token) {
    TrustTemplate template = template(token);
    JsonNode stack = new YAMLMapper().readTree(TrustFormat.CLOUDFORMATION.write(template));
    JsonNode role = stack.path("Resources").path("Role");
    assertEquals("AWS::IAM::Role", role.path("Type").asString());
    JsonNode properties = role.path("Properties");
    assertEquals("Deploy", properties.path("RoleName").asString());
    assertEquals(1, properties.path("Policies").size());
    JsonNode trust = properties.path("AssumeRolePolicyDocument");
    JsonNode federated = trust.path("Statement").path(0).path("Principal").path("Federated");
    JsonNode provider = stack.path("Resources").path("Provider");
    if (token.equals("google")) {
      assertTrue(provider.isMissingNode());
      assertEquals("accounts.google.com", federated.asString());
    } else {
      assertEquals("AWS::IAM::OIDCProvider", provider.path("Type").asString());
      assertEquals(
          "https://" + template.issuer(), provider.path("Properties").path("Url").asString());
      assertEquals(
          template.audience(), provider.path("Properties").path("ClientIdList").path(0).asString());
      assertEquals("Provider", federated.path("Ref").asString());
    }
    assertSamePolicy(template, trust);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void pulumiHasProviderRoleAndPermissions(String token) {
    TrustTemplate template = template(token);
    JsonNode program = new YAMLMapper().readTree(TrustFormat.PULUMI.write(template));
    JsonNode resources = program.path("resources");
    assertEquals("yaml", program.path("runtime").asString());
    assertEquals("aws:iam:RolePolicy", resources.path("permissions").path("type").asString());
    JsonNode trust =
        resources.path("role").path("properties").path("assumeRolePolicy").path("fn::toJSON");
    assertSamePolicy(template, JsonDocument.parse(trust.toString().replace("$${", "${")).root());
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void theScriptGivesThePolicyToTheShell(String token) throws Exception {
    TrustTemplate template = template(token);
    Path log = folder.resolve(token + ".log");
    Path script = folder.resolve(token + ".sh");
    // A function stands for the AWS CLI and notes the argument after the one that is asked for.
    Files.writeString(
        script,
        "aws() { while [ $# -gt 0 ]; do if [ \"$1\" = --assume-role-policy-document ]; then printf"
            + " %s \"$2\" >"
            + log
            + "; fi; shift; done; }\n"
            + TrustFormat.AWS_CLI.write(template));
    run(List.of("sh", script.toString()), folder);
    assertEquals(
        JsonDocument.parse(template.json()).root(),
        JsonDocument.parse(Files.readString(log, UTF_8)).root());
  }

  @Test
  void theScriptAsksForTheAccountThatNobodyNamed() throws Exception {
    TrustTemplate template =
        TrustTemplate.of(Claims.of(CasesTest.read("tokens.json").path("branch")), Optional.empty());
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

  @ParameterizedTest
  @ValueSource(strings = {"ids", "buildkite", "google"})
  void terraformIsFormattedAndValid(String token) throws Exception {
    assumeTrue(isThere("terraform"), "terraform is not installed");
    Path module = Files.createDirectories(folder.resolve("tf-" + token));
    Path file = module.resolve("main.tf");
    Files.writeString(file, TrustFormat.TERRAFORM.write(template(token)), UTF_8);
    run(List.of("terraform", "fmt", "-check", "-diff"), module);
    String plugins = System.getenv("TERRAFORM_PLUGIN_DIR");
    assumeTrue(plugins != null, "TERRAFORM_PLUGIN_DIR names no folder with the AWS provider");
    run(List.of("terraform", "init", "-backend=false", "-plugin-dir=" + plugins), module);
    run(List.of("terraform", "validate"), module);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ids", "buildkite", "google"})
  void cloudFormationPassesItsLinter(String token) throws Exception {
    assumeTrue(isThere("cfn-lint"), "cfn-lint is not installed");
    Path file = folder.resolve(token + ".yaml");
    Files.writeString(file, TrustFormat.CLOUDFORMATION.write(template(token)), UTF_8);
    run(List.of("cfn-lint", "--regions", "us-east-1", "--", file.toString()), folder);
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void theAppOfCdkHasTheConditions(String token) {
    TrustTemplate template = template(token);
    String app = TrustFormat.CDK.write(template);
    int from = app.indexOf('{', app.indexOf("FederatedPrincipal("));
    JsonNode conditions =
        JsonDocument.parse(app.substring(from, app.indexOf("\n  },\n", from) + 4)).root();
    assertEquals(
        JsonDocument.parse(template.json()).root().path("Statement").path(0).path("Condition"),
        conditions);
    assertEquals(template.tags(), app.contains(".withSessionTags()"));
    assertTrue(app.contains("addToPolicy"), app);
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

  private static boolean isThere(String program) {
    for (String place : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
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
