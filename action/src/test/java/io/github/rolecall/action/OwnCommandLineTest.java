package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.json.JsonWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that those who run a {@code credential_process} find its words. */
class OwnCommandLineTest {
  private static final OwnCommandLine LINE =
      new OwnCommandLine(
          List.of(
              "C:\\Program Files\\Java\\bin\\java.exe",
              "-Dplain=word",
              "D:\\my caches\\",
              "\\\\server\\a share\\\\",
              "it's",
              "a \"quoted\" word",
              "a backslash before \\\" a quote",
              "$HOME `id` %PATH% & | >",
              ""));

  /** Splits lines as the AWS CLI and boto3 do. */
  private static final String BOTOCORE =
      """
      import json, sys
      from botocore.compat import compat_shell_split
      print(json.dumps(compat_shell_split(sys.argv[1], sys.argv[2]), separators=(",", ":")))
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theAwsCliFindsTheWords(boolean windows) throws Exception {
    RealParts.require("python3");
    boolean there = run("python3", "-c", "import botocore; print('yes')").equals("yes\n");
    assumeTrue(there || "true".equals(System.getenv("CI")), "there is no botocore");
    assertEquals(
        JsonWriter.compact(LINE.words()) + "\n",
        run("python3", "-c", BOTOCORE, LINE.line(windows), windows ? "win32" : "linux"));
  }

  @Test
  void aShellFindsTheWords() throws Exception {
    assertEquals(
        String.join("\n", LINE.words()) + "\n",
        run("sh", "-c", "printf '%s\\n' " + LINE.line(false)));
  }

  private static String run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor(60, TimeUnit.SECONDS);
    return printed;
  }
}
