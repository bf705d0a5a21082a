package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.OwnerLock;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A profile in the AWS files that is removed again. While it exists, its writer holds a lock. A
 * profile whose writer was killed holds no lock and is replaced; any other profile is not.
 */
public final class TemporaryProfile implements AutoCloseable {
  private static final String MARK =
      "# Rolecall wrote this profile, and removes it after the build";

  private final String name;
  private final ProfileFile credentials;
  private final ProfileFile config;
  private final OwnerLock owner;
  private final Deadline deadline;
  private final List<Written> written = new ArrayList<>();

  /** The content of a file before and after, to detect a change by another process. */
  private record Written(ProfileFile in, Optional<String> before, String after) {}

  /** Makes a profile in the files that the environment or the home folder of the host names. */
  public TemporaryProfile(String name, Host host) {
    this.name = name;
    this.credentials = ProfileFile.credentials(host);
    this.config = ProfileFile.config(host);
    this.deadline = host.deadline();
    this.owner = credentials.file().owner(name);
  }

  /**
   * Checks that the profile can be written.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void prepare() {
    credentials.file().prepare();
    config.file().prepare();
    locked(
        () -> {
          try (OwnerLock probe = owner) {
            refuseOthers(probe.take());
          }
        });
  }

  /**
   * Writes or updates the profile.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public synchronized void write(Assumed assumed) {
    // Other builds of this machine may write profiles too, so read the file again under the lock.
    locked(
        () -> {
          remove();
          refuseOthers(owner.take());
          add(credentials, ProfileExporter.keys(assumed));
          if (!config.text().has(name)) {
            add(config, Map.of("region", assumed.region()));
          }
        });
  }

  private void locked(Runnable work) {
    credentials.file().locked(deadline, work);
  }

  private void refuseOthers(boolean alone) {
    AwsFileText text = credentials.text();
    if (text.has(name) && !text.notes(name, MARK)) {
      throw taken(credentials, "Rolecall did not create it");
    }
    if (text.has(name) && !alone) {
      throw taken(credentials, "another running build created it");
    }
    if (config.text().saysWho(name)) {
      throw taken(config, "tools would use its other credentials");
    }
  }

  private CredentialsException taken(ProfileFile file, String whose) {
    return new CredentialsException(new ExportProblem.ProfileTaken(name, file.toString(), whose));
  }

  private void add(ProfileFile to, Map<String, String> keys) {
    Optional<String> before = to.file().read();
    AwsFileText without = AwsFileText.of(to.kind(), before.orElse("")).without(name);
    String after = without.with(name, keys).noting(name, MARK).toString();
    to.file().write(after);
    written.add(new Written(to, before, after));
  }

  /** Removes the profile. Changes that others made meanwhile stay. */
  @Override
  public synchronized void close() {
    if (!written.isEmpty()) {
      locked(
          () -> {
            remove();
            owner.close();
          });
    }
  }

  private void remove() {
    written.forEach(this::takeBack);
    written.clear();
  }

  private void takeBack(Written change) {
    SecureFile file = change.in().file();
    String now = file.read().orElse("");
    String then =
        now.equals(change.after())
            ? change.before().orElse("")
            : AwsFileText.of(change.in().kind(), now).without(name).toString();
    if (then.isEmpty() && change.before().isEmpty()) {
      file.delete();
    } else {
      file.write(then);
    }
  }

  @Override
  public String toString() {
    return "the profile " + name + " in " + credentials;
  }
}
