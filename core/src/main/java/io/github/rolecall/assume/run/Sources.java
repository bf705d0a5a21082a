package io.github.rolecall.assume.run;

import io.github.rolecall.aws.credentials.AmbientCredentials;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Secret;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.TokenFile;
import java.util.function.Supplier;

/** Reads a token or credentials from the planned source. */
public final class Sources {
  private final Host host;
  private final CiPlatform platform;
  private final Console console;

  public Sources(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /** Returns a token. Fails if AWS is certain to refuse it. */
  IdentityToken token(Source source, Plan.Reach reach) {
    return unverifiedToken(source, reach).check();
  }

  /** Returns the token, even if AWS is certain to refuse it. */
  public IdentityToken unverifiedToken(Source source, Plan.Reach reach) {
    if (source instanceof Source.CiToken ci) {
      Supplier<IdentityToken> question = () -> platform.token(ci.audience(), reach.network());
      IdentityToken token = reach.retry().run(host, console, "the token request", question);
      console.hold(token.value().reveal());
      return token;
    }
    if (source instanceof Source.GivenToken given) {
      return held(new Given(given.token().reveal(), given.input()));
    }
    if (source instanceof Source.TokenVariable named) {
      var missing =
          new IdentityProblem.VariableMissing(named.input(), named.variable(), platform.withheld());
      return host.given(named.variable())
          .map(this::held)
          .orElseThrow(() -> new CredentialsException(missing));
    }
    if (source instanceof Source.TokenCommand printed) {
      return printed(printed);
    }
    if (source instanceof Source.TokenFile file) {
      return held(new Given(new TokenFile(file.input(), file.file()).read(), file.input()));
    }
    throw new IllegalArgumentException("could not get a token from " + source.describe());
  }

  /** Masks the value, even if it is not a valid token. */
  private IdentityToken held(Given token) {
    console.hold(token.text().strip());
    return IdentityToken.of(token);
  }

  private IdentityToken printed(Source.TokenCommand source) {
    String text = source.command().output(host).reveal().strip();
    console.hold(text);
    if (text.matches("\\S+")) {
      return IdentityToken.of(new Given(text, "the output of " + source.input()));
    }
    throw new CredentialsException(
        new IdentityProblem.CommandOutput(
            source.input(), source.command().program(), "only the token"));
  }

  /** Returns credentials that are already masked. */
  public SessionCredentials credentials(Source source, Plan.Reach reach, Sts sts) {
    SessionCredentials found = found(source, reach, sts);
    // The CI system masks the values of its variables, and no log line of Rolecall contains them.
    if (!(source instanceof Source.EnvironmentKeys)) {
      mask(found);
    }
    return found;
  }

  private SessionCredentials found(Source source, Plan.Reach reach, Sts sts) {
    if (source instanceof Source.Keys keys) {
      return keys.credentials();
    }
    if (source instanceof Source.EnvironmentKeys keys) {
      return keys.credentials();
    }
    if (source instanceof Source.Profile profile) {
      return ambient(reach, sts).ofProfile(profile.name());
    }
    if (source instanceof Source.Ambient ambient) {
      return ambient(reach, sts).ofDefaults(ambient);
    }
    throw new IllegalArgumentException("could not get credentials from " + source.describe());
  }

  private AmbientCredentials ambient(Plan.Reach reach, Sts sts) {
    return new AmbientCredentials(
        host, console, reach.network(), reach.retry(), sts, platform.sessionName());
  }

  /** Masks all secret parts of the credentials before anything else is logged. */
  void mask(SessionCredentials credentials) {
    console.hold(credentials.accessKeyId());
    console.hold(credentials.secretAccessKey().reveal());
    credentials.sessionToken().map(Secret::reveal).ifPresent(console::hold);
  }
}
