package io.github.rolecall.export;

import java.util.Map;
import java.util.stream.Collectors;

/** Shells that can take over variables by evaluating text. */
public enum Shell {
  /** Any POSIX shell. */
  SH {
    @Override
    String set(String name, String value) {
      return "export " + name + "='" + value.replace("'", "'\\''") + "'";
    }

    @Override
    String remove(String name) {
      return "unset " + name;
    }

    @Override
    public String failure() {
      return "false";
    }
  },
  /** PowerShell, through {@code Invoke-Expression}. */
  POWERSHELL {
    @Override
    String set(String name, String value) {
      // Curly quotes end a text there, too.
      return "$Env:" + name + " = '" + value.replaceAll("['\u2018-\u201B]", "$0$0") + "'";
    }

    @Override
    String remove(String name) {
      return "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue";
    }

    @Override
    public String failure() {
      return "throw 'rolecall failed'";
    }
  },
  /** fish, through {@code source}. */
  FISH {
    @Override
    String set(String name, String value) {
      return "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Override
    String remove(String name) {
      return "set -e " + name;
    }

    @Override
    public String failure() {
      return "false";
    }
  };

  abstract String set(String name, String value);

  abstract String remove(String name);

  /**
   * What makes the evaluation fail. {@code eval "$(rolecall ...)"} loses the exit code of what it
   * evaluates: without this, a script would go on with whatever credentials it had before.
   */
  public abstract String failure();

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
