package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Optional;

/**
 * A CI system that a row of the table describes: its log takes no commands from us, and its
 * machines may be the user's own.
 */
class BasicCiPlatform implements CiPlatform {
  final Host host;
  private final CiSystem row;

  BasicCiPlatform(Host host, CiSystem row) {
    this.host = host;
    this.row = row;
  }

  /** The first row that knows the environment. */
  static Optional<BasicCiPlatform> detect(Host host) {
    return CiSystems.ALL.stream()
        .map(row -> new BasicCiPlatform(host, row))
        .filter(BasicCiPlatform::detected)
        .findFirst();
  }

  boolean detected() {
    return row.detection().test(host, row.token());
  }

  @Override
  public String name() {
    return row.name();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    return row.token().missing(host).map(why -> row.missing().problem(host, ": " + why));
  }

  @Override
  public boolean choosesAudience() {
    return row.token().choosesAudience();
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return row.token().get(host, audience, network);
  }

  @Override
  public String sessionName() {
    return row.session().of(host, row.token());
  }

  @Override
  public List<Fact> run() {
    return RunVariable.facts(host, row.run());
  }

  @Override
  public List<SessionTag> tags() {
    return row.tags().of(host);
  }
}
