package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FatalErrorOutputTest {
  @ParameterizedTest
  @CsvSource({
    "assume, false",
    "assume --shell fish, false",
    "assume --shell powershell, throw 'rolecall failed'",
    "export --format=powershell, throw 'rolecall failed'",
    "export --format env, false",
    "whoami, ''",
    "action --host-temp=x, ::error::Rolecall failed: java.lang.OutOfMemoryError"
  })
  void whoeverEvaluatesItStops(String line, String printed) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var handler =
        new FatalErrorOutput(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    assertEquals(1, handler.failed(line.split(" ", -1), new OutOfMemoryError("s3cret")));
    String shown = out.toString(UTF_8);
    assertEquals(printed, shown.strip().replaceFirst(" \\(.*", ""));
    assertTrue((shown + err.toString(UTF_8)).contains("OutOfMemoryError"));
    assertFalse((shown + err.toString(UTF_8)).contains("s3cret"));
  }
}
