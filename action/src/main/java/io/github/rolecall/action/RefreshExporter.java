package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.awsfile.RenewedProfile;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.file.PrivateFolder;
import io.github.rolecall.export.file.Replacement;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.file.FileFailure;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.refresh.CacheKey;
import io.github.rolecall.refresh.CachedCredentials;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a profile whose credentials later steps can renew, with its settings and its cache. */
record RefreshExporter(RefreshFolder folder, PlannedRole role, Host host, GitHubActions gitHub)
    implements Exporter {
  private static final String STANDARD_PROFILE = "rolecall";

  /** Returns the name of the profile: the one that the user set, or the name of the role. */
  static String profile(PlannedRole role) {
    return role.plan()
        .exportTargets()
        .profile()
        .map(ExportTargets.Profile::name)
        .orElse(role.name().isEmpty() ? STANDARD_PROFILE : role.name());
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    SecureFile config = folder.here().file("config");
    SecureFile credentials = folder.here().file("credentials");
    refuseExisting(config);
    config.prepare();
    credentials.prepare();
    return new Files(assumed, new Replacement(config), new Replacement(credentials));
  }

  private void refuseExisting(SecureFile config) {
    Optional<ExportTargets.Profile> named = role.plan().exportTargets().profile();
    if (named.isPresent() && !named.get().overwrite() && text(config).has(named.get().name())) {
      throw new CredentialsException(
          new ExportProblem.ProfileExists(named.get().name(), config.toString()));
    }
  }

  private static AwsFileText text(SecureFile config) {
    return AwsFileText.of(AwsFileText.Kind.CONFIG, config.read().orElse(""));
  }

  private final class Files implements Prepared {
    private final Assumed assumed;
    private final Replacement config;
    private final Replacement credentials;
    private final String profile = profile(role);
    private final RenewedProfile renewed = folder.renewed(profile);
    private final String key = renewed.key();

    private Files(Assumed assumed, Replacement config, Replacement credentials) {
      this.assumed = assumed;
      this.config = config;
      this.credentials = credentials;
    }

    @Override
    public String commit() {
      PrivateFolder here = folder.here();
      try {
        here.write("settings-" + key, new RefreshSettings(role, assumed.tagsDropped()).text());
        // The script locks this file. Create the log now, so that it has the right owner.
        here.write("lock-" + key, "");
        here.write("cache-" + key + ".log", "");
      } catch (IOException e) {
        throw new CredentialsException(
            new ExportProblem.FileUnusable(here.toString(), FileFailure.reason(e)), e);
      }
      RefreshFolder.cache(
              here.path().resolve("cache-" + key), CacheKey.of(role.plan(), gitHub, host))
          .write(CachedCredentials.of(assumed, host));
      Map<String, String> process = Map.of("credential_process", renewed.process());
      add(AwsFileText.Kind.CREDENTIALS, here.file("credentials"), credentials, process);
      add(
          AwsFileText.Kind.CONFIG,
          here.file("config"),
          config,
          Map.of("region", assumed.region(), "credential_process", renewed.process()));
      return "the profile " + profile + ", whose credentials are renewed before they expire";
    }

    private void add(
        AwsFileText.Kind kind, SecureFile file, Replacement to, Map<String, String> keys) {
      AwsFileText text = AwsFileText.of(kind, file.read().orElse(""));
      to.write(text.without(profile).with(profile, keys).toString());
    }

    @Override
    public void undo() {
      config.undo();
      credentials.undo();
      List.of("cache-", "settings-").forEach(name -> folder.here().file(name + key).delete());
    }
  }
}
