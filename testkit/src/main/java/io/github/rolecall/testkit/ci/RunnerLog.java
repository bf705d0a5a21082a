package io.github.rolecall.testkit.ci;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The log of a GitHub job: takes what programs print, standard output and standard error alike,
 * executes the commands in it, and masks the rest.
 *
 * <p>The runner masks some encodings of a secret as well, base64 among them; this log does not, so
 * that nothing is well by that alone. The outputs and states of the deprecated commands are not
 * kept; they are found in {@link #commands()}.
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

  /** A log as with ACTIONS_STEP_DEBUG, in which debug messages are seen. */
  public static RunnerLog debugging() {
    return new RunnerLog(true);
  }

  /** Takes printed text; the end of the text ends a line. */
  public void feed(String text) {
    try (LineStream lines = new LineStream(this::line)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      lines.write(bytes, 0, bytes.length);
    }
  }

  /** A stream to print into; closing it ends a last line. */
  public OutputStream stream() {
    return new LineStream(this::line);
  }

  /** Takes one printed line. */
  public synchronized void line(String line) {
    commands.line(line);
  }

  /** Begins a step: stopped commands, echo and failure are of one step only. */
  public synchronized void nextStep() {
    commands.nextStep();
  }

  /** Shows a text masked, and looks for no command in it. */
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

  /** What a person sees. */
  public synchronized String visible() {
    return transcript.visible();
  }

  /** Whether a person sees a secret or, of a secret with several lines, one of its lines. */
  public synchronized boolean shows(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("a blank secret is in every log");
    }
    String seen = visible();
    return seen.contains(secret)
        || secret
            .lines()
            .map(String::strip)
            .anyMatch(line -> !line.isEmpty() && seen.contains(line));
  }

  /** What is masked: the values and each of their lines. */
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

  /** The names of all executed commands in order, in lower case: injected ones are among them. */
  public synchronized List<String> executed() {
    return commands().stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** All executed commands in order, as they were read. */
  public synchronized List<WorkflowCommand> commands() {
    return commands.executed();
  }

  /** Whether a command of this step was refused, which fails the step. */
  public synchronized boolean failed() {
    return commands.failed();
  }
}
