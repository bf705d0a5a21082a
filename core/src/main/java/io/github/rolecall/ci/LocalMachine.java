package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.network.Network;
import io.github.rolecall.session.IdentityToken;
import java.util.Optional;

/** No CI system that we know: a laptop, or a system whose token comes in a file or a variable. */
record LocalMachine(Host host) implements CiPlatform {
  @Override
  public String name() {
    return "no CI system";
  }

  @Override
  public boolean hasToken() {
    return false;
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    throw new IllegalStateException("planned a CI token where there is no CI system");
  }

  @Override
  public String sessionName() {
    return SessionName.of("rolecall", host.variable("USER").orElse("local"), "");
  }
}
