package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.session.Assumed;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a profile to the AWS credentials and config files. */
public final class ProfileExporter implements Exporter {
  /** The variables with which AWS tools are told of other files than those of the home. */
  public static final String CREDENTIALS_FILE = "AWS_SHARED_CREDENTIALS_FILE";

  public static final String CONFIG_FILE = "AWS_CONFIG_FILE";

  private final HandOn.Profile profile;
  private final SecureFile credentialsFile;
  private final SecureFile configFile;

  /**
   * Makes an exporter for the files that the environment names.
   *
   * @param host says where the files are: {@code AWS_SHARED_CREDENTIALS_FILE} and {@code
   *     AWS_CONFIG_FILE}, else the folder {@code .aws} of the home
   */
  public ProfileExporter(HandOn.Profile profile, Host host) {
    this(
        profile,
        new SecureFile(host.awsFile(CREDENTIALS_FILE, "credentials")),
        new SecureFile(host.awsFile(CONFIG_FILE, "config")));
  }

  /** Makes an exporter for these files. */
  public ProfileExporter(
      HandOn.Profile profile, SecureFile credentialsFile, SecureFile configFile) {
    this.profile = profile;
    this.credentialsFile = credentialsFile;
    this.configFile = configFile;
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    Map<String, String> keys = keys(assumed);
    Map<String, String> settings = Map.of("region", assumed.region());
    merged(credentialsFile, AwsFileText.Kind.CREDENTIALS, keys);
    merged(configFile, AwsFileText.Kind.CONFIG, settings);
    credentialsFile.prepare();
    configFile.prepare();
    return () -> {
      // Other jobs of this machine write their profiles too: read again, and alone.
      credentialsFile.locked(
          () -> {
            String credentials = merged(credentialsFile, AwsFileText.Kind.CREDENTIALS, keys);
            configFile.write(merged(configFile, AwsFileText.Kind.CONFIG, settings));
            credentialsFile.write(credentials);
          });
      return "profile " + profile.name() + " in " + credentialsFile;
    };
  }

  private String merged(SecureFile file, AwsFileText.Kind kind, Map<String, String> keys) {
    AwsFileText text = AwsFileText.of(kind, file.read().orElse(""));
    if (text.has(profile.name()) && !profile.overwrite()) {
      throw new CredentialsException(
          new ExportProblem.ProfileExists(profile.name(), file.toString()));
    }
    return text.with(profile.name(), keys).toString();
  }

  /** The entries of a profile in the credentials file. */
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
