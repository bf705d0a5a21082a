package io.github.rolecall.assume.plan;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the one source of credentials: the source that the user names, else the token of the CI
 * job, else what the environment contains. The choice does not test the source. If the chosen
 * source fails, the run fails.
 */
final class SourceChoice {
  private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String TOKEN_ROLE = "AWS_ROLE_ARN";

  private final Inputs inputs;
  private final Host host;
  private final CiPlatform platform;
  private final NamedSources named;
  private final MissingSource missing;
  private final boolean role;

  /**
   * Makes a choice for these inputs.
   *
   * @param explaining whether a token is explained before the user has named a role
   */
  SourceChoice(
      Inputs inputs,
      Host host,
      CiPlatform platform,
      Optional<Source.Keys> keysOfServer,
      boolean explaining) {
    this.inputs = inputs;
    this.host = host;
    this.platform = platform;
    this.named = new NamedSources(inputs, host, platform, keysOfServer);
    this.role = explaining || inputs.has(Input.ROLE_TO_ASSUME);
    this.missing = new MissingSource(inputs, host, platform, role);
  }

  Inputs inputs() {
    return inputs;
  }

  /**
   * The chosen source.
   *
   * @param why for the log and for {@code explain}
   * @param firstRole a role to assume before those of the user, as the environment of EKS says it
   * @param origin what the result is when the user names no role
   */
  record Chosen(
      Source source,
      String why,
      Optional<String> firstRole,
      Assumed.Origin origin,
      List<String> warnings) {}

  /**
   * Chooses the source.
   *
   * @throws CredentialsException with {@link InputProblem} or {@code IdentityProblem}
   */
  Chosen choose() {
    forceSkipNeedsSource();
    Optional<NamedSources.Named> first = named.only();
    if (first.isPresent()) {
      Source source = first.get().source();
      if (inputs.byToken().isPresent() && !source.webIdentity()) {
        throw new CredentialsException(
            new InputProblem.Conflict(
                inputs.byToken().get(),
                first.get().input(),
                "the first requires a web identity token, but the second is another"
                    + " source of credentials"));
      }
      if (source.webIdentity() && !role) {
        throw new CredentialsException(
            new InputProblem.Incomplete(
                first.get().input(),
                Input.ROLE_TO_ASSUME,
                "a web identity token can only be used to assume a role"));
      }
      String why = "set by " + first.get().input();
      return new Chosen(source, why, Optional.empty(), Assumed.Origin.GIVEN, named.warnings());
    }
    if (inputs.byToken().isPresent()) {
      return byToken(inputs.byToken().get());
    }
    boolean token = !flag(Input.FORCE_SKIP_OIDC) && !flag(Input.ROLE_CHAINING);
    if (role && token && platform.hasToken()) {
      var source = new Source.CiToken(platform.name(), audience());
      return chosen(source, "a role is set, and the job can get a token");
    }
    return ambient();
  }

  /**
   * Chooses the token. The file requires one, so credentials in the environment do not replace it.
   */
  private Chosen byToken(String wantedBy) {
    for (Input other : List.of(Input.ROLE_CHAINING, Input.FORCE_SKIP_OIDC)) {
      if (flag(other)) {
        throw new CredentialsException(
            new InputProblem.Conflict(
                wantedBy,
                inputs.name(other),
                "the first requires the token of the job, but the second disables it"));
      }
    }
    String why = "set by " + wantedBy;
    if (platform.hasToken()) {
      return chosen(new Source.CiToken(platform.name(), audience()), why);
    }
    Optional<Given> file = host.given(TOKEN_FILE);
    if (file.isPresent()) {
      return chosen(new Source.TokenFile(host.file(file.get()), file.get().name()), why);
    }
    if (platform.missingToken().isPresent()) {
      throw new CredentialsException(platform.missingToken().get());
    }
    throw new CredentialsException(
        new InputProblem.Incomplete(
            wantedBy, Input.WEB_IDENTITY_TOKEN_FILE, "this is not a CI job that can get a token"));
  }

  /** As in aws-actions/configure-aws-credentials. */
  private void forceSkipNeedsSource() {
    boolean asked = inputs.frontEnd() == FrontEnd.ACTION && flag(Input.FORCE_SKIP_OIDC);
    if (asked && role && named.only().isEmpty()) {
      throw inputs.incomplete(
          Input.FORCE_SKIP_OIDC,
          Input.AWS_ACCESS_KEY_ID,
          "without the token of the job, Rolecall needs another source: set access"
              + " keys or web-identity-token-file. For credentials in the environment,"
              + " role-chaining alone is enough");
    }
  }

