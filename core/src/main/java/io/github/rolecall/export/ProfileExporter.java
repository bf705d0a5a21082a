package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.Replacement;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes a profile to the AWS credentials and config files. */
public final class ProfileExporter implements Exporter {
  private final ExportTargets.Profile profile;
  private final ProfileFile credentials;
  private final ProfileFile config;
  private final Deadline deadline;
  private final Optional<String> process;

  /** Exports to the files that the environment or the home folder of the host names. */
  public ProfileExporter(ExportTargets.Profile profile, Host host) {
    this(
        profile,
        ProfileFile.credentials(host).file(),
        ProfileFile.config(host).file(),
        host.deadline());
  }

  /**
   * Exports no keys, but the program that prints and renews them.
   *
   * @param process a line for {@code credential_process}
   */
  public static ProfileExporter ofProcess(
      ExportTargets.Profile profile, String process, Host host) {
    return new ProfileExporter(
        profile,
        ProfileFile.credentials(host).file(),
        ProfileFile.config(host).file(),
        host.deadline(),
        Optional.of(process));
  }

  /** Exports to these files. */
  public ProfileExporter(
      ExportTargets.Profile profile, SecureFile credentials, SecureFile config, Deadline deadline) {
    this(profile, credentials, config, deadline, Optional.empty());
  }

  private ProfileExporter(
      ExportTargets.Profile profile,
      SecureFile credentials,
      SecureFile config,
      Deadline deadline,
      Optional<String> process) {
    this.process = process;
    this.profile = profile;
    this.deadline = deadline;
    this.credentials = new ProfileFile(AwsFileText.Kind.CREDENTIALS, credentials);
    this.config = new ProfileFile(AwsFileText.Kind.CONFIG, config);
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    // In both files: tools look into one of them first, and SDK for Java 1 into one only.
    Map<String, String> keys =
        process.map(line -> Map.of("credential_process", line)).orElseGet(() -> keys(assumed));
    var settings = new LinkedHashMap<>(Map.of("region", assumed.region()));
    process.ifPresent(line -> settings.put("credential_process", line));
    merged(credentials, keys);
    merged(config, settings);
    credentials.file().prepare();
    config.file().prepare();
    var newConfig = new Replacement(config.file());
    var newCredentials = new Replacement(credentials.file());
    return new Prepared() {
      @Override
      public void alone(Runnable work) {
        credentials.file().locked(deadline, work);
      }

      @Override
      public String commit() {
        // Other jobs of this machine may write profiles too, so read the file again under the lock.
        String text = merged(credentials, keys);
        newConfig.write(merged(config, settings));
        newCredentials.write(text);
        return "the profile " + profile.name() + " in " + credentials;
      }

      @Override
      public void undo() {
        newCredentials.undo();
        newConfig.undo();
      }
    };
  }

  private String merged(ProfileFile file, Map<String, String> keys) {
    AwsFileText text = file.text();
    if (text.has(profile.name()) && !profile.overwrite()) {
      throw new CredentialsException(
          new ExportProblem.ProfileExists(profile.name(), file.toString()));
    }
    return text.with(profile.name(), keys).toString();
  }

  /** Returns the keys of a profile in the credentials file. */
  static Map<String, String> keys(Assumed assumed) {
    var keys = new LinkedHashMap<String, String>();
    keys.put("aws_access_key_id", assumed.credentials().accessKeyId());
    keys.put("aws_secret_access_key", assumed.credentials().secretAccessKey().reveal());
    assumed
        .credentials()
        .sessionToken()
        .ifPresent(token -> keys.put("aws_session_token", token.reveal()));
    return keys;
  }
}
