package io.github.rolecall.testkit.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The command files of one step, and the values that were read from them at its end. */
final class StepFiles {

  private static final int SUMMARY_LIMIT = 1024 * 1024;
  private static final Map<String, String> PREFIXES =
      Map.of(
          "env", "set_env_",
          "output", "set_output_",
          "state", "save_state_",
          "path", "add_path_",
          "step_summary", "step_summary_");

  private final Map<String, Path> files = new LinkedHashMap<>();
  private final RunnerLog log;
  private final Map<String, String> exported = new LinkedHashMap<>();
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final Map<String, String> state = new LinkedHashMap<>();
  private final List<String> path = new ArrayList<>();
  private String summary = "";
  private boolean sound = true;

  StepFiles(Path temp, RunnerLog log) throws IOException {
    this.log = log;
    Path folder = Files.createDirectories(temp.resolve("_runner_file_commands"));
    String suffix = UUID.randomUUID().toString();
    for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
      files.put(prefix.getKey(), Files.createFile(folder.resolve(prefix.getValue() + suffix)));
    }
  }

  void announce(BiConsumer<String, String> variables) {
    files.forEach(
        (name, file) ->
            variables.accept("GITHUB_" + name.toUpperCase(Locale.ROOT), file.toString()));
  }

  /** Reads the files. The runner does this even if the step failed. */
  void read() throws IOException {
    pairs(
        "env",
        (name, value) -> {
          if (CommandFiles.isBlocked(name)) {
            log.error(CommandFiles.NODE_OPTIONS_REFUSED);
          } else {
            exported.put(name, value);
            log.debug(name + "='" + value + "'");
          }
        });
    pairs(
        "output",
        (name, value) -> {
          outputs.put(name, value);
          log.debug("Set output " + name + " = " + value);
        });
    pairs(
        "state",
        (name, value) -> {
          state.put(name, value);
          log.debug("Save intra-action state " + name + " = " + value);
        });
    text("path").lines().filter(line -> !line.isEmpty()).forEach(path::add);
    String written = text("step_summary");
    long size = Files.exists(file("step_summary")) ? Files.size(file("step_summary")) : 0;
    if (size > SUMMARY_LIMIT) {
      log.error(
          "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of %dk, got %dk."
              .formatted(SUMMARY_LIMIT / 1024, size / 1024));
    } else {
      summary = written.lines().map(log::masked).collect(Collectors.joining("\n"));
    }
  }

  private void pairs(String name, BiConsumer<String, String> pairs) throws IOException {
    try {
      CommandFiles.each(text(name), pairs);
    } catch (IllegalArgumentException e) {
      log.error("Unable to process file command '" + name + "' successfully.");
      log.error(String.valueOf(e.getMessage()));
      sound = false;
    }
  }

  private String text(String name) throws IOException {
    return Files.exists(file(name)) ? Files.readString(file(name)) : "";
  }

  private Path file(String name) {
    return Objects.requireNonNull(files.get(name));
  }

  boolean sound() {
    return sound;
  }

  List<String> path() {
    return path;
  }

  StepOutcome outcome(String id, int exit, boolean success) {
    return new StepOutcome(
        id,
        success ? StepOutcome.Result.SUCCESS : StepOutcome.Result.FAILURE,
        exit,
        exported,
        outputs,
        state,
        summary);
  }
}
