package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Pulumi Deployments.
 *
 * @see <a href="https://www.pulumi.com/docs/administration/access-identity/oidc-client/">Pulumi,
 *     OpenID Connect of Deployments</a>
 */
final class PulumiDeployments extends QuietCi {
  private static final String TOKEN = "PULUMI_OIDC_TOKEN";
  private static final Path FILE = Path.of("/mnt/pulumi/pulumi.oidc");

  private final Path file;

  PulumiDeployments(Host host) {
    this(host, FILE);
  }

  /** With another place of the file that Pulumi mounts. */
  PulumiDeployments(Host host, Path file) {
    super(host);
    this.file = file;
  }

  @Override
  public String name() {
    return "Pulumi Deployments";
  }

  /** It has no variable that says no more than where we are; the token itself does. */
  @Override
  public boolean detected() {
    return host.environment().containsKey(TOKEN) || given().present();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-pulumi-oidc",
            "This deployment of Pulumi has no ID token: the variable " + TOKEN + " is empty",
            List.of(new Fact("stack", variable("PULUMI_STACK", "unknown"))),
            List.of(
                Remedy.of("Enable OpenID Connect for AWS in the deployment settings of the stack."),
                Remedy.of(
                    words ->
                        "Or name another token: "
                            + words.assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>")))));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return given().token(audience, "");
  }

  /** The token's subject names project and stack: pulumi:deploy:org:O:project:P:stack:S:... */
  @Override
  public String sessionName() {
    List<String> subject =
        List.of(
            given().present()
                ? given().token().claims().map(Claims::subject).orElse("").split(":", -1)
                : new String[0]);
    return SessionName.of("Pulumi", after(subject, "project"), after(subject, "stack"));
  }

  private static String after(List<String> subject, String key) {
    int at = subject.indexOf(key) + 1;
    return at > 0 && at < subject.size() ? subject.get(at) : key;
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(host, "stack", "PULUMI_STACK");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Pulumi").all();
  }

  private GivenToken given() {
    return new GivenToken(host, Optional.of(file), TOKEN);
  }
}
