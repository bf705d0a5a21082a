package io.github.rolecall.problem;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.util.List;

/** The credentials cannot be handed on. Nothing was written. */
public sealed interface ExportProblem extends Problem {
  /** Only Maven has several ways of handing on, so only a pom has words for them. */
  private static String keys(Words words) {
    return words.frontEnd() == FrontEnd.MAVEN ? words.assign(Input.EXPORT, "env") : "as variables";
  }

  /** A profile of that name is there already. */
  record ProfileExists(String profile, String file) implements ExportProblem {
    @Override
    public String code() {
      return "profile-exists";
    }

    @Override
    public String what(Words words) {
      return "The profile '" + profile + "' exists already";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("file", file));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(words -> "Choose another name for " + words.spell(Input.AWS_PROFILE) + "."),
          Remedy.of(
              words ->
                  "Or replace the profile: " + words.assign(Input.OVERWRITE_AWS_PROFILE, "true")));
    }
  }

  /** Through a symbolic link, secrets could land in a place that somebody else chose. */
  record SymbolicLink(String path) implements ExportProblem {
    @Override
    public String code() {
      return "symbolic-link";
    }

    @Override
    public String what(Words words) {
      return "Credentials are not written through a symbolic link";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("link", path));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(Remedy.of("Name the file or folder itself, or remove the link."));
    }
  }

  /**
   * Another user has put something where credentials are about to be written.
   *
   * @param path a file, or a folder on the way to it
   * @param owner the number of the user to whom it belongs
   * @param us the number of the user of this process
   */
  record FileOfAnother(String path, String owner, String us) implements ExportProblem {
    @Override
    public String code() {
      return "file-of-another-user";
    }

    @Override
    public String what(Words words) {
      return "Credentials are not written to what belongs to another user";
    }

    @Override
    public List<Fact> facts() {
      return List.of(
          new Fact("path", path),
          new Fact("owner", "user id " + owner),
          new Fact("this process", "user id " + us));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "If you do not know why it is there, remove it: another user may have put it there to get"
              + " the credentials, or to choose what AWS tools do with them.",
          "If it belongs to the user who needs the credentials, run this as that user: without"
              + " sudo, or in a container with --user "
              + owner
              + ".",
          "Or name a file in a folder of your own; for profiles by AWS_SHARED_CREDENTIALS_FILE and"
              + " AWS_CONFIG_FILE.");
    }
  }

  /** The file has further names, which may lie in a folder of somebody else. */
  record HardLink(String path, int names) implements ExportProblem {
    @Override
    public String code() {
      return "hard-link";
    }

    @Override
    public String what(Words words) {
      return "Credentials are not written to a file that has several names (hard links)";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("file", path), new Fact("names", String.valueOf(names)));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Replace it by a copy of its own: cp -p FILE FILE.new && mv FILE.new FILE",
          "If you do not know why it is there, remove it: another user may have put it there.");
    }
  }

  /** The runner has not said where to write. */
  record RunnerFileMissing(String variable) implements ExportProblem {
    @Override
    public String code() {
      return "runner-file-missing";
    }

    @Override
    public String what(Words words) {
      return "The variable " + variable + " is not set, so later steps cannot be reached";
    }

    @Override
    public List<Fact> facts() {
      return List.of();
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Start the action with `uses:` in a workflow: the runner then sets " + variable + ".",
          "Outside of a workflow use the command: rolecall assume --help");
    }
  }

  /** The file is the host's, and the container cannot reach it. */
  record FileOutsideContainer(String variable, String path) implements ExportProblem {
    @Override
    public String code() {
      return "file-outside-container";
    }

    @Override
    public String what(Words words) {
      return "The file that "
          + variable
          + " names is not one that the action's container can reach";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("file", path));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Leave " + variable + " unset: the action then chooses a file and tells later steps.",
          "Or name a file in the folder of ${{ runner.temp }}.");
    }
  }

  /** The file cannot be read or written. */
  record FileUnusable(String path, String reason) implements ExportProblem {
    @Override
    public String code() {
      return "file-unusable";
    }

    @Override
    public String what(Words words) {
      return "A file that the credentials go to cannot be used: " + reason;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("file", path));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of("Make sure that the folder exists and that this user may write there."));
    }
  }

  /**
   * AWS settings around the build that tools would use before what is handed on.
   *
   * @param export the input that asks for this way of handing on, as the user wrote it
   * @param winners what would win, and where it was seen
   * @param keysPossible whether keys may be handed on instead
   */
  record Outranked(String export, List<Fact> winners, boolean keysPossible)
      implements ExportProblem {
    @Override
    public String code() {
      return "outer-credentials-win";
    }

    @Override
    public String what(Words words) {
      return "With " + export + ", later goals would use other credentials than these";
    }

    @Override
    public List<Fact> facts() {
      return winners;
    }

    @Override
    public List<Remedy> remedies() {
      String unset = "Unset what is named above for this build.";
      return keysPossible
          ? List.of(
              Remedy.of(unset),
              Remedy.of(
                  words ->
                      "Or hand on keys, which win over most settings: "
                          + keys(words)
                          + ". With -X, Maven prints them."))
          : List.of(Remedy.of(unset));
    }
  }

  /**
   * Keys would go where everyone can read them.
   *
   * @param export what asks for that, as the user wrote it
   * @param exposure who would show or store them
   */
  record KeysExposed(String export, Exposure exposure) implements ExportProblem {
    @Override
    public String code() {
      return "keys-exposed";
    }

    @Override
    public String what(Words words) {
      return "With " + export + ", others could read the credentials: " + exposure.reason();
    }

    @Override
    public List<Remedy> remedies() {
      return exposure.remedies(export);
    }
  }

  /**
   * An old Maven build cache extension would skip the goal in a later build of the same sources.
   *
   * @param version of the extension
   */
  record SkippedByCache(String version) implements ExportProblem {
    @Override
    public String code() {
      return "skipped-by-build-cache";
    }

    @Override
    public String what(Words words) {
      return "The Maven build cache extension "
          + version
          + " would skip credentials:assume in a later build without a message, and other goals"
          + " would use other credentials";
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Update maven-build-cache-extension to 1.2.1 or newer.",
          "Or name credentials-maven-plugin in <runAlways> of"
              + " .mvn/maven-build-cache-config.xml.");
    }
  }

  /** Only temporary credentials fit the container credentials protocol. */
  record SessionNeeded(String export) implements ExportProblem {
    @Override
    public String code() {
      return "session-needed";
    }

    @Override
    public String what(Words words) {
      return "With " + export + ", only the credentials of a role session can be handed on";
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              words ->
                  "Say which role to assume: "
                      + words.assign(
                          Input.ROLE_TO_ASSUME, "arn:aws:iam::<account id>:role/<name>")),
          Remedy.of(words -> "Or hand on the keys themselves: " + keys(words)));
    }
  }

  /** The profile that a build would write for its time is somebody else's. */
  record ProfileTaken(String profile, String file, String whose) implements ExportProblem {
    @Override
    public String code() {
      return "profile-taken";
    }

    @Override
    public String what(Words words) {
      return "The profile '" + profile + "' is there already, and " + whose;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("file", file));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(words -> "Hand on another way: " + keys(words) + "."),
          Remedy.of(
              "Or give the build AWS files of its own: set AWS_SHARED_CREDENTIALS_FILE and"
                  + " AWS_CONFIG_FILE before Maven starts."));
    }
  }

  /** The values cannot be carried by the form that was asked for. */
  record NotPlain(String format) implements ExportProblem {
    @Override
    public String code() {
      return "value-not-plain";
    }

    @Override
    public String what(Words words) {
      return "The credentials have characters that the format " + format + " would not keep";
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of("Use credentials as AWS issues them: they have no such characters."),
          Remedy.of(
              words ->
                  "Or choose another format: "
                      + words.spell(Input.FORMAT)
                      + " env, powershell, fish, json or process."));
    }
  }

  /** The file of access keys is not one as IAM writes it. */
  record CsvUnreadable(String file, String reason) implements ExportProblem {
    @Override
    public String code() {
      return "csv-unreadable";
    }

    @Override
    public String what(Words words) {
      return "The access keys of " + file + " cannot be imported: " + reason;
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "The first line has to name the three columns that aws configure import wants. Newer"
              + " files of the IAM console have no user name: add that column.",
          "To leave out rows that are not whole, say so: skip-invalid");
    }
  }
}
