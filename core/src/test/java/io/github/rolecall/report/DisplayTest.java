package io.github.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the width and the colors of the output. */
class DisplayTest {
  /** A terminal with this width; 0: no terminal. */
  private record Wide(int width) implements Terminal {
    @Override
    public Optional<String> ask(String question) {
      return Optional.empty();
    }

    @Override
    public OptionalInt columns() {
      return width == 0 ? OptionalInt.empty() : OptionalInt.of(width);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,X=,80,false",
    "0,COLUMNS=60,60,false",
    "0,COLUMNS=none,80,false",
    "0,COLUMNS=5,40,false",
    "0,COLUMNS=9999,120,false",
    "100,X=,100,true",
    "100,COLUMNS=60,60,true",
    "100,NO_COLOR=1,100,false",
    "100,NO_COLOR=,100,true",
    "100,TERM=dumb,100,false",
    "100,TERM=xterm,100,true"
  })
  void aTerminalShowsColoursUnlessThePersonDoesNotWantThem(
      int terminal, String variable, int width, boolean colored) {
    String[] parts = variable.split("=", 2);
    Host host =
        Host.of(
                Map.of(parts[0], parts[1]),
                Path.of("."),
                Path.of("."),
                new PrintStream(OutputStream.nullOutputStream()))
            .with(new Wide(terminal));
    assertEquals(new Display(width, colored), Display.of(host));
  }
}
