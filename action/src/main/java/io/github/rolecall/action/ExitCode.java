package io.github.rolecall.action;

import java.util.List;

/** The exit codes of all commands. The same kind of failure has the same code in each command. */
enum ExitCode {
  DONE(0, "Success. Of `explain`: AWS would allow the request."),
  FAILED(
      1,
      "The run failed. The message says why. Of `doctor`: a setting cannot work. Of"
          + " `migrate --check`: there is something to change."),
  USAGE(2, "Wrong usage: an unknown command or option, or an invalid or missing input."),
  DENIED(3, "Of `explain`: AWS would deny the request."),
  UNKNOWN(4, "Of `explain`: Rolecall cannot know whether AWS would allow the request."),
  NOT_STARTED(126, "Of `exec`, `serve` and `ecr-login`: the command cannot be started."),
  NOT_FOUND(127, "Of `exec`, `serve` and `ecr-login`: the command was not found.");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  /** Returns the meaning in Markdown. */
  String meaning() {
    return meaning;
  }

  /** Returns all of them. Any other exit code is that of the command of {@code exec}. */
  static List<ExitCode> table() {
    return List.of(values());
  }
}
