package io.github.rolecall.doctor;

import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.AwsConfiguration.Found;
import io.github.rolecall.configure.AwsKey;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The profiles: the way of each to its credentials, and what is wrong with it. */
final class ProfileCheck {
  private static final String ROLE_NEEDS_SOURCE =
      "It has role_arn, but neither source_profile, credential_source nor"
          + " web_identity_token_file";

  private final AwsConfiguration files;
  private final List<String> profiles;

  ProfileCheck(AwsConfiguration files) {
    this.files = files;
    this.profiles = files.profiles();
  }

  List<Fact> facts(List<SetupFinding> findings) {
    var facts = new ArrayList<Fact>();
    for (String profile : profiles) {
      Map<String, Found> settings = files.settings(AwsSection.profile(profile));
      facts.add(new Fact(profile, way(settings)));
      settings.values().forEach(found -> value(found, findings));
      source(profile, settings, findings);
      section(settings, "sso_session", AwsSection.Kind.SSO_SESSION, findings);
      section(settings, "services", AwsSection.Kind.SERVICES, findings);
      keys(profile, settings, findings);
    }
    return facts;
  }

  /** In the order in which the AWS CLI looks. */
  private static String way(Map<String, Found> settings) {
    if (settings.containsKey("web_identity_token_file")) {
      return "assumes " + text(settings, "role_arn") + " with a web identity token file";
    }
    if (settings.containsKey("role_arn")) {
      String source =
          settings.containsKey("source_profile")
              ? "the profile " + text(settings, "source_profile")
              : text(settings, "credential_source");
      return "assumes " + text(settings, "role_arn") + " with " + source;
    }
    if (settings.containsKey("sso_account_id") || settings.containsKey("sso_session")) {
      return "IAM Identity Center: "
          + text(settings, "sso_role_name")
          + " in the account "
          + text(settings, "sso_account_id");
    }
    if (settings.containsKey("aws_access_key_id")) {
      return settings.containsKey("aws_session_token") ? "temporary access key" : "an access key";
    }
    if (settings.containsKey("login_session")) {
      return "aws login, which only the AWS CLI supports";
    }
    return settings.containsKey("credential_process") ? "a program" : "no credentials";
  }

  private static String text(Map<String, Found> settings, String key) {
    Found found = settings.get(key);
    return found == null ? "(no " + key + ")" : found.setting().value();
  }

  private static void value(Found found, List<SetupFinding> findings) {
    String where = found.file() + ":" + found.setting().line();
    String name = found.setting().key();
    Optional<AwsKey> key = AwsKey.find(name);
    if (key.isEmpty()) {
      AwsKey.nearest(name)
          .ifPresent(
              nearest ->
                  findings.add(
                      SetupFinding.warning(
                          where, "No AWS tool reads " + name, "Did you mean " + nearest + "?")));
    } else if (found.setting().sub().isEmpty()
        && !key.get().nests()
        && !key.get().fits().test(found.setting().value())) {
      findings.add(
          SetupFinding.error(
              where, name + " has an invalid value", "Write " + key.get().expected() + "."));
    }
  }

  private void source(String profile, Map<String, Found> settings, List<SetupFinding> findings) {
    Found role = settings.get("role_arn");
    Found source = settings.get("source_profile");
    boolean machine = settings.containsKey("credential_source");
    if (role == null) {
      return;
    }
    String where = where(role);
    boolean token = settings.containsKey("web_identity_token_file");
    if (source == null && !machine && !token) {
      findings.add(
          SetupFinding.error(
              where,
              ROLE_NEEDS_SOURCE,
              "Add source_profile, credential_source or web_identity_token_file."));
    } else if (source != null && machine) {
      findings.add(
          SetupFinding.error(
              where(source), "It has both source_profile and credential_source", "Remove one."));
    } else if (source != null && !profiles.contains(source.setting().value())) {
      String name = source.setting().value();
      findings.add(
          SetupFinding.error(
              where(source),
              "The profile " + profile + " needs the profile " + name + ", which does not exist",
              Spelling.nearest(name, profiles)
                  .map(nearest -> "Did you mean " + nearest + "?")
                  .orElse("Add the profile, or use another one.")));
    }
  }

  private void section(
      Map<String, Found> settings, String key, AwsSection.Kind kind, List<SetupFinding> findings) {
    Found found = settings.get(key);
    if (found != null && files.settings(new AwsSection(kind, found.setting().value())).isEmpty()) {
      String section = "[" + kind.word() + " " + found.setting().value() + "]";
      findings.add(
          SetupFinding.error(
              where(found),
              "The section " + section + " does not exist or is empty",
              "Add the section to the config file."));
    }
  }

  private static void keys(
      String profile, Map<String, Found> settings, List<SetupFinding> findings) {
    Found id = settings.get("aws_access_key_id");
    Found secret = settings.get("aws_secret_access_key");
    if ((id == null) != (secret == null)) {
      findings.add(
          SetupFinding.error(
              where(id == null ? secret : id),
              "The profile " + profile + " has only one part of an access key",
              "Set both aws_access_key_id and aws_secret_access_key."));
    } else if (id != null && settings.containsKey("role_arn") && !isSource(profile, settings)) {
      findings.add(
          SetupFinding.warning(
              where(id),
              "The profile "
                  + profile
                  + " has access keys and a role: tools differ in which they use",
              "Move the access keys to a separate profile."));
    }
    if (id != null && id.setting().value().startsWith("AKIA")) {
      findings.add(
          SetupFinding.warning(
              where(id),
              "The access key of the profile " + profile + " never expires",
              "On a laptop, use IAM Identity Center. In CI, assume a role with the"
                  + " token of the job."));
    }
  }

  private static boolean isSource(String profile, Map<String, Found> settings) {
    return text(settings, "source_profile").equals(profile);
  }

  private static String where(@Nullable Found found) {
    return found == null ? "" : found.file() + ":" + found.setting().line();
  }
}
