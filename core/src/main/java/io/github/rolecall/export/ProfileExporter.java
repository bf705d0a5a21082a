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

/** Writes a profile to the AWS credentials and config files. */
public final class ProfileExporter implements Exporter {
  private final ExportTargets.Profile profile;
  private final ProfileFile credentials;
  private final ProfileFile config;
  private final Deadline deadline;

  /** Exports to the files that the environment or the home folder of the host names. */
  public ProfileExporter(ExportTargets.Profile profile, Host host) {
    this(
        profile,
        ProfileFile.credentials(host).file(),
        ProfileFile.config(host).file(),
        host.deadline());
  }

  /** Exports to these files. */
  public ProfileExporter(
      ExportTargets.Profile profile, SecureFile credentials, SecureFile config, Deadline deadline) {
    this.profile = profile;
    this.deadline = deadline;
    this.credentials = new ProfileFile(AwsFileText.Kind.CREDENTIALS, credentials);
    this.config = new ProfileFile(AwsFileText.Kind.CONFIG, config);
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    Map<String, String> keys = keys(assumed);
    Map<String, String> settings = Map.of("region", assumed.region());
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
