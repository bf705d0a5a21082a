package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a file of settings with the command and the action, against the simulator. */
class ConfigTest {
  private static final String WORLD =
      """
      {"roles": [
        {"arn": "arn:aws:iam::111122223333:role/Hub", "trust": {"Version": "2012-10-17",
          "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
            "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
            "Condition": {"StringEquals": {"sts:ExternalId": "hub"}}}]}},
        {"arn": "arn:aws:iam::111122223333:role/Target", "trust": {"Version": "2012-10-17",
          "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/Hub"},
            "Action": ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
            "Condition": {"StringEquals": {"sts:ExternalId": "target"}}}]}}],
       "users": [{"arn": "arn:aws:iam::111122223333:user/ci", "accessKeyId": "AKIAIOSFODNN7ROLECAL",
         "secretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY"}]}
      """;

  private static final String STACK =
      """
      config:
        aws:region: eu-west-3
        aws:accessKey: AKIAIOSFODNN7ROLECAL
        aws:secretKey: wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
        aws:defaultTags: {tags: {a: b}}
        aws:assumeRole:
          - roleArn: arn:aws:iam::111122223333:role/Hub
            duration: 20m
            externalId: hub
            sourceIdentity: jane
            tags: {Team: payments}
            transitiveTagKeys: [Team]
          - roleArn: arn:aws:iam::111122223333:role/Target
            durationSeconds: 1800
            externalId: target
            sessionName: last
      """;

  @TempDir Path folder;
  private FakeAws aws;

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran run(Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
    int exit = Main.run(arguments, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, UTF_8);
  }

  private Map<String, String> start() {
    aws = FakeAws.start(World.parse(WORLD));
    return Map.of("AWS_ENDPOINT_URL_STS", aws.url().toString());
  }

  @Test
  void everyRoleOfAStackIsAssumedWithItsOwnOptions() throws IOException {
    Map<String, String> environment = start();
    file("Pulumi.dev.yaml", STACK);
    Ran ran = run(environment, "export", "--config", "Pulumi.dev.yaml", "--format", "json");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(
        ran.err().contains("aws:defaultTags in Pulumi.dev.yaml, line 5 has no effect"), ran.err());
    assertFalse(ran.err().contains("wJalrX"), ran.err());
    List<Call> calls = aws.calls("AssumeRole");
    assertEquals(2, calls.size());
    Map<String, String> hub = calls.get(0).parameters();
    assertEquals("1200", hub.get("DurationSeconds"));
    assertEquals("hub", hub.get("ExternalId"));
    assertEquals("jane", hub.get("SourceIdentity"));
    assertEquals("Team", hub.get("Tags.member.1.Key"));
    assertEquals("Team", hub.get("TransitiveTagKeys.member.1"));
    assertEquals("AKIAIOSFODNN7ROLECAL", calls.get(0).signedBy().orElseThrow());
    assertEquals("eu-west-3", calls.get(0).signingRegion().orElseThrow());
    Map<String, String> target = calls.get(1).parameters();
    assertEquals("1800", target.get("DurationSeconds"));
    assertEquals("target", target.get("ExternalId"));
    assertEquals("last", target.get("RoleSessionName"));
    assertFalse(target.containsKey("Tags.member.1.Key"), target.toString());
  }

  @Test
  void theActionTakesTheFileToo() throws IOException {
    Map<String, String> environment = new HashMap<>(start());
    file("Pulumi.dev.yaml", STACK);
    Path variables = Files.createFile(folder.resolve("env"));
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_ENV", variables.toString());
    environment.put("INPUT_CONFIG", "Pulumi.dev.yaml");
    Ran ran = run(environment, "action");
    assertEquals(0, ran.exit(), ran.out());
    assertTrue(Files.readString(variables).contains("eu-west-3"), ran.out());
    assertTrue(ran.out().contains("::add-mask::wJalrXUtnFEMI/K7MDENG"), ran.out());
    assertEquals(1, ran.out().split("wJalrX", -1).length - 1, ran.out());
    // The post step does not need the file.
    Files.delete(folder.resolve("Pulumi.dev.yaml"));
    environment.put("STATE_phase", "post");
    assertEquals(0, run(environment, "action").exit());
  }

