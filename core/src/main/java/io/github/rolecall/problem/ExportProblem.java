package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.util.List;

/** The credentials cannot be handed on. Nothing was written. */
public sealed interface ExportProblem extends Problem {
  /** Only Maven has several ways of handing on, so only a pom has words for them. */
  Remedy.Text KEYS = Remedy.in(FrontEnd.MAVEN, assign(Input.EXPORT, "env"), "as variables");

  record ProfileExists(String profile, String file) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-exists")
          .what("The profile '%s' exists already", profile)
          .fact("file", file)
          .remedy("Choose another name for %s.", Input.AWS_PROFILE)
          .remedy("Or replace the profile: %s", assign(Input.OVERWRITE_AWS_PROFILE, "true"));
    }
  }

  /** Through a symbolic link, secrets could land in a place that somebody else chose. */
  record SymbolicLink(String path) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("symbolic-link", "Credentials are not written through a symbolic link")
          .fact("link", path)
          .remedy("Name the file or folder itself, or remove the link.");
    }
  }

  /**
   * Another user has put something where credentials are about to be written: a file, or a folder
   * on the way to it. Users are numbers.
   */
  record FileOfAnother(String path, String owner, String us) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "file-of-another-user", "Credentials are not written to what belongs to another user")
          .fact("path", path)
          .fact("owner", "user id " + owner)
          .fact("this process", "user id " + us)
          .remedy(
              "If you do not know why it is there, remove it: another user may have put it there to"
                  + " get the credentials, or to choose what AWS tools do with them.")
          .remedy(
              "If it belongs to the user who needs the credentials, run this as that user: without"
                  + " sudo, or in a container with --user %s.",
              owner)
          .remedy(
              "Or name a file in a folder of your own; for profiles by AWS_SHARED_CREDENTIALS_FILE"
                  + " and AWS_CONFIG_FILE.");
    }
  }

  /** The file has further names, which may lie in a folder of somebody else. */
  record HardLink(String path, int names) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "hard-link",
              "Credentials are not written to a file that has several names (hard links)")
          .fact("file", path)
          .fact("names", names)
          .remedy("Replace it by a copy of its own: cp -p FILE FILE.new && mv FILE.new FILE")
          .remedy(
              "If you do not know why it is there, remove it: another user may have put it there.");
    }
  }

  /** The runner has not said where to write. */
  record RunnerFileMissing(String variable) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("runner-file-missing")
          .what("The variable %s is not set, so later steps cannot be reached", variable)
          .remedy("Start the action with `uses:` in a workflow: the runner then sets %s.", variable)
          .remedy("Outside of a workflow use the command: rolecall assume --help");
    }
  }

  /** The file is the host's, and the container cannot reach it. */
  record FileOutsideContainer(String variable, String path) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("file-outside-container")
          .what("The file that %s names is not one that the action's container can reach", variable)
          .fact("file", path)
          .remedy("Leave %s unset: the action then chooses a file and tells later steps.", variable)
          .remedy("Or name a file in the folder of ${{ runner.temp }}.");
    }
  }

  record FileUnusable(String path, String reason) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("file-unusable")
          .what("A file that the credentials go to cannot be used: %s", reason)
          .fact("file", path)
          .remedy(
              reason.contains("file system")
                  ? "Make room on that file system, or name a file on another one."
                  : "Make sure that the folder exists and that this user may write there.");
    }
  }

  /** Whoever reads the result has gone, or the disk that it goes to is full. */
  record OutputLost() implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("output-lost", "The standard output does not take the credentials")
          .remedy("Look at what reads it, or at the disk of the file that it goes to.");
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
    public Diagnosis diagnosis() {
      return Diagnosis.of("outer-credentials-win")
          .what("With %s, later goals would use other credentials than these", export)
          .facts(winners)
          .remedy("Unset what is named above for this build.")
          .remedies(keysPossible ? List.of(BY_KEYS) : List.of());
    }

    private static final Remedy BY_KEYS =
        Remedy.of(
            "Or export the keys, which take precedence over most settings: %s. With -X, Maven prints them.",
            KEYS);
  }

  /** Keys would go where everyone can read them; {@code export} asks for that. */
  record KeysExposed(String export, Exposure exposure) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("keys-exposed")
          .what("With %s, others could read the credentials: %s", export, exposure.reason())
          .remedy("Remove %s.", export)
          .remedy(exposure.remedy());
    }
  }

  /**
   * An old Maven build cache extension would skip the goal in a later build of the same sources.
   */
  record SkippedByCache(String version) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("skipped-by-build-cache")
          .what(
              "The Maven build cache extension %s would skip credentials:assume in a later build"
                  + " without a message, and other goals would use other credentials",
              version)
          .remedy("Update maven-build-cache-extension to 1.2.1 or newer.")
          .remedy(
              "Or name credentials-maven-plugin in <runAlways> of"
                  + " .mvn/maven-build-cache-config.xml.");
    }
  }

  /** Only temporary credentials fit the container credentials protocol. */
  record SessionNeeded(String export) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("session-needed")
          .what("%s exports only the credentials of a role session", export)
          .remedy(
              "Say which role to assume: %s",
              assign(Input.ROLE_TO_ASSUME, "arn:aws:iam::<account id>:role/<name>"))
          .remedy("Or export the keys themselves: %s", KEYS);
    }
  }

  /** The profile that a build would write for its time is somebody else's. */
  record ProfileTaken(String profile, String file, String whose) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-taken")
          .what("The profile '%s' is there already, and %s", profile, whose)
          .fact("file", file)
          .remedy("Hand on another way: %s.", KEYS)
          .remedy(
              "Or give the build AWS files of its own: set AWS_SHARED_CREDENTIALS_FILE and"
                  + " AWS_CONFIG_FILE before Maven starts.");
    }
  }

  /** The values cannot be carried by the form that was asked for. */
  record NotPlain(String format) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("value-not-plain")
          .what("The credentials have characters that the format %s would not keep", format)
          .remedy("Use credentials as AWS issues them: they have no such characters.")
          .remedy(
              "Or choose another format: %s env, powershell, fish, json or process.", Input.FORMAT);
    }
  }

  /** The file of access keys is not one as IAM writes it. */
  record CsvUnreadable(String file, String reason) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("csv-unreadable")
          .what("The access keys of %s cannot be imported: %s", file, reason)
          .remedy(
              "The first line has to name the three columns that aws configure import wants. Newer"
                  + " files of the IAM console have no user name: add that column.")
          .remedy("To leave out rows that are not whole, say so: skip-invalid");
    }
  }
}
