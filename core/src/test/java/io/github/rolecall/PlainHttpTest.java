package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that the tests use TLS, because users reach AWS, their CI system and identity providers
 * only over TLS. Each exception has its reason here.
 */
class PlainHttpTest {
  private static final String THE_CLIENT = "the client's own tests cover both transports";
  private static final String THE_MACHINE =
      "the metadata service and containers have plain HTTP on the machine itself";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("HttpConnectionTest.java", THE_CLIENT),
          Map.entry("HttpLineTest.java", THE_CLIENT),
          Map.entry("SocketHttpTest.java", THE_CLIENT),
          Map.entry("StsTest.java", "no call is sent twice, on both transports"),
          Map.entry("StsProxyTest.java", "a proxy gets requests for HTTP whole, not as a tunnel"),
          Map.entry("TestProxyTest.java", "it is the proxy's own test"),
          Map.entry("WireTest.java", "the simulator's HTTP/1.1 is tested byte by byte"),
          Map.entry("HttpsTest.java", "the simulator's exception is tested where its rule is"),
          Map.entry("BotocoreComparisonTest.java", THE_MACHINE),
          Map.entry("InstanceCredentialsTest.java", THE_MACHINE),
          Map.entry("ProfileProblemsTest.java", THE_MACHINE),
          Map.entry(
              "ExplainsWhatIsAssumedTest.java",
              "a relay reads the tokens that the simulator hides"),
          Map.entry("PageRequestsIT.java", "its server must receive no request of the page"),
          Map.entry("StandIn.java", "it plays both"),
          Map.entry("FakeAws.java", "it plays both"),
          Map.entry("Start.java", "who starts the simulator by hand may ask for it"));

  private static final Path TESTKIT = Path.of("../testkit/src/main");

  /** Every way to start a server without TLS. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "plainHttp\\(|ScriptedServer\\s*\\.start\\(\\s*(false|https)\\b|\\bHttpServer\\.create\\(");

  @Test
  void everyTestWithoutTlsHasItsReason() {
    var found = new TreeSet<String>();
    var others = new TreeSet<String>();
    Stream<Path> tests = children(Path.of("..")).stream().map(module -> module.resolve("src/test"));
    for (Path root : Stream.concat(tests, Stream.of(TESTKIT)).toList()) {
      for (Path file : files(root)) {
        String name = file.getFileName().toString();
        boolean plain = PLAIN.matcher(read(file)).find() && !name.equals("PlainHttpTest.java");
        (plain ? found : others).add(name);
      }
    }
    assertEquals(new TreeSet<>(REASONS.keySet()), found);
    assertFalse(others.isEmpty());
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
