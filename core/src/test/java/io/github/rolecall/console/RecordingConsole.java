package io.github.rolecall.console;

import io.github.rolecall.problem.Problem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A console that records all messages with their kinds, in order. */
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

  /** Returns the messages of one kind. */
  public List<String> of(String kind) {
    return events.stream()
        .filter(event -> event.startsWith(kind + " "))
        .map(event -> event.substring(kind.length() + 1))
        .toList();
  }
}
