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
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the three ways in which an unsupported CI system can provide its token. */
class TokenOptionsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "--token-env, OTHER_TOKEN",
    "--web-identity-token-env, OTHER_TOKEN",
    "--token-file, token.jwt",
    "--web-identity-token-file, token.jwt",
    "--token-command, cat token.jwt",
    "--web-identity-token-command, cat token.jwt"
  })
  void theTokenIsTheOneThatIsNamed(String option, String value) throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      String token = aws.gitHubJob().idToken("sts.amazonaws.com");
      Files.writeString(folder.resolve("token.jwt"), token);
      Map<String, String> environment =
          Map.of(
              "AWS_ENDPOINT_URL_STS", aws.url().toString(),
              "PATH", System.getenv("PATH"),
              "OTHER_TOKEN", token);
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      int exit =
          Main.run(
              new String[] {
                "assume",
                option,
                value,
                "--role-to-assume=arn:aws:iam::111122223333:role/Deploy",
                "--aws-region=us-east-1"
              },
              TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8)),
              new PrintStream(err, true, UTF_8));
      assertEquals(0, exit, () -> err.toString(UTF_8));
      assertTrue(out.toString(UTF_8).contains("export AWS_SESSION_TOKEN="));
      assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
    }
  }
}
