package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.OwnerLock;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.util.Map;
import java.util.Optional;

/**
 * A profile of the AWS files that goes away again. While it is there, a lock says that its writer
 * lives: a profile that a killed process has left behind is replaced, and no other.
 */
public final class TemporaryProfile implements AutoCloseable {
  private static final String MARK = "# Rolecall wrote this profile and removes it again";

  private final String name;
  private final SecureFile credentialsFile;
  private final SecureFile configFile;
  private final OwnerLock owner;
  private Optional<Written> credentials = Optional.empty();
  private Optional<Written> config = Optional.empty();

  /** A file before and after, to tell whether somebody else has changed it since. */
  private record Written(Optional<String> before, String after) {}

  /**
   * Makes a profile in the files that the environment names.
   *
   * @param host says where the files are: {@code AWS_SHARED_CREDENTIALS_FILE} and {@code
   *     AWS_CONFIG_FILE}, else the folder {@code .aws} of the home
   */
  public TemporaryProfile(String name, Host host) {
    this.name = name;
    this.credentialsFile =
        new SecureFile(host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
    this.configFile = new SecureFile(host.awsFile("AWS_CONFIG_FILE", "config"));
    this.owner = credentialsFile.owner(name);
  }

  /**
   * Makes sure that the profile can be written.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void prepare() {
    credentialsFile.prepare();
    configFile.prepare();
    credentialsFile.locked(
        () -> {
          try (OwnerLock probe = owner) {
            refuseOthers(probe.take());
          }
        });
  }

  /**
   * Writes the profile, or writes it anew.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public synchronized void write(Assumed assumed) {
    // Other builds of this machine write their profiles too: read again, and alone.
    credentialsFile.locked(
        () -> {
          remove();
          refuseOthers(owner.take());
          credentials =
              Optional.of(
                  add(
                      AwsFileText.Kind.CREDENTIALS,
                      credentialsFile,
                      ProfileExporter.keys(assumed)));
          if (!text(AwsFileText.Kind.CONFIG, configFile).has(name)) {
            config = Optional.of(add(AwsFileText.Kind.CONFIG, configFile, region(assumed)));
          }
        });
  }

  private void refuseOthers(boolean alone) {
    AwsFileText text = text(AwsFileText.Kind.CREDENTIALS, credentialsFile);
    if (text.has(name) && !text.notes(name, MARK)) {
      throw taken(credentialsFile, "Rolecall did not write it");
    }
    if (text.has(name) && !alone) {
      throw taken(credentialsFile, "another build that is still running wrote it");
    }
    if (text(AwsFileText.Kind.CONFIG, configFile).saysWho(name)) {
      throw taken(configFile, "tools would use the credentials that it names");
    }
  }

  private CredentialsException taken(SecureFile file, String whose) {
    return new CredentialsException(new ExportProblem.ProfileTaken(name, file.toString(), whose));
  }

  private Written add(AwsFileText.Kind kind, SecureFile file, Map<String, String> keys) {
    Optional<String> before = file.read();
    AwsFileText without = AwsFileText.of(kind, before.orElse("")).without(name);
    String after = without.with(name, keys).noting(name, MARK).toString();
    file.write(after);
    return new Written(before, after);
  }

  private static AwsFileText text(AwsFileText.Kind kind, SecureFile file) {
    return AwsFileText.of(kind, file.read().orElse(""));
  }

  private static Map<String, String> region(Assumed assumed) {
    return Map.of("region", assumed.region());
  }

  /** Takes the profile away again; what others have written meanwhile stays. */
  @Override
  public synchronized void close() {
    if (credentials.isPresent() || config.isPresent()) {
      credentialsFile.locked(
          () -> {
            remove();
            owner.close();
          });
    }
  }

  private void remove() {
    credentials.ifPresent(
        written -> takeBack(AwsFileText.Kind.CREDENTIALS, credentialsFile, written));
    config.ifPresent(written -> takeBack(AwsFileText.Kind.CONFIG, configFile, written));
    credentials = Optional.empty();
    config = Optional.empty();
  }

  private void takeBack(AwsFileText.Kind kind, SecureFile file, Written written) {
    String now = file.read().orElse("");
    boolean untouched = now.equals(written.after());
    String then =
        untouched
            ? written.before().orElse("")
            : AwsFileText.of(kind, now).without(name).toString();
    if (then.isEmpty() && written.before().isEmpty()) {
      file.delete();
    } else {
      file.write(then);
    }
  }

  @Override
  public String toString() {
    return "profile " + name + " in " + credentialsFile;
  }
}
