package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.util.List;

/** The credentials cannot be exported. Nothing was written. */
public sealed interface ExportProblem extends Problem {
  /** Only Maven has several ways to export, so only a pom has words for them. */
  Remedy.Text KEYS =
      Remedy.in(FrontEnd.MAVEN, assign(Input.EXPORT, "env"), "as environment variables");

  record ProfileExists(String profile, String file) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-exists")
          .what("The profile '%s' already exists", profile)
          .fact("file", file)
          .remedy("Choose another name for %s.", Input.AWS_PROFILE)
          .remedy("Or replace the profile: %s", assign(Input.OVERWRITE_AWS_PROFILE, "true"));
    }
  }

  /** Through a symbolic link, secrets could be written to a place that another user chose. */
  record SymbolicLink(String path) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "symbolic-link", "Rolecall does not write credentials through a symbolic link")
          .fact("link", path)
          .remedy("Name the file or folder itself, or remove the link.");
    }
  }

  /**
   * Another user owns a file, or a folder on the path to it, where credentials would be written.
   * Users are numbers.
   */
  record FileOfAnother(String path, String owner, String us) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "file-of-another-user",
              "Rolecall does not write credentials to a file or folder of another user")
          .fact("path", path)
          .fact("owner", "user id " + owner)
          .fact("this process", "user id " + us)
          .remedy(
              "If you did not expect it there, remove it: another user may have"
                  + " created it to read the credentials, or to control what AWS tools do"
                  + " with them.")
          .remedy(
              "If its owner needs the credentials, run Rolecall as that user: without"
                  + " sudo, or in a container with --user %s.",
              owner)
          .remedy(
              "Or use a file in a folder that you own. For profiles, set"
                  + " AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE.");
    }
  }

  /** The file has more names (hard links), which may be in a folder of another user. */
  record HardLink(String path, int names) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "hard-link", "Rolecall does not write credentials to a file with hard links")
          .fact("file", path)
          .fact("names", names)
          .remedy(
              "Replace the file with a copy that has no other names: cp -p FILE FILE.new"
                  + " && mv FILE.new FILE")
          .remedy("If you did not expect it there, remove it: another user may have created it.");
    }
  }

  /** The runner has not said where to write. */
  record RunnerFileMissing(String variable) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("runner-file-missing")
          .what(
              "The environment variable %s is not set, so Rolecall cannot export to later"
                  + " steps",
              variable)
          .remedy("Start the action with `uses:` in a workflow: the runner then sets %s.", variable)
          .remedy("Outside a workflow, use the command: rolecall assume --help");
    }
  }

  /** The file is on the host, and the container cannot reach it. */
  record FileOutsideContainer(String variable, String path) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("file-outside-container")
          .what("The container of the action cannot access the file in %s", variable)
          .fact("file", path)
          .remedy(
              "Unset %s: the action then chooses a file, and sets the variable for later"
                  + " steps.",
              variable)
          .remedy("Or set it to a file in ${{ runner.temp }}.");
    }
  }

  record FileUnusable(String path, String reason) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("file-unusable")
          .what("Could not write the credentials to a file: %s", reason)
          .fact("file", path)
          .remedy(
              reason.contains("file system")
                  ? "Free space on that file system, or use a file on another one."
                  : "Make sure that the folder exists and that this user can write to it.");
    }
  }

  /** The reader of the result has closed the pipe, or the disk is full. */
  record OutputLost() implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("output-lost", "Could not write the credentials to the standard output")
          .remedy(
              "Check the program that reads the output. If the output goes to a file,"
                  + " check the free disk space.");
    }
  }

  /**
   * AWS settings around the build that tools would prefer to the exported credentials.
   *
   * @param export the input that chooses this way to export, as the user wrote it
   * @param winners the settings that take precedence, and where they are
   * @param keysPossible whether keys may be exported instead
   */
  record Outranked(String export, List<Fact> winners, boolean keysPossible)
      implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("outer-credentials-win")
          .what(
              "With %s, later goals would use other credentials: the settings below take"
                  + " precedence",
              export)
          .facts(winners)
          .remedy("Unset the settings above for this build.")
          .remedies(keysPossible ? List.of(BY_KEYS) : List.of());
    }

    private static final Remedy BY_KEYS =
        Remedy.of(
            "Or export the keys, which take precedence over most settings: %s. With -X, Maven prints them.",
            KEYS);
  }

  /** Keys would be exported to a place that everyone can read; {@code export} chooses it. */
  record KeysExposed(String export, Exposure exposure) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("keys-exposed")
          .what("With %s, other people could read the credentials: %s", export, exposure.reason())
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
              "The Maven build cache extension %s would silently skip the goals of"
                  + " credentials-maven-plugin in a later build, and other goals would use"
                  + " other credentials",
              version)
          .remedy("Update maven-build-cache-extension to 1.2.1 or newer.")
          .remedy(
              "Or add credentials-maven-plugin to <runAlways> in"
                  + " .mvn/maven-build-cache-config.xml.");
    }
  }

  /** Only temporary credentials fit the container credentials protocol. */
  record SessionNeeded(String export) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("session-needed")
          .what("%s can export only the credentials of a role session", export)
          .remedy(
              "Set the role to assume: %s",
              assign(Input.ROLE_TO_ASSUME, "arn:aws:iam::<account id>:role/<name>"))
          .remedy("Or export the access keys: %s", KEYS);
    }
  }

  /** The temporary profile of a build would replace a profile that the user made. */
  record ProfileTaken(String profile, String file, String whose) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-taken")
          .what("The profile '%s' already exists: %s", profile, whose)
          .fact("file", file)
          .remedy("Export the credentials in another way: %s.", KEYS)
          .remedy(
              "Or use separate AWS files for the build: set"
                  + " AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE before Maven starts.");
    }
  }

  /** The requested format cannot express the values. */
  record NotPlain(String format) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("value-not-plain")
          .what("The credentials have characters that the format %s cannot represent", format)
          .remedy("Use credentials that AWS issued: they have no such characters.")
          .remedy(
              "Or choose another format: %s env, powershell, fish, json or process.", Input.FORMAT);
    }
  }

  /** The file of access keys does not have the format of IAM. */
  record CsvUnreadable(String file, String reason) implements ExportProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("csv-unreadable")
          .what("Could not import the access keys of %s: %s", file, reason)
          .remedy(
              "The first line must name the three columns that aws configure import"
                  + " requires. Newer files of the IAM console have no user name: add that"
                  + " column.")
          .remedy("To skip incomplete rows, use the option skip-invalid.");
    }
  }
}
