package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a profile as options of Pulumi's provider, and a trust policy for Pulumi Deployments. */
class PulumiSetupTest {
  private static final String STACK =
      """
      # ours
      encryptionsalt: v1:abc
      config:
        # where it runs
        aws:region: us-east-1   # old
        shop:size: "3"
        aws:assumeRole:
          roleArn: arn:aws:iam::111122223333:role/Old

      # the end
      """;

  @TempDir Path home;
  private final Map<String, String> environment = new TreeMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void files() throws IOException {
    environment.put("HOME", home.toString());
    Files.createDirectory(home.resolve(".aws"));
    write(
        ".aws/credentials",
        "[dev]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(Observation.KEY, Observation.SECRET));
    write(
        ".aws/config",
        """
        [profile deploy]
        role_arn = arn:aws:iam::111122223333:role/Chained
        source_profile = dev
        external_id = 12345
        duration_seconds = 1800
        region = eu-west-3
        [profile second]
        role_arn = arn:aws:iam::111122223333:role/Second
        role_session_name = jane
        source_profile = deploy
        [profile mfa]
        role_arn = arn:aws:iam::111122223333:role/Chained
        source_profile = dev
        mfa_serial = arn:aws:iam::111122223333:mfa/jane
        [profile round]
        role_arn = arn:aws:iam::111122223333:role/Chained
        source_profile = about
        [profile about]
        role_arn = arn:aws:iam::111122223333:role/Chained
        source_profile = round
        """);
  }

  @Test
  void writesTheChainOfAProfileAndKeepsTheRestOfTheFile() throws IOException {
    write("Pulumi.dev.yaml", STACK);
    Path stack = home.resolve("Pulumi.dev.yaml");
    Files.setPosixFilePermissions(stack, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        0, run("configure", "pulumi", "--stack", "Pulumi.dev.yaml", "--profile", "second"), said());
    assertEquals(
        """
        # ours
        encryptionsalt: v1:abc
        config:
          # where it runs
          aws:region: us-east-1   # old
          shop:size: "3"
          aws:profile: dev
          aws:assumeRoles:
            - roleArn: arn:aws:iam::111122223333:role/Chained
              externalId: "12345"
              duration: "1800s"
            - roleArn: arn:aws:iam::111122223333:role/Second
              sessionName: jane

        # the end
        """,
        Files.readString(stack));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(stack)));
  }

  @Test
  void replacesWhatItWroteBefore() throws IOException {
    for (String profile : new String[] {"second", "deploy", "deploy"}) {
      assertEquals(
          0, run("configure", "pulumi", "--stack", "Pulumi.dev.yaml", "--profile", profile));
    }
    assertEquals(
        """
        config:
          aws:profile: dev
          aws:assumeRoles:
            - roleArn: arn:aws:iam::111122223333:role/Chained
              externalId: "12345"
              duration: "1800s"
          aws:region: eu-west-3
        """,
        Files.readString(home.resolve("Pulumi.dev.yaml")));
  }

  @Test
  void whatWasWrittenLeadsToTheRole() throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
      String config = Files.readString(home.resolve(".aws/config"));
      write(".aws/config", config.replace("external_id = 12345\n", ""));
      assertEquals(
          0, run("configure", "pulumi", "--stack", "Pulumi.dev.yaml", "--profile", "deploy"));
      assertEquals(0, run("assume", "--config", "Pulumi.dev.yaml"), said());
      assertTrue(out.toString(UTF_8).contains("AWS_SESSION_TOKEN="), out.toString(UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mfa, MFA code",
    "round, name each other",
    "secnd, Did you mean second?",
  })
  void refusesProfilesThatPulumiCannotUse(String profile, String said) {
    assertEquals(1, run("configure", "pulumi", "--stack", "Pulumi.dev.yaml", "--profile", profile));
    assertTrue(said().contains(said), said());
    assertTrue(Files.notExists(home.resolve("Pulumi.dev.yaml")));
  }

  @ParameterizedTest
  @CsvSource({"'config: {a: b}', one key per line", "'config: [', line 1"})
  void refusesAFileThatItCannotChange(String text, String said) throws IOException {
    write("Pulumi.dev.yaml", text);
    assertEquals(2, run("configure", "pulumi", "--stack", "Pulumi.dev.yaml", "--profile", "dev"));
    assertTrue(said().contains(said), said());
    assertEquals(text, Files.readString(home.resolve("Pulumi.dev.yaml")));
  }

  private static final String DEPLOYMENTS =
      "trust-policy --role-to-assume arn:aws:iam::111122223333:role/Deploy --pulumi-org contoso ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--project Core | pulumi:deploy:org:contoso:project:Core:*",
        "--pulumi-project Core --stack dev | pulumi:deploy:org:contoso:project:Core:stack:dev:*",
      })
  void writesATrustPolicyForDeployments(String options, String subject) throws IOException {
    String[] words = (DEPLOYMENTS + options).split(" ", -1);
    assertEquals(0, run(words), said());
    String policy = out.toString(UTF_8);
    assertTrue(policy.contains("\"api.pulumi.com/oidc:sub\": \"" + subject + "\""), policy);
    assertTrue(policy.contains("\"api.pulumi.com/oidc:aud\": \"contoso\""), policy);
    write("policy.json", policy);
    assertEquals(0, explained("contoso", "Core", "dev"), said());
    assertEquals(3, explained("contoso", "Core2", "dev"), "another project");
    assertEquals(3, explained("other", "Core", "dev"), "another organization");
  }

  private int explained(String org, String project, String stack) throws IOException {
    write(
        "claims.json",
        """
        {"iss": "https://api.pulumi.com/oidc", "aud": "contoso",
         "sub": "pulumi:deploy:org:%s:project:%s:stack:%s:operation:update:scope:write"}
        """
            .formatted(org, project, stack));
    return run("explain", "--trust-policy", "policy.json", "--claims", "claims.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--pulumi-org contoso | --pulumi-project",
        "--pulumi-org contoso --project Core --branch main | projects and stacks only",
        "--pulumi-org contoso --project Core --gitlab a/b | a job can have only one of them",
        "--pulumi-org con*toso --project Core | the name of an organization",
        "--pulumi-org contoso --project C:e | the name of a project",
      })
  void refusesADescriptionThatIsNotWhole(String options, String said) {
    assertEquals(2, run(("trust-policy " + options).split(" ", -1)));
    assertTrue(said().contains(said), said());
  }

  private int run(String... words) {
    return Main.run(
        words,
        TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8)),
        new PrintStream(err, true, UTF_8));
  }

  private String said() {
    return err.toString(UTF_8);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(home.resolve(file), text);
  }
}
