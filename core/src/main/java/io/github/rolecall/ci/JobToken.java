package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.Claims;
import io.github.rolecall.network.Network;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Optional;

/** How a job gets an ID token of its CI system. */
interface JobToken {

  /** Returns why the job cannot get one: "the variable X is not set"; empty when it can. */
  Optional<String> missing(Host host);

  /** Returns the variables that contain the token, or with which a process can request one. */
  List<String> variables();

  /** Returns the claims of a token that is already in the job; empty where there is none. */
  default Optional<Claims> claims(Host host) {
    return Optional.empty();
  }

  /** Returns whether the job can get a token for any audience. */
  default boolean choosesAudience() {
    return false;
  }

  /**
   * Returns the token.
   *
   * @param audience the audience that the user or the plan wants
   * @throws io.github.rolecall.problem.CredentialsException when the job cannot get it, or when it
   *     is for another audience
   */
  IdentityToken get(Host host, Optional<String> audience, Network network);
}
