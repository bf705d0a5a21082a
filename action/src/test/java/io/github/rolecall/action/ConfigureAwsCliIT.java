package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the bytes that the AWS CLI and Rolecall write for the same commands. */
@Tag("long")
class ConfigureAwsCliIT {
  private static final String KEYS =
      """
      [default]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      # of the old team
      [dev]
      aws_access_key_id = AKIAI44QH8DHBEXAMPLE
      """;
  private static final String CONFIG =
      """
      # ours
      [default]
      region = eu-west-1
      ; do not touch
      output = json

      [profile dev]
      region=us-east-1
      s3 =
          addressing_style = path

      [profile last]
      role_arn = arn:aws:iam::111122223333:role/Old
      """;

  @TempDir Path folder;

  @BeforeEach
  void awsCli() {
    RealParts.require("aws");
  }

  static Stream<Arguments> situations() {
    return Stream.of(
        situation("", "", "region eu-central-1", "output table", "region eu-west-3"),
        situation(
            "",
            "",
            "aws_access_key_id AKIAIOSFODNN7EXAMPLE",
            "aws_secret_access_key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "aws_session_token IQoJb3JpZ2luX2VjEXAMPLETOKEN --profile dev"),
        situation(
            CONFIG,
            KEYS,
            "region us-west-2",
            "region us-west-2 --profile dev",
            "aws_access_key_id AKIAIOSFODNN7EXAMPL2 --profile dev",
            "aws_session_token IQoJb3JpZ2luX2VjEXAMPLETOKEN"),
        situation(
            CONFIG,
            "",
            "role_arn arn:aws:iam::111122223333:role/New --profile last",
            "profile.last.source_profile dev",
            "profile.last.external_id 12/34",
            "profile.last.duration_seconds 3600",
            "profile.last.mfa_serial arn:aws:iam::111122223333:mfa/jane",
            "profile.last.role_session_name jane"),
        situation(
            "",
            "",
            "default.credential_source Ec2InstanceMetadata",
            "profile.web.web_identity_token_file /run/token",
            "profile.web.role_arn arn:aws:iam::111122223333:role/New",
            "default.role_arn arn:aws:iam::111122223333:role/New",
            "source_profile default"),
        situation(
            CONFIG,
            "",
            "profile.dev.s3.addressing_style virtual",
            "profile.last.s3.max_concurrent_requests 20",
            // A second key in this section would differ: the AWS CLI puts it after the blank line,
            // Rolecall before it.
            "default.s3.use_accelerate_endpoint true"),
        situation(
            "",
            "",
            "profile.sso.sso_session acme",
            "profile.sso.sso_account_id 111122223333",
            "profile.sso.sso_role_name Admin",
            "profile.old.sso_start_url https://acme.awsapps.com/start",
            "profile.old.sso_region eu-central-1"),
        situation("[default]\nregion = a", "", "output json", "region eu-west-1 --profile new"));
  }

  private static Arguments situation(String config, String credentials, String... commands) {
    return Arguments.of(config, credentials, List.of(commands));
  }

  @ParameterizedTest
  @MethodSource("situations")
  void writesTheSame(String config, String credentials, List<String> commands) throws Exception {
    Path theirs = home("theirs", config, credentials);
    Path ours = home("ours", config, credentials);
    for (String command : commands) {
      List<String> words = List.of(("configure set " + command).split(" ", -1));
      assertEquals(0, aws(theirs, words), command);
      assertEquals(0, rolecall(ours, words), command);
      for (String file : List.of("config", "credentials")) {
        assertEquals(text(theirs, file), text(ours, file), file + " after " + command);
      }
    }
  }

  private Path home(String name, String config, String credentials) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path files = Files.createDirectory(home.resolve(".aws"));
    if (!config.isEmpty()) {
      Files.writeString(files.resolve("config"), config);
    }
    if (!credentials.isEmpty()) {
      Files.writeString(files.resolve("credentials"), credentials);
    }
    return home;
  }

  private static String text(Path home, String file) throws IOException {
    Path path = home.resolve(".aws").resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  private static int aws(Path home, List<String> words) throws Exception {
    var builder = new ProcessBuilder(Stream.concat(Stream.of("aws"), words.stream()).toList());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("HOME", home.toString());
    return builder.inheritIO().start().waitFor();
  }

  private static int rolecall(Path home, List<String> words) {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Map<String, String> environment = new TreeMap<>(Map.of("HOME", home.toString()));
    return Main.run(
        words.toArray(String[]::new), TestHost.of(environment, home, home, nowhere), nowhere);
  }
}
