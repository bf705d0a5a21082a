package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that no output contains a secret that the user put in a wrong place, for all such places.
 */
class SecretsAreNotEchoedTest {
  private static final String ID = "AKIAQZ4XHN7TJ3EXAMPL";
  private static final String KEY = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
  private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
  private static final String CSV =
      "User Name,Access key ID,Secret access key\nci," + ID + "," + KEY + "\n";
  private static final String ROLE = "--role-to-assume=arn:aws:iam::111122223333:role/Deploy";

  @TempDir Path folder;

  /** The words that the message must contain, and the environment and arguments of a run. */
  private record Run(String expected, Map<String, String> environment, List<String> arguments) {
    static Run of(String expected, String... arguments) {
      return new Run(expected, Map.of(), List.of(arguments));
    }

    Run with(String name, String value) {
      var more = new HashMap<>(environment);
      more.put(name, value);
      return new Run(expected, more, arguments);
    }

    @Override
    public String toString() {
      return expected + " " + arguments.stream().map(a -> a.replaceFirst("=.*", "")).toList();
    }
  }

  static Stream<Run> runs() {
    String file = "contents-instead-of-file";
    String malformed = "not-a-credential";
    String invalid = "input-invalid";
    return Stream.of(
        // Unknown options, whose values the parser would quote.
        Run.of("--aws-secret-access-key", "assume", "--aws-secret-access-key=" + KEY),
        Run.of("--aws-secret-access-key", "assume", "--aws-secret-access-key", KEY),
        Run.of("--secret-access-key", "exec", "--secret-access-key=" + KEY, "--", "true"),
        Run.of("Unknown", "assume", "-p" + KEY),
        Run.of("Unknown", "assume", "--" + KEY),
        Run.of("Unknown", "assume", "--key:" + KEY),
        Run.of("Unexpected", "assume", KEY),
        Run.of("Unknown", KEY),
        Run.of("--aws-region", "assume", "--aws-region", "--http-proxy=http://u:" + KEY + "@h"),
        Run.of("--csv", "import", "--profile-prefix", KEY),
        Run.of("--csv", "import", "--csv", KEY, "--csv", KEY),
        Run.of("COMMAND", "exec", "--source-profile=" + KEY),
        // The contents of a file instead of its name.
        Run.of(file, "import", "--csv", CSV),
        Run.of(file, "import", "--csv", "ci," + ID + "," + KEY),
        Run.of(file, "assume", ROLE, "--aws-region=us-east-1", "--web-identity-token-file", JWT),
        Run.of(file, "assume", ROLE, "--aws-region=us-east-1", "--token-file=" + JWT),
        Run.of(file, "assume", "--config", "aws-access-key-id: " + ID),
        Run.of(file, "assume", "--config", "a: b\naws-secret-access-key: " + KEY + "\n"),
        Run.of(file, "explain", "--trust-policy", "{\"Key\":\"" + KEY + "\"}"),
        Run.of(file, "explain", "--claims", JWT),
        Run.of(file, "assume", ROLE, "--aws-region=us-east-1").with("AWS_CA_BUNDLE", "-\n" + KEY),
        Run.of(file, "assume", ROLE, "--aws-region=us-east-1")
            .with("AWS_WEB_IDENTITY_TOKEN_FILE", JWT),
        Run.of(file, "whoami").with("AWS_SHARED_CREDENTIALS_FILE", "[default]\n" + KEY),
        Run.of(file, "whoami", "--aws-region=us-east-1").with("AWS_CONFIG_FILE", JWT),
        // A secret instead of the name of a variable or program, or instead of another value.
        Run.of(invalid, "assume", ROLE, "--aws-region=us-east-1", "--token-env", JWT),
        Run.of(
            invalid,
            "assume",
            "--aws-region=us-east-1",
            "--access-key-id-env=" + ID,
            "--secret-access-key-env=" + KEY),
        Run.of("command-failed", "assume", ROLE, "--aws-region=x", "--token-command=" + JWT),
        Run.of("command not found", "exec", "--", KEY),
        Run.of("command not found", "exec", JWT),
        Run.of(invalid, "assume", "--aws-region", KEY),
        Run.of(invalid, "assume", "--aws-region=us-east-1", "--force-skip-oidc", KEY),
        Run.of("profile-unknown", "whoami", "--aws-region=us-east-1", "--source-profile", KEY),
        Run.of(invalid, "whoami", "--aws-region=x", "--sts-endpoint=https://u:" + KEY + "@h"),
        // Proxies.
        Run.of(invalid, "whoami", "--aws-region=us-east-1", "--http-proxy=http://u:" + KEY + "@h")
            .with("AWS_PROFILE", "x"),
        Run.of(invalid, "whoami", "--aws-region=us-east-1")
            .with("HTTPS_PROXY", "ftp://u:" + KEY + "@h"),
        Run.of(invalid, "whoami", "--aws-region=us-east-1").with("http_proxy", "http://u:" + KEY),
        Run.of(invalid, "whoami", "--aws-region=us-east-1")
            .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://u:" + KEY + "@host/"),
        // Keys in the environment.
        keys(malformed, KEY, ID),
        keys(malformed, ID, ID),
        keys(malformed, KEY, KEY),
        keys(malformed, "ci," + ID + "," + KEY, KEY),
        keys(malformed, CSV, KEY),
        keys(malformed, ID + ":" + KEY, KEY),
        keys(malformed, "\"" + KEY + "\"", KEY),
        keys(malformed, JWT, KEY),
        keys(malformed, ID, ID + "," + KEY),
        keys(malformed, ID, "'" + KEY + "'"),
        keys(malformed, ID, KEY).with("AWS_SESSION_TOKEN", ID),
        keys(malformed, ID, KEY).with("AWS_SESSION_TOKEN", KEY + " " + KEY),
        // The same in other variables, and an invalid token.
        Run.of(
                malformed,
                "assume",
                "--aws-region=us-east-1",
                "--access-key-id-env=ONE",
                "--secret-access-key-env=TWO")
            .with("ONE", KEY)
            .with("TWO", ID),
        Run.of(malformed, "assume", ROLE, "--aws-region=us-east-1", "--token-env=ONE")
            .with("ONE", "Bearer " + JWT),
        Run.of(malformed, "assume", ROLE, "--aws-region=us-east-1", "--token-env=ONE")
            .with("ONE", ID),
        // The action.
        Run.of(malformed, "action")
            .with("INPUT_AWS-REGION", "us-east-1")
            .with("INPUT_AWS-ACCESS-KEY-ID", KEY)
            .with("INPUT_AWS-SECRET-ACCESS-KEY", ID),
        Run.of(malformed, "action")
            .with("INPUT_AWS-REGION", "us-east-1")
            .with("INPUT_AWS-ACCESS-KEY-ID", "ci," + ID + "," + KEY)
            .with("INPUT_AWS-SECRET-ACCESS-KEY", KEY));
  }

