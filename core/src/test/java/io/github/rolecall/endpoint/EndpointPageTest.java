package io.github.rolecall.endpoint;

import io.github.rolecall.PageFigures;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Tests that docs/reliability.md shows the limits of the endpoint. */
class EndpointPageTest {

  @Test
  void itsFiguresAreThoseOfTheCodeAndOfItsTests() throws IOException {
    var section = new PageFigures("The endpoint of Maven");
    String limit = PageFigures.time(LoopbackServer.LIMIT);
    section.says("AWS SDKs ask 127.0.0.1 for");
    section.says("half a body (%d connections each)".formatted(LoopbackServerTest.HALVES));
    section.says("the connection ends after %s |".formatted(limit));
    section.says("dripping does not prolong the %s |".formatted(limit));
    section.says(
        String.format(
            Locale.ROOT,
            "| holds 1, %d, %d or %,d connections | the SDK is served; at most %d stay,",
            LoopbackServer.MOST_CONNECTIONS,
            LoopbackServerTest.MANY,
            LoopbackServerTest.CROWD,
            LoopbackServer.MOST_CONNECTIONS));
    section.says(
        "| sends a head of %s, %d kB or %d kB, or one without end |"
            .formatted(
                PageFigures.size(LoopbackConnection.LARGEST_HEAD),
                LoopbackServerTest.LARGE_HEAD / 1000,
                LoopbackServerTest.HUGE_HEAD / 1000));
    section.says(
        "| %1$d clients with the right authorization at once | all %1$d get"
            .formatted(LoopbackServerTest.MANY));
    // LoopbackServerTest tests each status.
    section.says("| 431, and the connection ends |");
    section.says("| 401, without a body |");
    section.says(", none or two | 421 |");
    section.says("another path or method | 404, 405 |");
    section.says("| sends what is no HTTP/1.1 (TLS, bare line feeds, folded headers) | 400 |");
    section.saysNoOtherFigure();
  }
}
