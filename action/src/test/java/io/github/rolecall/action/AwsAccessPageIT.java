package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every block of docs/aws-access.md unchanged, in a real shell on a real terminal. If the AWS
 * CLI has a command for each line, asserts that both write the same files.
 */
@Tag("long")
class AwsAccessPageIT {
  private static final Path PAGE = Path.of("..", "docs", "aws-access.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String START = "https://corp.awsapps.com/start";

  /** The user of the page, who has an MFA device, and the role that the page assumes. */
  private static final String WORLD =
      """
      {"users": [{"arn": "arn:aws:iam::111122223333:user/jane",
         "accessKeyId": "AKIAIOSFODNN7EXAMPLE", "secretAccessKey": "%s",
         "mfa": {"serialNumber": "arn:aws:iam::111122223333:mfa/jane", "codes": ["123456"]}}],
       "roles": [{"arn": "arn:aws:iam::111122223333:role/Deploy", "trust": {
         "Version": "2012-10-17", "Statement": [{"Effect": "Allow",
           "Principal": {"AWS": "arn:aws:iam::111122223333:user/jane"},
           "Action": "sts:AssumeRole",
           "Condition": {"StringEquals": {"sts:ExternalId": "12345"}}}]}}]}
      """
          .formatted(SECRET);

  private static final String KEYS =
      "[dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = " + SECRET + "\n";

  @TempDir Path folder;

  static List<String> blocks() throws IOException {
    List<String> blocks =
        BLOCK.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    assertTrue(blocks.size() > 10, "the blocks of the page");
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyBlockRuns(String block) throws Exception {
    RealParts.require("aws");
    if (block.startsWith("mvn ")) {
      // SsoLaptopIT of the plugin runs this block, with a Maven that has the plugin.
      return;
    }
    try (var aws = FakeAws.start(World.parse(WORLD))) {
      aws.identityCenter().startUrl(START);
      Path home = home("ours", block);
      AtTheTerminal.Seen seen = person(home, aws, block).run(shell(lines(block, "")));
      assertEquals(0, seen.exit(), block + seen.text());
      assertFalse(seen.text().contains(SECRET), block + seen.text());
      if (isComparable(block)) {
        Path theirs = home("theirs", block);
        String words = lines(block, "# ");
        AtTheTerminal.Seen other =
            new AtTheTerminal(theirs, environment(theirs, aws), List.of()).run(shell(words));
        assertEquals(0, other.exit(), words + other.text());
        assertEquals(files(theirs), files(home), block);
        assertNotEquals(Map.of(), files(home));
      }
    }
  }

  @Test
  void aBlockIsCompared() throws IOException {
    assertTrue(blocks().stream().filter(AwsAccessPageIT::isComparable).findAny().isPresent());
  }

  /**
   * Returns whether each line has an AWS CLI command that asks no questions and writes the same
   * files.
   */
  private static boolean isComparable(String block) {
    List<String> theirs = block.lines().filter(line -> line.startsWith("# ")).toList();
    return block.lines().filter(line -> line.contains("rolecall")).count() == theirs.size()
        && theirs.stream().allMatch(line -> line.startsWith("# aws configure set "));
  }

  private static String lines(String block, String start) {
    return block
        .lines()
        .filter(line -> start.isEmpty() ? !line.startsWith("# ") : line.startsWith(start))
        .map(line -> line.substring(start.length()) + "\n")
        .reduce("", String::concat);
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-ec", script);
  }

  /** Makes a home folder as the section of the page describes it. */
  private Path home(String name, String block) throws IOException {
    Path home = Files.createDirectory(folder.resolve(name));
    Files.createDirectory(home.resolve(".aws"));
    if (Pattern.compile("profile[. ]deploy|configure list --").matcher(block).find()) {
      Files.writeString(home.resolve(".aws/credentials"), KEYS);
    }
    Files.writeString(
        home.resolve(".aws/config"),
        block.contains("sso login")
            ? """
              [profile dev]
              sso_session = corp
              sso_account_id = 111122223333
              sso_role_name = Deploy
              region = eu-central-1
              output = json
              [sso-session corp]
              sso_start_url = https://corp.awsapps.com/start
              sso_region = eu-central-1
              sso_registration_scopes = sso:account:access
              """
            : "[profile dev]\nregion = eu-central-1\noutput = text\n");
    if (block.contains("pulumi")) {
      Files.writeString(
          home.resolve(".aws/config"),
          """
          [profile deploy]
          role_arn = arn:aws:iam::111122223333:role/Deploy
          source_profile = dev
          region = eu-central-1
          """);
    }
    Files.writeString(home.resolve("aws-config"), "[default]\nregion = eu-west-1\n");
    Files.writeString(home.resolve("Pulumi.dev.yaml"), "config:\n  # ours\n  app:size: 3\n");
    Files.writeString(
        home.resolve("credentials.csv"),
        "User Name,Access key ID,Secret access key\njane,AKIAIOSFODNN7EXAMPLE," + SECRET + "\n");
    return home;
  }

  private static Map<String, String> environment(Path home, FakeAws aws) throws IOException {
    var environment = new HashMap<>(SsoBed.browser(home, aws));
    environment.put("HOME", home.toString());
    environment.put("PATH", RealParts.path(home));
    environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("SECRET", SECRET);
    environment.put("TOKEN", "IQoJb3JpZ2luX2VjEXAMPLETOKEN");
    return environment;
  }

  /** Returns a user who answers the questions of the block. */
  private static AtTheTerminal person(Path home, FakeAws aws, String block) throws IOException {
    var person = new AtTheTerminal(home, environment(home, aws), List.of());
    if (block.startsWith("rolecall configure --profile")) {
      return person
          .types("Key ID [None]: ", "AKIAIOSFODNN7EXAMPLE\n")
          .types("Access Key [None]: ", SECRET + "\n")
          .types("region name [eu-central-1]: ", "\n")
          .types("output format [text]: ", "\n");
    }
    if (block.contains("mfa_serial")) {
      return person.types("mfa/jane: ", "123456\n");
    }
    if (block.equals("rolecall configure sso\n")) {
      return person
          .types("Recommended): ", "corp\n")
          .types("start URL [None]: ", START + "\n")
          .types("SSO region [None]: ", "eu-central-1\n")
          .types("account:access]: ", "\n")
          .types("> Core", "\n")
          .types("> Admin", "\n")
          .types("Region [None]: ", "\n")
          .types("format [None]: ", "\n")
          .types("Admin-111122223333]: ", "mine\n");
    }
    return person;
  }

  private static Map<String, String> files(Path home) throws IOException {
    var files = new HashMap<String, String>();
    try (Stream<Path> all = Files.list(home.resolve(".aws"))) {
      for (Path file :
          new ArrayList<>(
              all.filter(file -> !file.getFileName().toString().startsWith(".")).toList())) {
        files.put(file.getFileName().toString(), Files.readString(file, UTF_8));
      }
    }
    return files;
  }
}