  private static Run keys(String expected, String id, String key) {
    return Run.of(expected, "whoami", "--aws-region=us-east-1")
        .with("AWS_ACCESS_KEY_ID", id)
        .with("AWS_SECRET_ACCESS_KEY", key);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void nothingOfASecretIsPrinted(Run run) {
    String output = output(run);
    assertTrue(output.contains(run.expected()), "not " + run.expected() + " in " + output);
  }

  private String output(Run run) {
    var environment = new HashMap<>(run.environment());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    // A request that is sent by mistake must not reach AWS.
    environment.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");
    environment.put("DISABLE_RETRY", "true");
    environment.put("PATH", System.getenv("PATH"));
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, UTF_8);
    int exit =
        Main.run(
            run.arguments().toArray(String[]::new),
            TestHost.of(environment, folder, folder, stream),
            stream);
    // The runner reads mask commands and does not show them.
    String text =
        output
            .toString(UTF_8)
            .lines()
            .filter(line -> !line.startsWith("::add-mask::"))
            .collect(Collectors.joining("\n"));
    assertNotEquals(0, exit, text);
    for (String secret : List.of(ID, KEY, JWT)) {
      for (int at = 0; at + 10 <= secret.length(); at++) {
        String part = secret.substring(at, at + 10);
        assertFalse(text.contains(part), "a part of a secret is in " + text);
      }
    }
    return text;
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** In each file, the two keys are swapped. */
  @Test
  void keysOfFilesAreLookedAtToo() throws IOException {
    String exchanged = "aws_access_key_id = " + KEY + "\naws_secret_access_key = " + ID + "\n";
    write(".aws/credentials", "[default]\n" + exchanged);
    write(".aws/config", "[profile p]\ncredential_process = " + folder + "/program\n");
    write(
        "program",
        "#!/bin/sh\necho '{\"Version\": 1, \"AccessKeyId\": \""
            + KEY
            + "\", \"SecretAccessKey\": \""
            + ID
            + "\"}'\n");
    Files.setPosixFilePermissions(
        folder.resolve("program"), PosixFilePermissions.fromString("rwx------"));
    write("own.yaml", "aws-access-key-id: " + KEY + "\naws-secret-access-key: " + ID + "\n");
    write("Pulumi.x.yaml", "config:\n  aws:accessKey: " + KEY + "\n  aws:secretKey: " + ID + "\n");
    write("keys.csv", "User Name,Access key ID,Secret access key\nci," + KEY + "," + ID + "\n");
    write("ok.csv", CSV);
    var runs = new ArrayList<Run>();
    String malformed = "not-a-credential";
    runs.add(Run.of(malformed, "whoami", "--aws-region=us-east-1"));
    runs.add(Run.of(malformed, "whoami", "--aws-region=us-east-1", "--source-profile=p"));
    runs.add(Run.of(malformed, "assume", "--aws-region=us-east-1", "--config=own.yaml"));
    runs.add(Run.of(malformed, "assume", "--aws-region=us-east-1", "--config=Pulumi.x.yaml"));
    runs.add(Run.of(malformed, "import", "--csv=keys.csv"));
    for (Run run : runs) {
      String output = output(run);
      assertTrue(output.contains(run.expected()), output);
    }
    assertTrue(Files.readString(folder.resolve(".aws/credentials")).startsWith("[default]"));
    var output = new ByteArrayOutputStream();
    var stream = new PrintStream(output, true, UTF_8);
    Host host = TestHost.of(Map.of(), folder, folder, stream);
    assertTrue(Main.run(new String[] {"import", "--csv=ok.csv"}, host, stream) == 0);
    assertTrue(
        Main.run(new String[] {"import", "--csv=keys.csv", "--skip-invalid"}, host, stream) == 0);
    assertTrue(output.toString(UTF_8).contains("imported 0 profile(s)"), output.toString(UTF_8));
  }
}
