package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.network.Network;
import io.github.rolecall.testkit.tls.TestAuthority;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The host of a run, with simulators in the JVM's trust store. */
final class TestHost {
  private TestHost() {}

  static Host of(Map<String, String> environment, Path home, Path work, PrintStream log) {
    return Host.of(environment, home, work, log, http());
  }

  /** Returns an HTTP client whose trust store contains the authority of this process. */
  static Http http() {
    return Http.ofJdk(TestAuthority.ofThisProcess().trustStore(), Clock.systemUTC());
  }

  /** Returns an HTTP client that answers some requests itself. */
  static Http http(Answering answering) {
    return answering(http(), answering);
  }

  private static Http answering(Http real, Answering answering) {
    return new Http() {
      @Override
      public Answer ask(Request request) {
        return answering.answer(request, real);
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
        return answering(real.on(machine), answering);
      }

      @Override
      public HttpLine line(URI address, Network network) {
        return real.line(address, network);
      }
    };
  }

  /** Answers a request, or sends it to the network. */
  @FunctionalInterface
  interface Answering {
    Http.Answer answer(Http.Request request, Http real);
  }
}
