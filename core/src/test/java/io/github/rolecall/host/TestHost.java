package io.github.rolecall.host;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.text.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** A host whose time stands still unless code sleeps, and whose random number is constant. */
public final class TestHost {
  public static final Path HOME = Path.of("/rolecall-test/home");
  public static final Path WORK = Path.of("/rolecall-test/work");

  private TestHost() {}

  /** Returns a host with this environment, and with a real network that trusts simulators. */
  public static Host of(Map<String, String> environment) {
    return of(environment, new FakeTime(Instant.now()));
  }

  /** Returns a host with a time that the test can read. */
  public static Host of(Map<String, String> environment, FakeTime time) {
    return at(HOME, environment, time, Networks.http());
  }

  /** Returns a host that answers single requests itself. */
  public static Host of(
      Map<String, String> environment, FakeTime time, Function<Http.Request, Http.Answer> answers) {
    return at(HOME, environment, time, answering(Networks.http(), answers));
  }

  private static Http answering(Http real, Function<Http.Request, Http.Answer> answers) {
    return new Http() {
      @Override
      public Answer ask(Request request) {
        return answers.apply(request);
      }

      @Override
      public Secrets secrets() {
        return real.secrets();
      }

      @Override
      public ServerClock clock() {
        return real.clock();
      }

      @Override
      public Http on(Clock machine) {
        return answering(real.on(machine), answers);
      }

      @Override
      public HttpLine line(URI address, Network network) {
        return real.line(address, network);
      }
    };
  }

  /** Returns a host with another home. */
  public static Host at(Path home, Map<String, String> environment) {
    return at(home, environment, new FakeTime(Instant.now()), Networks.http());
  }

  /** Returns a host with another home, and with a time that the test can read. */
  public static Host at(Path home, Map<String, String> environment, FakeTime time) {
    return at(home, environment, time, Networks.http());
  }

  private static Host at(Path home, Map<String, String> environment, FakeTime time, Http http) {
    return at(home, WORK, environment, time, http);
  }

  /** Returns a host with another working folder. Home and folder may be on another file system. */
  static Host at(
      Path home, Path folder, Map<String, String> environment, FakeTime time, Http http) {
    return new Host(
        Map.copyOf(environment),
        home,
        folder,
        new Time(time, time, () -> 0.5),
        http,
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        Terminal.NONE,
        Map.of());
  }
}
