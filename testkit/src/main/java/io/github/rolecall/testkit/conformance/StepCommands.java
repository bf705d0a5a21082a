package io.github.rolecall.testkit.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The workflow commands in a standard output that are compared. */
record StepCommands(
    List<String> masks, List<String> errors, List<String> warnings, List<String> notices) {

  // The line terminators of str.splitlines in Python.
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000B\f\u001C-\u001E\u0085\u2028\u2029]");
  private static final Pattern COMMAND =
      Pattern.compile("^::([a-z-]+)(?: [^:]*)?::(.*)$", Pattern.DOTALL);

  static StepCommands of(String output) {
    StepCommands found =
        new StepCommands(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String line : LINE_END.split(output, -1)) {
      Matcher command = COMMAND.matcher(line);
      if (command.find()) {
        String data = unescape(command.group(2));
        switch (command.group(1)) {
          case "add-mask" -> found.masks().add(data);
          case "error" -> found.errors().add(data);
          case "warning" -> found.warnings().add(data);
          case "notice" -> found.notices().add(data);
          default -> {}
        }
      }
    }
    return found;
  }

  private static String unescape(String data) {
    return data.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%");
  }
}
