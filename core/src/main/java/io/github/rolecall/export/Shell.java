package io.github.rolecall.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shells that can set variables by evaluating text. */
public enum Shell {
  /** Any POSIX shell. */
  SH,
  /** PowerShell, through {@code Invoke-Expression}. */
  POWERSHELL,
  /** fish, through {@code source}. */
  FISH,
  /** The Windows command prompt, line by line. It supports only plain values. */
  CMD;

  private static final Map<String, Shell> BY_NAME =
      Map.of(
          "sh", SH,
          "bash", SH,
          "zsh", SH,
          "fish", FISH,
          "powershell", POWERSHELL,
          "pwsh", POWERSHELL,
          "cmd", CMD);

  /** The names of the shells, in the order of the documentation. */
  public static final List<String> NAMES =
      List.of("sh", "bash", "zsh", "fish", "powershell", "pwsh", "cmd");

  /** Returns the shell of this name, if there is one. */
  public static Optional<Shell> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  String set(String name, String value) {
    return switch (this) {
      case SH -> "export " + name + "='" + value.replace("'", "'\\''") + "'";
      // PowerShell also ends a string at a curly quote.
      case POWERSHELL ->
          "$Env:" + name + " = '" + value.replaceAll("['\u2018-\u201B]", "$0$0") + "'";
      case FISH -> "set -gx " + name + " '" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
      case CMD -> "set " + name + "=" + AwsCliFormat.onlyPlain("cmd", value);
    };
  }

  private String remove(String name) {
    return switch (this) {
      case SH -> "unset " + name;
      case POWERSHELL -> "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue";
      case FISH -> "set -e " + name;
      case CMD -> "set " + name + "=";
    };
  }

  /**
   * Returns text that makes the evaluation fail. {@code eval "$(rolecall ...)"} loses the exit code
   * of the command: without this text, a script would continue with its old credentials.
   */
  public String failure() {
    return switch (this) {
      case SH, FISH -> "false";
      case POWERSHELL -> "throw 'rolecall failed'";
      case CMD -> "exit /b 1";
    };
  }

  /** Returns one statement per line; an empty value unsets the variable. */
  public String statements(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(
            entry ->
                entry.getValue().isEmpty()
                    ? remove(entry.getKey())
                    : set(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
