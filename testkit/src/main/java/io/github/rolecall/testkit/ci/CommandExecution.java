package io.github.rolecall.testkit.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds and executes the workflow commands in the output of the steps. */
final class CommandExecution {

  private static final String STOP = "stop-commands";
  private static final List<String> NAMES =
      List.of(
          STOP,
          "add-mask",
          "add-matcher",
          "add-path",
          "debug",
          "echo",
          "endgroup",
          "error",
          "group",
          "notice",
          "remove-matcher",
          "save-state",
          "set-env",
          "set-output",
          "warning");

  private final Transcript transcript;
  private final List<WorkflowCommand> executed = new ArrayList<>();
  private final Set<String> registered = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private @Nullable String stopToken;
  private boolean echo;
  private boolean failed;

  CommandExecution(Transcript transcript) {
    this.transcript = transcript;
    registered.addAll(NAMES);
  }

  /** Resets what applies to one step only: stopped commands, echo and failure. */
  void nextStep() {
    resume();
    echo = false;
    failed = false;
  }

  List<WorkflowCommand> executed() {
    return List.copyOf(executed);
  }

  boolean failed() {
    return failed;
  }

  void line(String line) {
    WorkflowCommand command = WorkflowCommand.parse(line, registered).orElse(null);
    if (command == null) {
      transcript.print(line);
    } else if (stopToken == null) {
      executed.add(command);
      execute(line, command);
    } else {
      // While commands are stopped, the runner prints every line, and obeys only the stop token.
      transcript.print(line);
      if (command.name().equalsIgnoreCase(stopToken)) {
        resume();
      }
    }
  }

  private void resume() {
    if (stopToken != null) {
      registered.remove(stopToken);
    }
    stopToken = null;
  }

  private void execute(String line, WorkflowCommand command) {
    String data = command.data();
    switch (command.name().toLowerCase(Locale.ROOT)) {
      case STOP -> stop(line, data);
      case "add-mask" -> mask(data);
      case "error" -> transcript.error(data);
      case "warning" -> transcript.warning(data);
      case "notice" -> transcript.notice(data);
      case "debug" -> transcript.debug(data);
      default -> {
        if (echo) {
          transcript.print(line);
        }
        executeEchoed(line, command);
      }
    }
  }

  private void executeEchoed(String line, WorkflowCommand command) {
    String name = command.name().toLowerCase(Locale.ROOT);
    switch (name) {
      case "group" -> transcript.print("##[group]" + command.data());
      case "endgroup" -> transcript.print("##[endgroup]");
      case "echo" -> echo(line, command.data());
      case "set-env", "add-path" ->
          refuse(
              line,
              "The `%s` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the `ACTIONS_ALLOW_UNSECURE_COMMANDS` environment variable to `true`."
                  .formatted(name));
      case "set-output", "save-state" -> deprecated(line, name, command);
      default -> {
        // Problem matchers have no effect in this emulation.
      }
    }
  }

  private void stop(String line, String token) {
    if (token.isEmpty() || registered.contains(token) || token.equalsIgnoreCase("pause-logging")) {
      refuse(
          line,
          "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.");
      return;
    }
    transcript.print(line);
    stopToken = token;
    registered.add(token);
  }

  private void mask(String secret) {
    if (secret.isBlank()) {
      transcript.warning("Can't add secret mask for empty string in ##[add-mask] command.");
      return;
    }
    if (echo) {
      transcript.print("::add-mask::***");
    }
    transcript.hide(secret);
  }

  private void echo(String line, String data) {
    String value = data.strip().toLowerCase(Locale.ROOT);
    if (value.equals("on") || value.equals("off")) {
      echo = value.equals("on");
    } else {
      refuse(
          line,
          "Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '%s'."
              .formatted(data));
    }
  }

  private void deprecated(String line, String name, WorkflowCommand command) {
    if (command.properties().containsKey("name")) {
      transcript.warning(
          "The `%s` command is deprecated and will be disabled soon. Please upgrade to using Environment Files."
              .formatted(name));
    } else {
      refuse(line, "Required field 'name' is missing in ##[%s] command.".formatted(name));
    }
  }

  private void refuse(String line, String reason) {
    transcript.error("Unable to process command '%s' successfully.".formatted(line));
    transcript.error(reason);
    failed = true;
  }
}
