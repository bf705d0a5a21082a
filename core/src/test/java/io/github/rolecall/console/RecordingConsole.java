package io.github.rolecall.console;

import io.github.rolecall.problem.Problem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told, in order, each with what kind of message it is. */
public final class RecordingConsole implements Console {
  private final List<String> events = new CopyOnWriteArrayList<>();

  @Override
  public void info(String text) {
    events.add("info " + text);
  }

  @Override
  public void warn(String text) {
    events.add("warn " + text);
  }

  @Override
  public void debug(String text) {
    events.add("debug " + text);
  }

  @Override
  public void mask(String secret) {
    events.add("mask " + secret);
  }

  @Override
  public void failed(Problem problem) {
    events.add("failed " + problem.code());
  }

  public List<String> events() {
    return List.copyOf(events);
  }

  /** What was said in one way. */
  public List<String> of(String kind) {
    return events.stream()
        .filter(event -> event.startsWith(kind + " "))
        .map(event -> event.substring(kind.length() + 1))
        .toList();
  }
}
