package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the script {@code credential} in each shell of this machine, with a runtime that records
 * its calls.
 */
class CredentialScriptTest {
  private static final String OLD = "{\"AccessKeyId\":\"OLD\"}";
  private static final String NEW = "{\"AccessKeyId\":\"NEW\"}";

  /** Renews as the real runtime does: writes beside the cache, renames, and prints. */
  private static final String RENEWS =
      "cache=../cache-dev\n"
          + "printf '%s\\n%s\\n%s\\n' $(($(date +%s) + 600)) $(($(date +%s) + 900)) '"
          + NEW
          + "' >$cache.part\n"
          + "mv $cache.part $cache\n"
          + "echo '"
          + NEW
          + "'\n";

  @TempDir private Path temp;

  /** The path has blanks and a quote, as a path of a runner may have. */
  private Path folder;

  static Stream<List<String>> shells() {
    return Shells.all();
  }

  @Test
  void noShellIsMissing() {
    Shells.requireAll();
    assertEquals(4, shells().count());
  }

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void lay() throws IOException {
    folder = Files.createDirectories(temp.resolve("it's a temp/rolecall-x"));
    Files.createDirectories(folder.resolve("runtime/java/bin"));
    try (var script =
        Objects.requireNonNull(CredentialScriptTest.class.getResourceAsStream("credential"))) {
      program(folder.resolve("credential"), new String(script.readAllBytes(), UTF_8));
    }
    Files.writeString(folder.resolve("lock-dev"), "");
    runtime(RENEWS);
  }

  private static void program(Path path, String text) throws IOException {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
  }

  private void runtime(String does) throws IOException {
    program(
        folder.resolve("runtime/java/bin/java"),
        "#!/bin/sh\necho \"$*\" >>../calls\nenv >../environment\n" + does);
  }

  private void cache(long renewIn, long endIn, String answer) throws IOException {
    long now = Instant.now().getEpochSecond();
    Files.writeString(
        folder.resolve("cache-dev"), (now + renewIn) + "\n" + (now + endIn) + "\n" + answer + "\n");
  }

  private List<String> calls() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  private Process start(List<String> shell, String name) throws IOException {
    var words = new ArrayList<>(shell);
    words.addAll(List.of(folder.resolve("credential").toString(), name));
    var builder = new ProcessBuilder(words).directory(temp.toFile());
    builder.environment().putAll(Map.of("AWS_PROFILE", "dev", "JAVA_TOOL_OPTIONS", "-Xmx1t"));
    return builder.start();
  }

