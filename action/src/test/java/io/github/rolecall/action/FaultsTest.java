package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Time;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests each call of Rolecall with each fault of its server: the run must end with a documented
 * problem and must not export anything. Waits between attempts pass at once; waits for an answer
 * take as long as they do for users.
 */
class FaultsTest {
  private static final Pattern CODE = Pattern.compile("troubleshooting\\.md#([a-z-]+)");

  @TempDir static Path folder;

  /** The end of a run: the code of its problem, and failed checks. */
  private record Ended(String code, List<String> wrong) {}

  @Test
  void everyFaultOfEveryCallIsAProblemAndNothingIsHandedOn() throws Exception {
    Map<WireFault, Map<FaultyCall, Future<Ended>>> all = new EnumMap<>(WireFault.class);
    ExecutorService workers = Executors.newFixedThreadPool(8);
    // Only one process at a time can renew a sign-in.
    ExecutorService renewing = Executors.newSingleThreadExecutor();
    try {
      for (WireFault fault : WireFault.values()) {
        Map<FaultyCall, Future<Ended>> row = new EnumMap<>(FaultyCall.class);
        for (FaultyCall call : FaultyCall.values()) {
          if (call.https() || !fault.needsTls()) {
            ExecutorService worker = call == FaultyCall.SSO_OIDC ? renewing : workers;
            row.put(call, worker.submit(() -> run(fault, call)));
          }
        }
        all.put(fault, row);
      }
      assertTable(all);
    } finally {
      workers.shutdownNow();
      renewing.shutdownNow();
    }
  }

  private static void assertTable(Map<WireFault, Map<FaultyCall, Future<Ended>>> all)
      throws Exception {
    String names =
        Stream.of(FaultyCall.values()).map(FaultyCall::title).collect(Collectors.joining(" | "));
    var table = new StringBuilder("| Fault | " + names + " |\n");
    table.append("|---".repeat(FaultyCall.values().length + 1)).append("|\n");
    var wrong = new ArrayList<String>();
    int cells = 0;
    var rows = new EqualRows();
    for (WireFault fault : WireFault.values()) {
      var codes = new ArrayList<String>();
      for (FaultyCall call : FaultyCall.values()) {
        Future<Ended> cell = all.get(fault).get(call);
        codes.add(cell == null ? "" : "`" + ended(cell).code() + "`");
        if (cell != null) {
          cells++;
          ended(cell).wrong().forEach(what -> wrong.add(fault + " of " + call + ": " + what));
        }
      }
      rows.add(fault.title(), codes);
    }
    table.append(rows.markdown());
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    table.append("\n%d runs, none of which exports anything.\n".formatted(cells));
    var page = new Golden(Path.of("..", "docs", "reliability.md"));
    String begin = "<!-- faults: written by FaultsTest -->\n";
    String text = page.text();
    page.assertHolds(
        text.substring(0, text.indexOf(begin) + begin.length())
            + table
            + text.substring(text.indexOf("<!-- end of faults -->")));
  }

  private static Ended ended(Future<Ended> cell) throws InterruptedException, ExecutionException {
    return cell.get();
  }

  private static Ended run(WireFault fault, FaultyCall call) throws IOException {
    Path home = Files.createDirectories(folder.resolve(fault + "-" + call));
    try (var other = new FaultyServer(WireFault.EMPTY, call.https(), "");
        var server = new FaultyServer(fault, call.https(), other.url() + "/elsewhere")) {
      FaultyCall.Run run = call.at(server.url(), home, fault.lasts() ? 2 : 300);
      var environment = new HashMap<>(run.environment());
      environment.putIfAbsent("AWS_EC2_METADATA_DISABLED", "true");
      environment.put("HOME", home.toString());
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      Host host = TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8));
      int exit =
          Main.run(
              run.arguments().toArray(String[]::new),
              host.with(waitsPassAtOnce(wait -> {})),
              new PrintStream(err, true, UTF_8));
      String said = out.toString(UTF_8) + err.toString(UTF_8);
      var wrong = new ArrayList<String>();
      check(exit != 0, "exit code " + exit, said, wrong);
      check(call == FaultyCall.IAM || isNothing(out.toString(UTF_8)), "printed", said, wrong);
      check(handedOn(home).isBlank(), "written: " + handedOn(home), said, wrong);
      check(!said.contains(FaultyCall.KEY), "shows a secret", said, wrong);
      check(other.questions() == 0, "follows a redirection", said, wrong);
      boolean asked = server.questions() > 0 || fault == WireFault.REFUSED || fault.needsTls();
      check(asked, "did not ask", said, wrong);
      String code = code(said);
      check(isDocumented(code), "not a documented problem: " + code, said, wrong);
      return new Ended(code, wrong);
    }
  }

  private static void check(boolean right, String what, String said, List<String> wrong) {
    if (!right) {
      wrong.add(what + "\n" + said);
    }
  }

  /** Returns whether the output has nothing that a shell or the runner would export. */
  private static boolean isNothing(String out) {
    return out.equals("false\n")
        || out.lines().allMatch(line -> line.startsWith("::") || !line.contains("AWS_SECRET"));
  }

  private static String handedOn(Path home) throws IOException {
    var text = new StringBuilder();
    for (String name : List.of("GITHUB_ENV", "GITHUB_OUTPUT")) {
      Path file = home.resolve(name);
      text.append(Files.exists(file) ? Files.readString(file) : "");
    }
    return text.toString();
  }

  private static String code(String said) {
    String last = "";
    Matcher codes = CODE.matcher(said);
    while (codes.find()) {
      last = codes.group(1);
    }
    return last;
  }

  private static boolean isDocumented(String code) {
    if (code.equals("internal") || code.equals("exhausted")) {
      return false;
    }
    try {
      return Files.readString(Path.of("..", "docs", "troubleshooting.md"))
          .contains("\n### " + code + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a time in which waits pass at once, and records the waits. */
  static Time waitsPassAtOnce(Consumer<Duration> seen) {
    var passed = new AtomicLong();
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Instant instant() {
            return Instant.now().plusNanos(passed.get());
          }
        };
    return new Time(
        clock,
        (Duration wait) -> {
          seen.accept(wait);
          passed.addAndGet(wait.toNanos());
        },
        () -> 0.5);
  }
}
