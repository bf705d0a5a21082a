package io.github.rolecall.aws.credentials;

import io.github.rolecall.aws.sts.Session;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.TokenFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Resolves the credentials of a profile in the order of the AWS CLI: a role assumed from another
 * profile or source, a role assumed with a token file, SSO, keys of the credentials file, a
 * program, keys of the config file. Where the CLI would try the role of the machine next, this
 * fails.
 */
final class ProfileCredentials {
  private final Host host;
  private final Asking asking;
  private final AwsFiles files;
  private final Sts sts;
  private final String sessionName;

  /** The profiles resolved so far, to detect a cycle. */
  private final List<String> way = new ArrayList<>();

  ProfileCredentials(Asking asking, AwsFiles files, Sts sts, String sessionName) {
    this.host = asking.host();
    this.asking = asking;
    this.files = files;
    this.sts = sts;
    this.sessionName = sessionName;
  }

  SessionCredentials of(String name) {
    way.add(name);
    Profile profile = files.profile(name, "source-profile or AWS_PROFILE");
    return profile.assumesRole() ? byRole(profile) : own(profile);
  }

  /** Returns the credentials that the profile gets without another profile. */
  private SessionCredentials own(Profile profile) {
    if (profile.has("web_identity_token_file")) {
      return byToken(profile);
    }
    if (SsoCredentials.wantedBy(profile)) {
      return new SsoCredentials(asking, files).of(profile);
    }
    if (profile.credentials().containsKey("aws_access_key_id")) {
      return keys(profile);
    }
    if (profile.has("login_session")) {
      throw profile.unusable(
          "it uses aws login, which only the AWS CLI supports",
          "Get the credentials from the AWS CLI, in another profile:"
              + " credential_process = aws configure export-credentials --profile "
              + profile.name());
    }
    if (profile.has("credential_process")) {
      return new CredentialProcess(host).of(profile);
    }
    if (profile.hasKeys()) {
      return keys(profile);
    }
    if (profile.has("sso_session") || profile.has("sso_start_url")) {
      throw profile.unusable(
          "it is configured for SSO, but has neither sso_account_id nor sso_role_name",
          "Add sso_account_id and sso_role_name to the profile.");
    }
    throw profile.unusable(
        "it has no access keys and no other source of credentials",
        "Add aws_access_key_id and aws_secret_access_key, role_arn, credential_process or"
            + " sso_session.");
  }

  private static SessionCredentials keys(Profile profile) {
    String why = "an access key needs both parts";
    profile.required("aws_access_key_id", why);
    profile.required("aws_secret_access_key", why);
    return SessionCredentials.ofFile(
        profile.given("aws_access_key_id").orElseThrow(),
        profile.given("aws_secret_access_key").orElseThrow(),
        profile.given("aws_security_token").or(() -> profile.given("aws_session_token")));
  }

  private SessionCredentials byRole(Profile profile) {
    Optional<String> source = profile.value("source_profile");
    Optional<String> machine = profile.value("credential_source");
    if (source.isPresent() == machine.isPresent()) {
      throw profile.unusable(
          source.isPresent()
              ? "it has both source_profile and credential_source"
              : "it has role_arn, but neither source_profile nor credential_source",
          "Set exactly one of the two: it provides the credentials that assume the role.");
    }
    RoleArn arn = profile.roleArn();
    Role role = profile.role(sessionName, profile.durationSeconds());
    SessionCredentials caller =
        machine.isPresent() ? ofMachine(profile, machine.get()) : ofSource(profile, source.get());
    Optional<Sts.Mfa> mfa = profile.value("mfa_serial").map(device -> mfa(profile, device));
    String what = "sts:AssumeRole for the profile " + profile.name();
    Supplier<Session> question = () -> sts.assumeRole(arn, role, caller, mfa);
    // An MFA code is valid only once: on a retry, AWS would reject it as wrong.
    return (mfa.isPresent()
            ? asking.retry().runUntilSent(host, asking.console(), what, question)
            : asking.retried(what, question))
        .credentials();
  }

  /**
   * Returns the credentials of a source profile. A profile may be its own source if it has keys.
   * For another profile that has keys, the keys are used even if it also names a role, as in the
   * AWS CLI.
   */
  private SessionCredentials ofSource(Profile profile, String name) {
    Profile source = files.profile(name, "source_profile of the profile " + profile.name());
    boolean itself = name.equals(profile.name()) && source.hasKeys();
    if (way.contains(name) && !itself) {
      var cycle = new ArrayList<>(way.subList(way.indexOf(name), way.size()));
      cycle.add(name);
      throw new CredentialsException(new ProfileProblem.Cycle(cycle));
    }
    way.add(name);
    return source.assumesRole() && !source.hasKeys() ? byRole(source) : own(source);
  }

  private SessionCredentials ofMachine(Profile profile, String source) {
    return switch (source.toLowerCase(Locale.ROOT)) {
      case "environment" -> ofEnvironment(profile);
      case "ecscontainer" -> {
        var container = new ContainerCredentials(asking);
        if (!container.configured()) {
          throw profile.unusable(
              "credential_source is EcsContainer, but this is not a container with a role",
              "Run it in a task with a role, or set another source.");
        }
        yield container.get();
      }
      case "ec2instancemetadata" -> ofInstance(profile);
      default ->
          throw profile.unusable(
              "credential_source is unknown",
              "Set it to Environment, Ec2InstanceMetadata or EcsContainer.");
    };
  }

  private SessionCredentials ofInstance(Profile profile) {
    String reason =
        "credential_source is Ec2InstanceMetadata, but this is not an instance with a role";
    String remedy = "Run it on an instance with a role, or set another source.";
    return new InstanceCredentials(asking, Optional.of(profile))
        .get()
        .orElseThrow(() -> profile.unusable(reason, remedy));
  }

  private SessionCredentials ofEnvironment(Profile profile) {
    Optional<Given> id = host.given("AWS_ACCESS_KEY_ID");
    Optional<Given> secret = host.given("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      throw profile.unusable(
          "credential_source is Environment, but the environment has no complete access key",
          "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
    }
    return EnvironmentCredentials.of(host, FrontEnd.COMMAND, id.get(), secret.get());
  }

  private SessionCredentials byToken(Profile profile) {
    Given named = profile.given("web_identity_token_file").orElseThrow();
    profile.required("role_arn", "a web identity token can only be used to assume a role");
    RoleArn arn = profile.roleArn();
    Path file = host.file(named);
    String text =
        new TokenFile(named.name(), file)
            .read(
                unreadable ->
                    profile.unusable(
                        "Rolecall could not read its web_identity_token_file %s: %s"
                            .formatted(file, unreadable.reason()),
                        "Correct the path of the file."));
    IdentityToken token = IdentityToken.of(new Given(text, named.name())).check();
    // The AWS CLI ignores duration_seconds here.
    Role role = profile.role(sessionName, 3600);
    return asking
        .retried(
            "sts:AssumeRoleWithWebIdentity for the profile " + profile.name(),
            () -> sts.assumeRoleWithWebIdentity(arn, role, token))
        .credentials();
  }

  private Sts.Mfa mfa(Profile profile, String device) {
    String before = host.deadline().doing();
    host.deadline().doingVisibly("waiting for the MFA code");
    String code =
        host.variable("CI").isPresent()
            ? ""
            : host.terminal().ask("MFA code of " + device + ": ").orElse("");
    host.deadline().doing(before);
    if (code.isEmpty()) {
      throw new CredentialsException(new ProfileProblem.CodeNeeded(profile.name(), device));
    }
    return new Sts.Mfa(device, new Secret(code));
  }
}
