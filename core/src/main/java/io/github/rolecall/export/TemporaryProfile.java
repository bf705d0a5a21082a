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
import java.util.Set;

/**
 * A profile in the AWS files that is removed again. While it exists, its writer holds a lock. A
 * profile whose writer was killed holds no lock and is removed; any other profile stays. A build
 * that another one has started uses the profile of that, if it is for the same role.
 */
public final class TemporaryProfile implements AutoCloseable {
  private final String name;
  private final Set<Long> outerBuilds;
  private final ProfileFile credentials;
  private final ProfileFile config;
  private final OwnerLock owner;
  private final Deadline deadline;
  private final List<Written> written = new ArrayList<>();

  /** The content of a file before and after, to detect a change by another process. */
  private record Written(ProfileFile in, Optional<String> before, String after) {}

  /**
   * Makes a profile in the files that the environment or the home folder of the host names.
   *
   * @param outerBuilds the processes that have led to this one
   */
  public TemporaryProfile(String name, Host host, Set<Long> outerBuilds) {
    this.name = name;
    this.outerBuilds = Set.copyOf(outerBuilds);
    this.credentials = ProfileFile.credentials(host);
    this.config = ProfileFile.config(host);
    this.deadline = host.deadline();
    this.owner = credentials.file().owner(name);
  }

  /**
   * Checks that the profile can be written, or that an outer build has written it.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void prepare(Assumed assumed) {
    credentials.file().prepare();
    config.file().prepare();
    locked(
        () -> {
          try (OwnerLock probe = owner) {
            ours(probe.take(), assumed);
          }
        });
  }

  /**
   * Writes or updates the profile, unless an outer build has written it.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public synchronized void write(Assumed assumed) {
    // Other builds of this machine may write profiles too, so read the file again under the lock.
    locked(
        () -> {
          remove();
          if (ours(owner.take(), assumed)) {
            var leftovers = new LeftoverProfiles(credentials, config);
            leftovers.remove(name);
            add(credentials, ProfileExporter.keys(assumed), assumed);
            if (!config.text().has(name)) {
              add(config, Map.of("region", assumed.region()), assumed);
            }
          }
        });
  }

  private void locked(Runnable work) {
    credentials.file().locked(deadline, work);
  }

  /** Whether this build is to write the profile; if not, an outer build has done so. */
  private boolean ours(boolean alone, Assumed assumed) {
    AwsFileText text = credentials.text();
    if (!alone && outerBuilds.stream().anyMatch(build -> note(build, assumed).in(text, name))) {
      return false;
    }
    if (text.has(name) && !ProfileNote.anyIn(text, name)) {
      throw taken(credentials, "Rolecall did not create it");
    }
    if (text.has(name) && !alone) {
      throw taken(credentials, "another running build, or another execution, created it");
    }
    if (config.text().saysWho(name)) {
      throw taken(config, "tools would use its other credentials");
    }
    return true;
  }

  private static ProfileNote note(long process, Assumed assumed) {
    return new ProfileNote(process, assumed.identity().role());
  }

  private CredentialsException taken(ProfileFile file, String whose) {
    return new CredentialsException(new ExportProblem.ProfileTaken(name, file.toString(), whose));
  }

  private void add(ProfileFile to, Map<String, String> keys, Assumed assumed) {
    Optional<String> before = to.file().read();
    AwsFileText with = AwsFileText.of(to.kind(), before.orElse("")).without(name).with(name, keys);
    String after = note(ProcessHandle.current().pid(), assumed).added(with, name).toString();
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
            config.file().removeFolders();
            credentials.file().removeLock();
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
