package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the command line. */
class StartTest {
  @Test
  void printsTheEnvironmentOfAGitHubJob() throws IOException {
    Start start = new Start("--repository", "acme/o'hara");
    try (FakeAws aws = start.start()) {
      List<String> lines = start.exports(aws);
      assertTrue(lines.contains("export GITHUB_REPOSITORY='acme/o'\\''hara'"));
      assertTrue(lines.contains("export AWS_ENDPOINT_URL_STS='" + aws.url() + "'"));
      assertTrue(lines.contains("export AWS_REGION='us-east-1'"));
      assertEquals(
          1, lines.stream().filter(line -> line.startsWith("export GITHUB_ENV='")).count());
    }
  }

  @Test
  void printsTheCertificate() throws IOException {
    Start start = new Start("--job", "gitlab");
    try (FakeAws aws = start.start()) {
      String bundle = value(start.exports(aws), "AWS_CA_BUNDLE");
      assertEquals(aws.authority().pem(), Files.readString(Path.of(bundle)));
      assertEquals("acme/shop", value(start.exports(aws), "CI_PROJECT_PATH"));
    }
  }

  @ParameterizedTest
  @CsvSource({"'', RSA", "--p256, EC"})
  void takesTheKeysOfAwsOrThoseThatWereAskedFor(String option, String algorithm) throws Exception {
    Start start = option.isEmpty() ? new Start() : new Start(option);
    try (FakeAws aws = start.start();
        InputStream pem =
            Files.newInputStream(Path.of(value(start.exports(aws), "AWS_CA_BUNDLE")))) {
      assertEquals("https", aws.url().getScheme());
      assertEquals(
          algorithm,
          CertificateFactory.getInstance("X.509")
              .generateCertificate(pem)
              .getPublicKey()
              .getAlgorithm());
    }
  }

  @Test
  void servesPlainHttpOnlyWhereItIsAskedTo() throws IOException {
    Start start = new Start("--plain-http");
    try (FakeAws aws = start.start()) {
      assertEquals("http", aws.url().getScheme());
      assertFalse(start.exports(aws).toString().contains("AWS_CA_BUNDLE"));
    }
  }

  @Test
  void readsTheWorldFromAFile(@TempDir Path directory) throws IOException {
    Path world = directory.resolve("aws.json");
    Files.writeString(world, "{\"roles\": []}");
    try (FakeAws aws = new Start("--job", "none", "--world", world.toString()).start()) {
      String token = aws.gitHubJob().idToken("sts.amazonaws.com");
      assertEquals("AccessDenied", new Client(aws).webIdentity(Client.DEPLOY, token).text("Code"));
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThrows(IllegalArgumentException.class, () -> new Start("--colour"));
    assertThrows(IllegalArgumentException.class, () -> new Start("--port"));
    assertThrows(IllegalArgumentException.class, () -> new Start("--port", "x"));
    assertThrows(IllegalArgumentException.class, () -> new Start("--job", "jenkins"));
  }

  private static String value(List<String> lines, String name) {
    String start = "export " + name + "='";
    String line =
        lines.stream().filter(candidate -> candidate.startsWith(start)).findFirst().orElseThrow();
    return line.substring(start.length(), line.length() - 1);
  }
}
