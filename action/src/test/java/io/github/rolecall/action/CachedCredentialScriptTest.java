package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the script that prints cached credentials, with each shell of this machine. */
class CachedCredentialScriptTest {
  private static final String ANSWER = "{\"SecretAccessKey\":\"a\\\\b %s 'c' \\\"d\\\" $e\"}";
  private static final String RENEWED = "renewed with: two words";

  @TempDir private Path temp;
  private Path script;
  private Path cache;

  @BeforeEach
  void lay() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("it's a folder"));
    script = Files.writeString(folder.resolve("cached-credential"), CachedCredentialScript.text());
    cache = folder.resolve("credentials-0123");
  }

  private String answer(List<String> shell) throws IOException, InterruptedException {
    var words = new ArrayList<>(shell);
    words.addAll(
        List.of(script.toString(), cache.toString(), "printf", "renewed with: %s\\n", "two words"));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.strip();
  }

  /** Returns a cache. The times are seconds from now: of renewal, of expiration, and of issue. */
  private String text(long renew, long end, long start) {
    long now = Instant.now().getEpochSecond();
    return (now + renew) + "\n" + (now + end) + "\n" + ANSWER + "\n" + (now + start) + " 0123ab\n";
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.action.CredentialScriptTest#shells")
  void freshCredentialsArePrinted(List<String> shell) throws Exception {
    Files.writeString(cache, text(60, 900, -5));
    assertEquals(ANSWER, answer(shell));
  }

  private Stream<String> unusable() {
    String fresh = text(60, 900, -5);
    return Stream.of(
        text(-1, 900, -5),
        text(60, -1, -5),
        // The clock was set back by an hour.
        text(60, 900, 3600),
        "",
        fresh.lines().findFirst().orElseThrow() + "\n",
        fresh.substring(0, fresh.length() - 2),
        fresh.replace("{", "["),
        fresh.replaceFirst("\\d", "-"),
        fresh.replaceFirst("\\d+", "99999999999999999999999"));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.action.CredentialScriptTest#shells")
  void otherwiseTheCommandAnswers(List<String> shell) throws Exception {
    assertEquals(RENEWED, answer(shell), "no cache");
    for (String text : unusable().toList()) {
      Files.writeString(cache, text);
      assertEquals(RENEWED, answer(shell), text);
    }
  }

  static Stream<Arguments> placed() {
    return CredentialScriptTest.shells()
        .flatMap(shell -> Stream.of("link", "folder").map(kind -> Arguments.of(shell, kind)));
  }

  @ParameterizedTest
  @MethodSource("placed")
  void whatIsNoFileIsLeftToTheCommand(List<String> shell, String kind) throws Exception {
    if (kind.equals("link")) {
      Path other = Files.writeString(temp.resolve("other"), text(60, 900, -5));
      Files.createSymbolicLink(cache, other);
    } else {
      Files.createDirectory(cache);
    }
    assertEquals(RENEWED, answer(shell));
  }
}