  @Test
  void aShellThatEvaluatesStopsAtABadFile() throws IOException {
    Map<String, String> environment = start();
    file("bad.yaml", "aws-region: [\n");
    Ran ran = run(environment, "assume", "--config=bad.yaml", "--shell=powershell");
    assertEquals(2, ran.exit());
    assertTrue(ran.out().contains("throw"), ran.out());
    assertTrue(ran.err().contains("line 2 of bad.yaml"), ran.err());
    assertTrue(ran.err().contains("(config-syntax)"), ran.err());
  }

  @ParameterizedTest
  @CsvSource({"assume", "export"})
  void pulumiGetsAnEnvironmentThatRolecallReads(String command) throws IOException {
    Map<String, String> environment = start();
    file("Pulumi.dev.yaml", STACK);
    Ran ran = run(environment, command, "--config", "Pulumi.dev.yaml", "--format", "pulumi");
    assertEquals(0, ran.exit(), ran.err());
    file("esc.yaml", ran.out());
    Ran who = run(environment, "whoami", "--config", "esc.yaml");
    assertTrue(who.out().contains("assumed-role/Target/last"), who.out() + who.err());
  }

  @Test
  void profilesComeFromTheSharedFilesOfTheFile() throws IOException {
    Map<String, String> environment = new HashMap<>(start());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/nothing");
    environment.put("AWS_REGION", "us-east-2");
    environment.put("WHERE", folder.toString());
    file(
        "credentials",
        """
        [dev]
        aws_access_key_id = AKIAIOSFODNN7ROLECAL
        aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
        """);
    file(
        "aws.yaml",
        "profile: dev\nsharedCredentialsFiles: [$WHERE/credentials]\nstsRegion: eu-west-1\n");
    Ran ran = run(environment, "whoami", "--config", "aws.yaml");
    assertTrue(ran.out().contains("user/ci"), ran.out() + ran.err());
    assertEquals("eu-west-1", aws.calls("GetCallerIdentity").get(0).signingRegion().orElseThrow());
    Ran child = run(environment, "export", "--config", "aws.yaml", "--format", "pulumi");
    assertTrue(child.out().contains("aws:region: \"us-east-2\""), child.out() + child.err());
  }

  @Test
  void aTokenOfTheFileIsUsedAndMasked() throws IOException {
    aws = FakeAws.start();
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_ENV", Files.createFile(folder.resolve("env")).toString());
    environment.put("INPUT_CONFIG", "aws.json");
    String token = aws.gitLabJob().environment().get("AWS_ID_TOKEN");
    file(
        "aws.json",
        "{\"region\": \"eu-west-1\", \"assumeRoleWithWebIdentity\": {\"roleArn\":"
            + " \"arn:aws:iam::111122223333:role/Deploy\", \"webIdentityToken\": \""
            + token
            + "\"}}");
    Ran ran = run(environment, "action");
    assertEquals(0, ran.exit(), ran.out());
    assertTrue(ran.out().contains("::add-mask::" + token), ran.out());
    assertEquals(1, ran.out().split(token, -1).length - 1, ran.out());
  }

  @Test
  void explainReadsTheFileToo() throws IOException {
    start();
    file("claims.json", "{\"iss\": \"https://gitlab.com\", \"sub\": \"x\"}");
    file("rolecall.yaml", "claims: claims.json\nrole-to-assume: not a role\n");
    Ran ran = run(Map.of(), "explain", "--config", "rolecall.yaml");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("role-to-assume in rolecall.yaml, line 2"), ran.err());
  }

  @Test
  void theReaderOfFilesIsLoadedOnlyWhereThereIsAFile() throws Exception {
    start();
    file("rolecall.yaml", "aws-region: eu-west-1\n");
    String without = loaded();
    assertFalse(without.contains("snakeyaml"));
    assertEquals(
        Set.of("WholeInputs"),
        Pattern.compile("rolecall/config\\.(\\w+)")
            .matcher(without)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet()));
    assertTrue(loaded("--config=rolecall.yaml").contains("org.snakeyaml"));
  }

  /** Returns the classes that a JVM loads for a command that ends before its first request. */
  private String loaded(String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=classes.log",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "assume",
                "--role-to-assume=x y"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return Files.readString(folder.resolve("classes.log"))
        .replace("io.github.rolecall.", "rolecall/");
  }
}
