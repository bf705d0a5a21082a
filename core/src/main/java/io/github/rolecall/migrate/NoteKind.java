package io.github.rolecall.migrate;

import io.github.rolecall.problem.Documentation;
import java.util.Locale;

/** What a user should know of a use, and what to do. Its name in kebab case is its code. */
public enum NoteKind {
  NOT_LINUX(
      Level.STAYS,
      "The job runs on Windows or macOS, which do not support container actions.",
      "Use the composite action there.",
      Page.RUNNERS),
  WITHOUT_DOCKER(
      Level.STAYS,
      "The job runs on ubuntu-slim, which has no Docker.",
      "Use the composite action there, or another runner.",
      Page.RUNNERS),
  SHARED_BY_ANCHOR(
      Level.STAYS,
      "A YAML alias uses the same line in a job that cannot run a container action.",
      "Write a separate uses: for each of the two jobs, and run this again.",
      Page.RUNNERS),
  DIGEST_UNKNOWN(
      Level.STAYS,
      "The action is pinned to a digest. A tag would be less safe.",
      "Run this again with --digest DIGEST: the commit of the release, which `git ls-remote"
          + " https://github.com/rolecall/rolecall 'refs/tags/v1*'` prints.",
      Page.MIGRATE),
  EXPRESSION(
      Level.STAYS,
      "An expression chooses the action.",
      "Write the name of the action, and run this again.",
      Page.MIGRATE),
  FORK(
      Level.STAYS,
      "It is a fork or a copy of the action in another repository.",
      "Compare the changes of the fork with the documented differences, and change the"
          + " line by hand.",
      Page.DIFFERENCES),
  LOCAL_COPY(
      Level.STAYS,
      "It is an action of this repository. Rolecall migrates its file too if it is a"
          + " composite action under the PATH.",
      "If it is a copy of the action, change the line by hand.",
      Page.DIFFERENCES),
  UNUSUAL(
      Level.STAYS,
      "GitHub cannot run this line: the action needs a version, and has no subfolders.",
      "Correct the line, and run this again.",
      Page.MIGRATE),
  WRITTEN_IN_PARTS(
      Level.STAYS,
      "The name of the action has escapes, or spans several lines.",
      "Write it on one line without escapes, and run this again.",
      Page.MIGRATE),
  RUNNER_UNKNOWN(
      Level.CHECK,
      "An expression chooses the runner.",
      "Make sure that it runs Linux and has Docker. If not, use the composite action.",
      Page.RUNNERS),
  RUNNER_OF_YOUR_OWN(
      Level.CHECK,
      "The runner is not a standard runner of GitHub, and may have no Docker.",
      "Make sure that it runs Linux and has Docker. If not, use the composite action."
          + " A container can use the role of an EC2 instance only with a hop limit of 2.",
      Page.RUNNERS),
  RUNNER_OF_THE_CALLER(
      Level.CHECK,
      "A composite action runs where its callers run.",
      "Make sure that all of them run Linux and have Docker. If not, use the composite action of"
          + " Rolecall in it.",
      Page.RUNNERS),
  INPUT_UNKNOWN(
      Level.CHECK, "The action has no such input.", "Remove or correct it.", Page.DIFFERENCES),
  INPUT_RESTRICTS(
      Level.CHECK,
      "There is no such input. Its name says that it restricts something, so the step will fail.",
      "Correct the name, or remove the input.",
      Page.DIFFERENCES),
  VALUE_REFUSED(
      Level.CHECK,
      "Rolecall rejects the value before it makes a call. The other action ignores it.",
      "Correct the value.",
      Page.DIFFERENCES),
  INPUT_DIFFERS(
      Level.CHECK, "The input behaves differently.", "Read what differs.", Page.DIFFERENCES),
  OLD_DURATION(
      Level.CHECK,
      "Versions 1 and 2 request 6 hours if access keys assume a role. Rolecall and"
          + " newer versions request 1 hour.",
      "Set role-duration-seconds if the job takes longer.",
      Page.DIFFERENCES),
  OLD_MASK(
      Level.CHECK,
      "Versions 1 and 2 mask the account id in the log. Rolecall and newer versions do not.",
      "To mask it, set mask-aws-account-id: true.",
      Page.DIFFERENCES),
  OUTPUT_UNKNOWN(
      Level.CHECK,
      "A later step reads an output that the action does not have.",
      "Correct the name of the output.",
      Page.DIFFERENCES),
  REMOTE_WORKFLOW(
      Level.INFO,
      "The job calls a workflow of another repository, which Rolecall did not check.",
      "Run this in that repository too.",
      Page.MIGRATE);

  private enum Page {
    DIFFERENCES("differences.md"),
    RUNNERS("github.md#on-windows-and-macos-or-without-docker-the-jar"),
    MIGRATE("migrate.md");

    private final String name;

    Page(String name) {
      this.name = name;
    }
  }

  private final Level level;
  private final String reason;
  private final String remedy;
  private final Page page;

  NoteKind(Level level, String reason, String remedy, Page page) {
    this.level = level;
    this.reason = reason;
    this.remedy = remedy;
    this.page = page;
  }

  public Level level() {
    return level;
  }

  /** One sentence. */
  public String reason() {
    return reason;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }

  /** Where more is written. */
  public String documentation() {
    return Documentation.own().page(page.name);
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
