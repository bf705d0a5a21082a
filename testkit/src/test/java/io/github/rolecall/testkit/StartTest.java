package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line. */
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
  void printsTheCertificateForHttps() throws IOException {
    Start start = new Start("--https", "--job", "gitlab");
    try (FakeAws aws = start.start()) {
      String bundle = value(start.exports(aws), "AWS_CA_BUNDLE");
      assertEquals(aws.caCertificatePem(), Files.readString(Path.of(bundle)));
      assertEquals("acme/shop", value(start.exports(aws), "CI_PROJECT_PATH"));
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
