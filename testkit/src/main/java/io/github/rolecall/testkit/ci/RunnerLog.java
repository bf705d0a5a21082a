package io.github.rolecall.testkit.ci;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The log of a GitHub job. It reads the standard output and standard error of programs, executes
 * the workflow commands in them, and masks the rest.
 *
 * <p>The runner also masks some encodings of a secret, such as base64. This log does not, so that
 * no test passes only because of that. The log does not store the outputs and states of deprecated
 * commands; {@link #commands()} contains them.
 */
public final class RunnerLog {

  private final Transcript transcript;
  private final CommandExecution commands;

  /** A log without debug messages. */
  public RunnerLog() {
    this(false);
  }

  private RunnerLog(boolean debugging) {
    transcript = new Transcript(debugging);
    commands = new CommandExecution(transcript);
  }

  /** A log with debug messages, as with ACTIONS_STEP_DEBUG. */
  public static RunnerLog debugging() {
    return new RunnerLog(true);
  }

  /** Reads printed text. The end of the text ends a line. */
  public void feed(String text) {
    try (LineStream lines = new LineStream(this::line)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      lines.write(bytes, 0, bytes.length);
    }
  }

  /** A stream for the output of a program. Closing it ends the last line. */
  public OutputStream stream() {
    return new LineStream(this::line);
  }

  /** Reads one printed line. */
  public synchronized void line(String line) {
    commands.line(line);
  }

  /** Begins a step. Stopped commands, echo and failure apply to one step only. */
  public synchronized void nextStep() {
    commands.nextStep();
  }

  /** Prints a masked text, and executes no commands in it. */
  synchronized void print(String text) {
    transcript.print(text);
  }

  synchronized void debug(String text) {
    transcript.debug(text);
  }

  synchronized void error(String text) {
    transcript.error(text);
  }

  synchronized String masked(String text) {
    return transcript.masked(text);
  }

  /** The log as GitHub shows it. */
  public synchronized String visible() {
    return transcript.visible();
  }

  /** Whether the visible log contains a secret, or one line of a secret with several lines. */
  public synchronized boolean shows(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the secret is blank, so every log contains it");
    }
    String seen = visible();
    return seen.contains(secret)
        || secret
            .lines()
            .map(String::strip)
            .anyMatch(line -> !line.isEmpty() && seen.contains(line));
  }

  /** The masked values, and each of their lines. */
  public synchronized Set<String> masks() {
    return transcript.masks();
  }

  /** The error annotations, masked. */
  public synchronized List<String> errors() {
    return transcript.errors();
  }

  /** The warning annotations, masked. */
  public synchronized List<String> warnings() {
    return transcript.warnings();
  }

  /** The notice annotations, masked. */
  public synchronized List<String> notices() {
    return transcript.notices();
  }

  /** The names of all executed commands in order, in lower case, including injected commands. */
  public synchronized List<String> executed() {
    return commands().stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** All executed commands in order. */
  public synchronized List<WorkflowCommand> commands() {
    return commands.executed();
  }

  /** Whether the runner rejected a command of this step, which fails the step. */
  public synchronized boolean failed() {
    return commands.failed();
  }
}
