package io.github.rolecall.assume.plan;

import io.github.rolecall.aws.credentials.EnvironmentCredentials;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.SessionCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The credential sources that the user named. Only one is allowed. */
final class NamedSources {
  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

  private final Inputs inputs;
  private final Host host;
  private final CiPlatform platform;
  private final List<Named> found = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * A source and the input that names it.
   *
   * @param input the input that names it, as the user wrote it
   */
  record Named(Source source, String input) {}

  NamedSources(Inputs inputs, Host host, CiPlatform platform, Optional<Source.Keys> keysOfServer) {
    this.platform = platform;
    this.inputs = inputs;
    this.host = host;
    // The order is that of precedence in the cases where aws-actions/configure-aws-credentials
    // allows several.
    add(
        Input.WEB_IDENTITY_TOKEN_FILE,
        inputs
            .given(Input.WEB_IDENTITY_TOKEN_FILE)
            .map(file -> new Source.TokenFile(host.file(file), file.name())));
    add(
        Input.WEB_IDENTITY_TOKEN,
        inputs
            .given(Input.WEB_IDENTITY_TOKEN)
            .map(token -> new Source.GivenToken(new Secret(token.text()), token.name())));
    add(Input.AWS_ACCESS_KEY_ID, givenKeys());
    add(Input.ACCESS_KEY_ID_ENV, keysByVariable());
    add(Input.SERVER_ID, keysOfServer);
    add(
        Input.WEB_IDENTITY_TOKEN_ENV,
        variableName(Input.WEB_IDENTITY_TOKEN_ENV)
            .map(
                name -> new Source.TokenVariable(name, inputs.name(Input.WEB_IDENTITY_TOKEN_ENV))));
    add(
        Input.WEB_IDENTITY_TOKEN_COMMAND,
        inputs.text(Input.WEB_IDENTITY_TOKEN_COMMAND).map(this::tokenCommand));
    add(Input.SOURCE_PROFILE, inputs.text(Input.SOURCE_PROFILE).map(Source.Profile::new));
    rejectSeveral();
  }

  private void add(Input input, Optional<? extends Source> named) {
    named.ifPresent(source -> found.add(new Named(source, inputs.name(input))));
  }

  private Source tokenCommand(String line) {
    String name = inputs.name(Input.WEB_IDENTITY_TOKEN_COMMAND);
    String expected = "a command with closed quotes";
    var invalid = new InputProblem.Invalid(name, "(not shown)", expected);
    List<String> words =
        Command.split(host, line).orElseThrow(() -> new CredentialsException(invalid));
    return new Source.TokenCommand(new Command(name, words, Command.LIMIT), name);
  }

  /** Returns the source that the user named; empty when there is none. */
  Optional<Named> only() {
    return found.stream().findFirst();
  }

  /** Returns a warning for each setting that has no effect. */
  List<String> warnings() {
    return warnings;
  }

