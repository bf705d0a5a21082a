package io.github.rolecall.testkit.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerLogTest {

  private final RunnerLog log = new RunnerLog();

  @Test
  void masksLaterLinesOnly() {
    log.feed("early s3cret\n::add-mask::s3cret\nlate s3cret, s3crets3cret\n");

    assertEquals("early s3cret\nlate ***, ***\n", log.visible());
    assertTrue(log.shows("s3cret"));
  }

  @Test
  void masksAValueAndEachOfItsLines() {
    log.feed("::add-mask::one%0D%0A two %0A%0Athree%25\nsees two and three% here\n");

    assertEquals(Set.of("one\r\n two \n\nthree%", "one", "two", "three%"), log.masks());
    assertEquals("sees *** and *** here\n", log.visible());
    assertFalse(log.shows("one\ntwo"));
  }

  @Test
  void aRawLineEndCutsTheCommand() {
    log.feed("::add-mask::one\ntwo\n");

    assertTrue(log.shows("one\ntwo"));
    assertFalse(log.shows("one"));
  }

  @Test
  void overlappingSecretsBecomeOneMask() {
    log.feed("::add-mask::abcd\n::add-mask::cdef\nxabcdefx\n");

    assertEquals("x***x\n", log.visible());
  }

  @Test
  void aBlankMaskIsAWarning() {
    log.feed("::add-mask:: \n");

    assertEquals(
        List.of("Can't add secret mask for empty string in ##[add-mask] command."), log.warnings());
    assertEquals(Set.of(), log.masks());
  }

  @Test
  void readsAnnotationsAndUnescapesThem() {
    log.feed("::error title=a%3Ab,file=x::50%25%0Aof%3A it\n::Warning::w\n::notice::n\n");

    assertEquals(List.of("50%\nof%3A it"), log.errors());
    assertEquals(List.of("w"), log.warnings());
    assertEquals(List.of("n"), log.notices());
    assertEquals(Map.of("title", "a:b", "file", "x"), log.commands().get(0).properties());
    assertEquals("##[error]50%\nof%3A it\n##[warning]w\n##[notice]n\n", log.visible());
  }

  @Test
  void stoppedCommandsAreShown() {
    log.feed("::stop-commands::t0ken\n::error::no\n::t0ken::\n::error::yes\n");

    assertEquals(List.of("stop-commands", "error"), log.executed());
    assertEquals(List.of("yes"), log.errors());
    assertEquals("::stop-commands::t0ken\n::error::no\n::t0ken::\n##[error]yes\n", log.visible());
  }

  @Test
  void theNextStepReadsCommandsAgain() {
    log.feed("::stop-commands::t0ken\n");
    log.nextStep();
    log.feed("::error::yes\n::t0ken::\n");

    assertEquals(List.of("yes"), log.errors());
    assertTrue(log.visible().endsWith("::t0ken::\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::set-env name=A::b",
        "::add-path::/tmp",
        "::echo::maybe",
        "::set-output::x",
        "::stop-commands::",
        "::stop-commands::error",
        "::stop-commands::pause-logging"
      })
  void refusedCommandsFailTheStep(String line) {
    log.feed(line);

    assertTrue(log.failed());
    assertEquals("Unable to process command '" + line + "' successfully.", log.errors().get(0));
    log.nextStep();
    assertFalse(log.failed());
  }

  @Test
  void deprecatedCommandsWarn() {
    log.feed("::set-output name=a::b\n::save-state name=a::b\n");

    assertFalse(log.failed());
    assertEquals(2, log.warnings().size());
  }

  @Test
  void debugMessagesAreSeenInADebuggedJobOnly() {
    RunnerLog debugging = RunnerLog.debugging();
    log.feed("::debug::d\n");
    debugging.feed("::debug::d\n");

    assertEquals("", log.visible());
    assertEquals("##[debug]d\n", debugging.visible());
  }

  @Test
  void echoShowsCommandsButNoSecret() {
    log.feed("::echo::on\n::add-mask::s3cret\n::group::s3cret\n");

    assertEquals("::add-mask::***\n::group::***\n##[group]***\n", log.visible());
  }

  @Test
  void streamsCutAtEveryKindOfLineEnd() throws IOException {
    try (OutputStream out = log.stream()) {
      out.write("a\r\nb\r".getBytes(StandardCharsets.UTF_8));
      out.write("\nc\rd\u00e9".getBytes(StandardCharsets.UTF_8));
    }

    assertEquals("a\nb\nc\nd\u00e9\n", log.visible());
  }

  @Test
  void aBlankSecretIsNoQuestion() {
    assertThrows(IllegalArgumentException.class, () -> log.shows(" "));
  }
}
