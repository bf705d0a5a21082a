package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that single processes of real clients outlive three sessions. Other tests do that with the
 * AWS CLI, boto3 and the AWS SDKs for Java.
 */
@Tag("nightly")
@Execution(ExecutionMode.CONCURRENT)
class LongRunningClientsIT {
  private static final Duration SESSION = Duration.ofSeconds(16);
  private static final long SECONDS = 60;
  private static final String ROLE = "--role-to-assume arn:aws:iam::111122223333:role/Deploy";

  /** Where the client gets renewed credentials. */
  enum Way {
    ENDPOINT,
    PROFILE,
    PROFILE_OF_THE_ACTION
  }

  @TempDir private Path folder;

  private final FakeAws aws =
      FakeAws.builder().longestSession(SESSION).stackCreation(Duration.ofSeconds(SECONDS)).start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Map<String, String> trust() {
    String authorities = aws.authority().bundle().toString();
    return Map.of(
        "AWS_CA_BUNDLE",
        authorities,
        "NODE_EXTRA_CA_CERTS",
        authorities,
        "AWS_ENDPOINT_URL",
        aws.url().toString(),
        "AWS_EC2_METADATA_DISABLED",
        "true");
  }

  private void outlives(Way way, String client) throws Exception {
    String output =
        way == Way.PROFILE_OF_THE_ACTION ? inGitHubJob(client) : inGitLabJob(way, client);
    Set<String> keys =
        aws.calls().stream()
            .filter(call -> !call.name().startsWith("AssumeRole"))
            .flatMap(call -> call.signedBy().stream())
            .collect(Collectors.toSet());
    assertTrue(keys.size() >= 4, keys.size() + " sessions signed calls: " + output);
    assertEquals(
        List.of(), aws.calls().stream().filter(call -> call.status() == 403).toList(), output);
    aws.secrets().forEach(secret -> assertFalse(output.contains(secret), output));
  }

  private String inGitHubJob(String client) throws Exception {
    var bed = new RefreshBed(Files.createDirectory(folder.resolve("job")), aws);
    assertEquals(0, bed.step(), bed::log);
    bed.environment.putAll(trust());
    RefreshBed.Ran ran = bed.later(client);
    String output = ran.out() + ran.err();
    assertEquals(0, ran.exit(), output);
    return output;
  }

  private String inGitLabJob(Way way, String client) throws IOException {
    var environment = new HashMap<>(aws.gitLabJob().environment());
    environment.putAll(trust());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("PATH", RealParts.path(folder));
    environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    environment.put("CLIENT", client);
    List<String> lines =
        way == Way.ENDPOINT
            ? List.of("rolecall serve " + ROLE + " -- sh -ec \"$CLIENT\"")
            : List.of(
                "rolecall assume --format profile --refresh --aws-profile deploy " + ROLE,
                "export AWS_PROFILE=deploy",
                client);
    GitLabRun run = GitLabRun.sh(folder, environment, lines.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.output());
    return run.output();
  }

  @ParameterizedTest
  @EnumSource
  void theSdkForJavaScript(Way way) throws Exception {
    NpmClients.require();
    outlives(way, NpmClients.sdk(SECONDS));
  }

  /** The CDK waits for a stack. */
  @ParameterizedTest
  @EnumSource
  void theCdk(Way way) throws Exception {
    NpmClients.require();
    Path assembly = Files.createDirectory(folder.resolve("cdk.out"));
    Files.writeString(
        assembly.resolve("manifest.json"),
        """
        {"version": "36.0.0", "artifacts": {"Shop": {
          "type": "aws:cloudformation:stack",
          "environment": "aws://111122223333/eu-central-1",
          "properties": {"templateFile": "Shop.json", "stackName": "Shop"}}}}
        """);
    Files.writeString(
        assembly.resolve("Shop.json"), "{\"Resources\": {\"T\": {\"Type\": \"AWS::SNS::Topic\"}}}");
    outlives(
        way,
        NpmClients.cdk()
            + " deploy --app '"
            + assembly
            + "' --method direct --require-approval never --no-notices --no-version-reporting");
    assertEquals(1, aws.calls("cloudformation:CreateStack").size());
  }

  /**
   * One process of the AWS provider reads the identity again and again. No package manager of CI
   * has the provider: this runs where {@code TERRAFORM_PLUGINS} names a folder with it.
   */
  @ParameterizedTest
  @EnumSource
  void terraform(Way way) throws Exception {
    String plugins = System.getenv("TERRAFORM_PLUGINS");
    assumeTrue(plugins != null, "TERRAFORM_PLUGINS is not set");
    RealParts.require("terraform");
    Path project = Files.createDirectory(folder.resolve("terraform"));
    int reads = 6;
    var text =
        new StringBuilder(
            """
            terraform {
              required_providers {
                aws = {
                  source = "hashicorp/aws"
                }
              }
            }
            provider "aws" {}
            """);
    for (int i = 0; i < reads; i++) {
      text.append(
          """
          resource "terraform_data" "wait%1$d" {
            depends_on = [%2$s]
            provisioner "local-exec" {
              command = "sleep %3$d"
            }
          }
          data "aws_caller_identity" "read%1$d" {
            depends_on = [terraform_data.wait%1$d]
          }
          """
              .formatted(
                  i, i == 0 ? "" : "data.aws_caller_identity.read" + (i - 1), SECONDS / reads));
    }
    Files.writeString(project.resolve("main.tf"), text);
    outlives(
        way,
        "cd '"
            + project
            + "'; unset TF_CLI_CONFIG_FILE; terraform init -no-color -input=false -plugin-dir='"
            + plugins
            + "' && terraform apply -no-color -input=false -auto-approve");
  }
}