  /**
   * Rejects several sources. A workflow migrated from aws-actions/configure-aws-credentials may
   * have both a token file and keys; that action used the file. Everywhere else, two sources are a
   * mistake.
   */
  private void rejectSeveral() {
    if (found.size() < 2) {
      return;
    }
    Named used = found.get(0);
    Named second = found.get(1);
    boolean asThePeer =
        inputs.frontEnd() == FrontEnd.ACTION
            && used.source() instanceof Source.TokenFile
            && second.source() instanceof Source.Keys
            && found.size() == 2;
    if (!asThePeer) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              used.input(),
              second.input(),
              "they are two sources of credentials, and Rolecall uses only one"));
    }
    warnings.add(second.input() + " has no effect, because " + used.input() + " is set.");
  }

  private Optional<Source.Keys> givenKeys() {
    if (!inputs.has(Input.AWS_ACCESS_KEY_ID)) {
      for (Input input : List.of(Input.AWS_SECRET_ACCESS_KEY, Input.AWS_SESSION_TOKEN)) {
        if (inputs.has(input)) {
          String needed = inputs.frontEnd().spell(Input.AWS_ACCESS_KEY_ID);
          warnings.add(inputs.name(input) + " has no effect without " + needed + ".");
        }
      }
      return Optional.empty();
    }
    requireBoth(Input.AWS_ACCESS_KEY_ID, Input.AWS_SECRET_ACCESS_KEY);
    return Optional.of(
        new Source.Keys(
            SessionCredentials.of(
                inputs.given(Input.AWS_ACCESS_KEY_ID).orElseThrow(),
                inputs.given(Input.AWS_SECRET_ACCESS_KEY).orElseThrow(),
                inputs.given(Input.AWS_SESSION_TOKEN),
                Optional.empty()),
            inputs.name(Input.AWS_ACCESS_KEY_ID)));
  }

  private void requireBoth(Input set, Input needed) {
    if (!inputs.has(needed)) {
      throw inputs.incomplete(set, needed, "an access key needs both an id and a secret");
    }
  }

  private Optional<Source.Keys> keysByVariable() {
    if (!inputs.has(Input.ACCESS_KEY_ID_ENV) && !inputs.has(Input.SECRET_ACCESS_KEY_ENV)) {
      return Optional.empty();
    }
    requireBoth(Input.ACCESS_KEY_ID_ENV, Input.SECRET_ACCESS_KEY_ENV);
    requireBoth(Input.SECRET_ACCESS_KEY_ENV, Input.ACCESS_KEY_ID_ENV);
    return Optional.of(
        new Source.Keys(
            SessionCredentials.of(
                variable(Input.ACCESS_KEY_ID_ENV),
                variable(Input.SECRET_ACCESS_KEY_ENV),
                inputs.has(Input.SESSION_TOKEN_ENV)
                    ? Optional.of(variable(Input.SESSION_TOKEN_ENV))
                    : Optional.empty(),
                Optional.empty()),
            inputs.name(Input.ACCESS_KEY_ID_ENV)));
  }

  private Given variable(Input input) {
    String name = variableName(input).orElseThrow();
    var missing =
        new IdentityProblem.VariableMissing(inputs.name(input), name, platform.withheld());
    return host.given(name).orElseThrow(() -> new CredentialsException(missing));
  }

  /** Returns the keys in the environment, unless the user wants to ignore them. */
  Optional<Source.EnvironmentKeys> environmentKeys() {
    boolean forgotten = inputs.flag(Input.UNSET_CURRENT_CREDENTIALS, false);
    Optional<Given> id = host.given("AWS_ACCESS_KEY_ID");
    Optional<Given> secret = host.given("AWS_SECRET_ACCESS_KEY");
    if (forgotten || (id.isEmpty() && secret.isEmpty())) {
      return Optional.empty();
    }
    if (id.isEmpty() || secret.isEmpty()) {
      // Another source would mean another identity than the half-configured one.
      String missing = id.isEmpty() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
      throw new CredentialsException(
          new InputProblem.Invalid(
              missing, "", "set, because the other part of the access key is set"));
    }
    return Optional.of(
        new Source.EnvironmentKeys(
            EnvironmentCredentials.of(host, inputs.frontEnd(), id.get(), secret.get())));
  }

  /**
   * Returns the name of an environment variable. Fails with {@link InputProblem.Invalid} if the
   * value cannot be a name. The message does not show that value: it may be the secret itself,
   * written where the name of its variable belongs.
   */
  private Optional<String> variableName(Input input) {
    Optional<String> name = inputs.text(input);
    if (name.isPresent()
        && (!VARIABLE.matcher(name.get()).matches() || CredentialShape.isSecret(name.get()))) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              inputs.name(input),
              "(not shown)",
              "the name of an environment variable (A-Z, 0-9 and _), not its value"));
    }
    return name;
  }
}
