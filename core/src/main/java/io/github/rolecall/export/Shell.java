package io.github.rolecall.export;

import java.util.Map;
import java.util.stream.Collectors;

/** Shells that can take over variables by evaluating text. */
public enum Shell {
  /** Any POSIX shell. */
  SH,
  /** PowerShell, through {@code Invoke-Expression}. */
  POWERSHELL,
  /** fish, through {@code source}. */
  FISH;

  String set(String name, String value) {
    return switch (this) {
      case SH -> "export " + name + "='" + value.replace("'", "'\\''") + "'";
      // Curly quotes end a text there, too.
      case POWERSHELL ->
          "$Env:" + name + " = '" + value.replaceAll("['\u2018-\u201B]", "$0$0") + "'";
      case FISH -> "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    };
  }

  private String remove(String name) {
    return switch (this) {
      case SH -> "unset " + name;
      case POWERSHELL -> "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue";
      case FISH -> "set -e " + name;
    };
  }

  /**
   * What makes the evaluation fail. {@code eval "$(rolecall ...)"} loses the exit code of what it
   * evaluates: without this, a script would go on with whatever credentials it had before.
   */
  public String failure() {
    return this == POWERSHELL ? "throw 'rolecall failed'" : "false";
  }

  /** One statement a line; a blank value removes the variable. */
  String statements(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? remove(entry.getKey())
                    : set(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