  /** Returns the existing credentials, even if the CI system could issue a token. */
  Source existing() {
    Optional<Source> profile = profile();
    if (asThePeer() && profile.isPresent()) {
      return profile.get();
    }
    Optional<? extends Source> keys = named.environmentKeys();
    return keys.isPresent()
        ? keys.get()
        : profile.orElseGet(() -> new Source.Ambient(missing.nothing()));
  }

  /** Returns the profile that the environment names. Only the AWS CLI reads the older variable. */
  private Optional<Source> profile() {
    return host.variable("AWS_PROFILE")
        .or(() -> asThePeer() ? Optional.empty() : host.variable("AWS_DEFAULT_PROFILE"))
        .map(Source.Profile::new);
  }

  private boolean asThePeer() {
    return inputs.frontEnd() == FrontEnd.ACTION;
  }

  /**
   * Chooses from the environment and the machine. The action uses the order of the SDK in
   * aws-actions/configure-aws-credentials. The other front ends use the order of the AWS CLI.
   */
  private Chosen ambient() {
    Source existing = existing();
    if (existing instanceof Source.EnvironmentKeys) {
      return chosen(existing, "AWS_ACCESS_KEY_ID is set in the environment");
    }
    if (existing instanceof Source.Profile && asThePeer()) {
      return chosen(existing, "AWS_PROFILE is set in the environment");
    }
    Optional<Given> tokenFile = host.given(TOKEN_FILE);
    Optional<String> tokenRole = host.variable(TOKEN_ROLE);
    boolean whole = role || tokenRole.isPresent();
    if (tokenFile.isPresent() && (whole || !asThePeer())) {
      Optional<Chosen> before = profileBeforeToken();
      if (before.isPresent()) {
        return before.get();
      }
      if (!whole) {
        throw new CredentialsException(
            new InputProblem.Invalid(TOKEN_ROLE, "", "set, as " + TOKEN_FILE + " is"));
      }
      return new Chosen(
          new Source.TokenFile(host.file(tokenFile.get()), tokenFile.get().name()),
          TOKEN_FILE + " is set in the environment",
          tokenRole.filter(arn -> !inputs.list(Input.ROLE_TO_ASSUME).contains(arn)),
          originWithoutRole(),
          named.warnings());
    }
    if (existing instanceof Source.Profile) {
      return chosen(existing, "AWS_PROFILE is set in the environment");
    }
    return chosen(new Source.Ambient(missing.otherwise()), "nothing else is configured");
  }

  /**
   * Chooses the profile before a token in the environment. The AWS CLI does this for a profile with
   * a role; the SDK of aws-actions/configure-aws-credentials does it for everything in the default
   * profile.
   */
  private Optional<Chosen> profileBeforeToken() {
    var files = new AwsFiles(host);
    String name = asThePeer() ? "default" : AwsFiles.chosen(host);
    String why = asThePeer() ? " has credentials" : " assumes a role";
    return (asThePeer() ? files.saysWho(name) : files.assumesRole(name))
        ? Optional.of(chosen(new Source.Profile(name), "the profile " + name + why))
        : Optional.empty();
  }

  private Chosen chosen(Source source, String why) {
    return new Chosen(source, why, Optional.empty(), originWithoutRole(), named.warnings());
  }

  /**
   * Later steps of a GitHub job have the credentials of the environment anyway. A user who runs the
   * command or the Maven goal without a role wants them exported.
   */
  private Assumed.Origin originWithoutRole() {
    return inputs.frontEnd() == FrontEnd.ACTION ? Assumed.Origin.AMBIENT : Assumed.Origin.GIVEN;
  }

  private Optional<String> audience() {
    Optional<String> explicit = inputs.text(Input.AUDIENCE);
    if (explicit.isPresent() || !platform.choosesAudience()) {
      return explicit;
    }
    String partition =
        inputs.list(Input.ROLE_TO_ASSUME).stream()
            .findFirst()
            .flatMap(RoleArn::parse)
            .map(RoleArn::partition)
            .orElse(Partition.AWS.id());
    return Optional.of(Partition.audience(partition));
  }

  private boolean flag(Input input) {
    return inputs.flag(input, false);
  }
}
