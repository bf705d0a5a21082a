package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the page of {@code rolecall explain --format html} in a browser. */
class ExplainPageIT {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

  @TempDir private Path folder;

  @Test
  void showsTheVerdictOfTheCommandAndTextsOfOthersAsText() throws Exception {
    RealParts.require("chromium");
    String page = explain("repo:acme/shop:environment:prod" + HOSTILE, 3);
    assertFalse(page.contains("<img"), "untrusted text ends the element of the data");
    String shown = opened(page);
    assertTrue(shown.contains("<section id=\"verdict\" class=\"denied\""), shown);
    assertTrue(shown.contains("environment:prod&lt;/script&gt;&lt;img src=x"), shown);
    assertFalse(shown.contains("<img"), shown);
    assertTrue(shown.contains("Written by rolecall explain at 20"), shown);
    assertTrue(shown.contains("arn:aws:iam::111122223333:role/Deploy"), shown);
  }

  @Test
  void showsThatAJobIsAllowed() throws Exception {
    RealParts.require("chromium");
    String shown = opened(explain("repo:acme/shop:ref:refs/heads/main", 0));
    assertTrue(shown.contains("<section id=\"verdict\" class=\"allowed\""), shown);
  }

  /** Returns the output of the command. */
  private String explain(String subject, int exitCode) throws Exception {
    Path claims = folder.resolve("claims.json");
    Path policy = folder.resolve("role.json");
    Files.writeString(
        claims,
        JsonWriter.compact(
            Map.of(
                "iss",
                "https://token.actions.githubusercontent.com",
                "aud",
                "sts.amazonaws.com",
                "sub",
                subject)));
    Files.writeString(
        policy,
        """
        {"Role": {"Arn": "arn:aws:iam::111122223333:role/Deploy", "AssumeRolePolicyDocument": {
          "Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
          "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/shop:ref:refs/heads/main"}}}]}}}
        """);
    var command = new ArrayList<>(RealParts.jar());
    command.addAll(
        List.of(
            "explain",
            "--claims",
            claims.toString(),
            "--trust-policy",
            policy.toString(),
            "--format",
            "html"));
    return output(command, exitCode);
  }

  /** Returns the document in Chromium after its scripts have run. */
  private String opened(String page) throws Exception {
    Path file = Files.writeString(folder.resolve("explain.html"), page);
    return output(
        List.of(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + folder.resolve("profile"),
            "--virtual-time-budget=5000",
            "--dump-dom",
            file.toUri().toString()),
        0);
  }

  private String output(List<String> command, int exitCode)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "Chromium does not end");
    assertEquals(exitCode, process.exitValue(), Files.readString(folder.resolve("err"), UTF_8));
    return Files.readString(out, UTF_8);
  }
}
