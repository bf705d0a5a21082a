package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Spacelift.
 *
 * @see <a href="https://docs.spacelift.io/integrations/cloud-providers/oidc/">Spacelift, OIDC</a>
 */
final class Spacelift extends QuietCi {
  private static final String TOKEN = "SPACELIFT_OIDC_TOKEN";
  private static final Path FILE = Path.of("/mnt/workspace/spacelift.oidc");

  private final Path file;

  Spacelift(Host host) {
    this(host, FILE);
  }

  /** With another place of the file that Spacelift mounts. */
  Spacelift(Host host, Path file) {
    super(host);
    this.file = file;
  }

  @Override
  public String name() {
    return "Spacelift";
  }

  @Override
  public boolean detected() {
    return host.variable("TF_VAR_spacelift_run_id").isPresent() || given().present();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-spacelift-oidc",
            "This run of Spacelift has no ID token: neither the variable "
                + TOKEN
                + " nor the file "
                + FILE,
            List.of(
                new Fact("stack", variable("TF_VAR_spacelift_stack_id", "unknown")),
                new Fact("run", variable("TF_VAR_spacelift_run_id", "unknown"))),
            Remedy.all(
                "Check that OIDC is part of your plan of Spacelift.",
                "Run Rolecall within the phases of a run, for example in a hook: before_init.")));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return given().token(audience, "");
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Spacelift",
        variable("TF_VAR_spacelift_stack_id", "stack"),
        variable("TF_VAR_spacelift_run_id", "run"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host, "run_id", "TF_VAR_spacelift_run_id", "stack", "TF_VAR_spacelift_stack_id");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Spacelift")
        .kept("Stack", "TF_VAR_spacelift_stack_id")
        .kept("Branch", "TF_VAR_spacelift_stack_branch")
        .droppable("Commit", "TF_VAR_spacelift_commit_sha")
        .droppable("RunId", "TF_VAR_spacelift_run_id")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, Optional.of(file), TOKEN);
  }
}
