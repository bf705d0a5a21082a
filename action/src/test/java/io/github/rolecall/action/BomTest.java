package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests files with a byte order mark, which editors on Windows write before UTF-8. */
class BomTest {
  private static final String MARK = "\uFEFF";
  private static final String KEYS =
      """
      [dev]
      aws_access_key_id = AKIAIOSFODNN7ROLECAL
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
      """;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
    environment.putAll(aws.gitLabJob().environment());
    environment.put("HOME", folder.toString());
    environment.put("AWS_REGION", "eu-central-1");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private int run(String line) {
    var stream = new PrintStream(out, true, UTF_8);
    return Main.run(line.split(" ", -1), TestHost.of(environment, folder, folder, stream), stream);
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, MARK + text);
  }

  @Test
  void awsFilesAreReadAndKeepTheirs() throws IOException {
    Path credentials = file(".aws/credentials", KEYS);
    Path config = file(".aws/config", "[profile dev]\nregion = eu-west-1\n");
    assertEquals(0, run("export --profile dev --format env"), out::toString);
    assertTrue(out.toString(UTF_8).contains("AKIAIOSFODNN7ROLECAL"), out::toString);
    assertEquals(
        0,
        run(
            "assume --format profile --aws-profile deploy"
                + " --role-to-assume arn:aws:iam::111122223333:role/Deploy"),
        out::toString);
    String text = Files.readString(credentials);
    assertTrue(text.startsWith(MARK + "[dev]\n"), text);
    assertFalse(text.substring(1).contains(MARK), text);
    assertTrue(text.contains("[deploy]"), text);
    assertTrue(Files.readString(config).startsWith(MARK + "[profile dev]\n"));
    assertEquals(0, run("configure set region eu-west-2 --profile dev"), out::toString);
    assertEquals(0, run("export --profile dev --format env"), out::toString);
    String written = Files.readString(config);
    assertTrue(written.startsWith(MARK + "[profile dev]\nregion = eu-west-2\n"), written);
  }

  @Test
  void filesOfSettingsPoliciesAndClaimsAreRead() throws IOException {
    file("roles.yaml", "role-to-assume: arn:aws:iam::111122223333:role/Deploy\n");
    assertEquals(0, run("assume --config roles.yaml"), out::toString);
    file("claims.json", "{\"iss\": \"https://gitlab.com\", \"sub\": \"x\", \"aud\": \"y\"}");
    file("role.json", "{\"Version\": \"2012-10-17\", \"Statement\": []}");
    run("explain --trust-policy role.json --claims claims.json");
    assertFalse(out.toString(UTF_8).contains("input-file-unreadable"), out::toString);
  }
}
