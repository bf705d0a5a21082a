package io.github.rolecall.testkit.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowCommandTest {

  private final RunnerLog log = new RunnerLog();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::warning::w",
        "  \t::warning::w",
        "\u00a0::WARNING file=a::w",
        "text ##[warning]w",
        "[ERROR] text ##[warning title=a;file=b]w",
        "text\r::warning::w",
        "::unknown::##[warning]w",
      })
  void executesWhatTheRunnerExecutes(String line) {
    log.feed(line + "\n");

    assertEquals(List.of("warning"), log.executed());
    assertEquals(List.of("w"), log.warnings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text ::warning::w",
        ":warning::w",
        "::warning:w",
        "::unknown::w",
        "# #[warning]w",
        "##[unknown]w",
        "##[warning",
        "##[x]##[warning]w"
      })
  void showsWhatTheRunnerShows(String line) {
    log.feed(line);

    assertEquals(List.of(), log.executed());
    assertEquals(line + "\n", log.visible());
  }

  @Test
  void theDataOfACommandIsNoCommand() {
    log.feed("::error::x ##[add-mask]y ::warning::z\n");

    assertEquals(List.of("error"), log.executed());
  }

  @Test
  void unescapesTheOlderFormItsOwnWay() {
    log.feed("##[error title=a%5D%3Bb]c%5D%0Ad\n");

    assertEquals(List.of("c]\nd"), log.errors());
    assertEquals(Map.of("title", "a];b"), log.commands().get(0).properties());
  }
}
