package io.github.rolecall.ci;

import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.network.Network;
import io.github.rolecall.session.IdentityToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A token that the agent of Buildkite requests. */
record BuildkiteToken() implements JobToken {
  private static final String AGENT = "buildkite-agent";

  @Override
  public List<String> variables() {
    return List.of("BUILDKITE_AGENT_ACCESS_TOKEN");
  }

  @Override
  public Optional<String> missing(Host host) {
    return Command.locate(host, AGENT).isPresent()
        ? Optional.empty()
        : Optional.of("command not found: " + AGENT + " here");
  }

  @Override
  public boolean choosesAudience() {
    return true;
  }

  @Override
  public IdentityToken get(Host host, Optional<String> audience, Network network) {
    var words = new ArrayList<>(List.of(AGENT, "oidc", "request-token"));
    audience.ifPresent(wanted -> words.addAll(List.of("--audience", wanted)));
    return CommandToken.by(host, "Buildkite", words);
  }
}