  private static Ran end(Process process) {
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(50, TimeUnit.SECONDS));
      return new Ran(process.exitValue(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Ran run(List<String> shell) throws IOException {
    return end(start(shell, "dev"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aFreshAnswerIsPrintedWithoutTheRuntime(List<String> shell) throws IOException {
    String odd = "{\"SecretAccessKey\":\"a\\\\b %s 'c' \\\"d\\\" $e\"}";
    cache(60, 900, odd);
    assertEquals(new Ran(0, odd + "\n", ""), run(shell));
    assertEquals(List.of(), calls());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void whatIsDueIsRenewedWithTheSettingsBesideIt(List<String> shell) throws IOException {
    cache(-1, 900, OLD);
    assertEquals(new Ran(0, NEW + "\n", ""), run(shell));
    assertEquals(
        List.of("@run credential-process --config ../settings-dev --cache ../cache-dev"), calls());
    String environment = Files.readString(folder.resolve("environment"));
    assertFalse(environment.contains("AWS_PROFILE=") || environment.contains("-Xmx1t"));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void theLoaderOfTheImageStartsTheRuntime(List<String> shell) throws IOException {
    Files.createDirectories(folder.resolve("runtime/glibc"));
    program(
        folder.resolve("runtime/glibc/ld-linux-x86-64.so.2"),
        "#!/bin/sh\necho \"$1 $2\" >>../calls\nshift 2\nexec \"$@\"\n");
    cache(-1, -1, OLD);
    assertEquals(new Ran(0, NEW + "\n", ""), run(shell));
    assertEquals("--library-path glibc:java/lib", calls().get(0));
  }

  static Stream<Arguments> brokenCaches() {
    long now = Instant.now().getEpochSecond();
    return shells()
        .flatMap(
            shell ->
                Stream.of(
                        "",
                        "\n\n\n",
                        (now + 60) + "\n" + (now + 900) + "\n",
                        (now + 60) + "\n" + (now + 900) + "\n" + OLD.substring(0, 9),
                        (now + 60) + "\n" + (now + 900) + "\n" + OLD.substring(0, 9) + "\n",
                        (now + 60) + "\nsoon\n" + OLD + "\n",
                        "-1\n" + (now + 900) + "\n" + OLD + "\n",
                        // The clock was set back by a day, so the expiration is unknown.
                        (now + 86_460) + "\n" + (now + 90_000) + "\n" + OLD + "\n")
                    .map(cache -> Arguments.of(shell, cache)));
  }

  @ParameterizedTest
  @MethodSource("brokenCaches")
  void aTornCacheIsNotUsed(List<String> shell, String cache) throws IOException {
    Files.writeString(folder.resolve("cache-dev"), cache);
    assertEquals(new Ran(0, NEW + "\n", ""), run(shell));
    assertEquals(1, calls().size());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void withoutACacheTheRuntimeAnswers(List<String> shell) throws IOException {
    assertEquals(new Ran(0, NEW + "\n", ""), run(shell));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void deadKeysAreNeverPrinted(List<String> shell) throws IOException {
    cache(-900, -1, OLD);
    runtime("echo 'STS is down' >&2\nexit 1\n");
    assertEquals(new Ran(1, "", "STS is down\n"), run(shell));
    // What the runtime printed before it failed is not printed either.
    runtime("echo '" + OLD + "'\nexit 1\n");
    assertEquals(new Ran(1, "", ""), run(shell));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aRuntimeThatIsKilledLeavesTheLastKeysAndALine(List<String> shell) throws IOException {
    cache(-1, 900, OLD);
    runtime("kill -9 $$\n");
    Ran killed = run(shell);
    assertEquals(OLD + "\n", killed.out());
    assertEquals(0, killed.exit());
    assertTrue(killed.err().contains("exit code 137"), killed::err);
    String log = Files.readString(folder.resolve("cache-dev.log"));
    assertTrue(
        log.matches("(?s)\\S+Z renewal failed: the runtime ended with exit code 137\n"), log);
    // Without valid keys, there is nothing to print.
    cache(-900, -1, OLD);
    Ran dead = run(shell);
    assertAll(() -> assertEquals("", dead.out()), () -> assertEquals(137, dead.exit()));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void aNameIsNoPath(List<String> shell) throws IOException {
    assertEquals(2, end(start(shell, "../dev")).exit());
    assertEquals(2, end(start(shell, "")).exit());
    assertEquals(List.of(), calls());
  }

  @ParameterizedTest
  @MethodSource("shells")
  void fiftyAtOnceRenewOnce(List<String> shell) throws IOException {
    for (long left : new long[] {-1, 900}) {
      Files.deleteIfExists(folder.resolve("calls"));
      cache(-1, left, OLD);
      runtime("sleep 1\n" + RENEWS);
      List<Process> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(start(shell, "dev"));
      }
      for (Ran ran : all.stream().map(CredentialScriptTest::end).toList()) {
        boolean old = left > 60 && ran.out().equals(OLD + "\n");
        assertTrue(old || ran.out().equals(NEW + "\n"), ran::toString);
        assertEquals(0, ran.exit(), ran::toString);
      }
      assertEquals(1, calls().size(), "with " + left + " seconds left");
    }
  }

  /** The lock of a killed process is free at once, even if its runtime is still alive. */
  @ParameterizedTest
  @MethodSource("shells")
  void aKilledHolderBlocksNobody(List<String> shell) throws Exception {
    cache(-1, -1, OLD);
    runtime("echo >../ready\nexec sleep 60\n");
    Process holder = start(shell, "dev");
    waitFor(() -> Files.exists(folder.resolve("ready")));
    Stream.concat(Stream.of(holder.toHandle()), holder.descendants())
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
    holder.waitFor();
    runtime(RENEWS);
    long begin = System.nanoTime();
    assertEquals(new Ran(0, NEW + "\n", ""), run(shell));
    assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < 5);
  }

  private static void waitFor(Supplier<Boolean> condition) throws InterruptedException {
    for (int i : IntStream.range(0, 500).toArray()) {
      if (condition.get()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10 + i / 50);
    }
    throw new AssertionError("the condition did not become true");
  }

  /** If another process keeps the lock, a process renews by itself before its client times out. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("shells")
  void aHolderThatHangsIsNotWaitedForForever(List<String> shell) throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/flock"))) {
      return;
    }
    cache(-1, -1, OLD);
    Process holder =
        new ProcessBuilder("flock", folder.resolve("lock-dev").toString(), "sleep", "60").start();
    try {
      TimeUnit.MILLISECONDS.sleep(500);
      long begin = System.nanoTime();
      assertEquals(new Ran(0, NEW + "\n", ""), run(shell));
      assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < 30);
    } finally {
      holder.descendants().forEach(ProcessHandle::destroyForcibly);
      holder.destroyForcibly();
    }
  }
}
