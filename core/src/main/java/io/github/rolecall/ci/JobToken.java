package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.Claims;
import io.github.rolecall.network.Network;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Optional;

/** How a CI system gives its ID token to a job. */
interface JobToken {

  /** Why the job cannot get one: "the variable X is not set"; empty when it can. */
  Optional<String> missing(Host host);

  /** The variables that hold it, or let whoever has them request one. */
  List<String> variables();

  /** What the token says that is in the job already; empty where there is none to read. */
  default Optional<Claims> claims(Host host) {
    return Optional.empty();
  }

  /** Whether the job can get a token for any audience. */
  default boolean choosesAudience() {
    return false;
  }

  /**
   * The token.
   *
   * @param audience the one that the user or the plan wants
   * @throws io.github.rolecall.problem.CredentialsException when it cannot be had, or is for
   *     another audience
   */
  IdentityToken get(Host host, Optional<String> audience, Network network);
}
