package io.github.rolecall.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log that records all messages, including debug messages. */
final class RecordingLog extends SystemStreamLog {
  private final List<String> lines = new ArrayList<>();
  boolean debugging;
  boolean quiet;

  @Override
  public boolean isInfoEnabled() {
    return !quiet;
  }

  @Override
  public boolean isDebugEnabled() {
    return debugging;
  }

  @Override
  public void debug(CharSequence text) {
    lines.add("[DEBUG] " + text);
  }

  @Override
  public void info(CharSequence text) {
    lines.add("[INFO] " + text);
  }

  @Override
  public void warn(CharSequence text) {
    lines.add("[WARNING] " + text);
  }

  @Override
  public void error(CharSequence text) {
    lines.add("[ERROR] " + text);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
