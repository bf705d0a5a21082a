package io.github.rolecall.problem;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was asked of STS, without any secret: the facts beside a refusal.
 *
 * @param action {@code AssumeRoleWithWebIdentity}, {@code AssumeRole} or {@code GetCallerIdentity}
 * @param caller the access key id that signed the call
 * @param end when what authorizes the call ends, as it says itself
 * @param clock how wrong this machine's clock is, as far as that is known
 */
public record StsCall(
    String action,
    Optional<RoleArn> role,
    Optional<Claims> claims,
    Optional<String> caller,
    String region,
    String endpoint,
    Optional<Instant> end,
    Optional<ClockSkew> clock) {

  /** One that is authorized by a token, or by what has no end that is known. */
  public StsCall(
      String action,
      Optional<RoleArn> role,
      Optional<Claims> claims,
      Optional<String> caller,
      String region,
      String endpoint) {
    this(
        action,
        role,
        claims,
        caller,
        region,
        endpoint,
        claims.flatMap(Claims::expires),
        Optional.empty());
  }

  /** The same, authorized by what ends then. */
  public StsCall until(Optional<Instant> end) {
    return new StsCall(action, role, claims, caller, region, endpoint, end, clock);
  }

  /** The same where this is known of the clock. */
  public StsCall at(Optional<ClockSkew> clock) {
    return new StsCall(action, role, claims, caller, region, endpoint, end, clock);
  }

  /** The clock, where it explains why this machine did not know that something has ended. */
  Optional<ClockSkew> clockThatHidesEnd() {
    return clock.filter(skew -> end.filter(skew::hidesEnd).isPresent());
  }

  List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    role.ifPresent(arn -> facts.add(new Fact("role", arn.toString())));
    claims.ifPresent(
        token -> {
          role.ifPresent(arn -> facts.add(new Fact("account", arn.account())));
          facts.add(new Fact("issuer", token.issuer()));
          facts.add(new Fact("subject", token.subject()));
          facts.add(new Fact("audience", String.join(", ", token.audiences())));
        });
    caller.ifPresent(key -> facts.add(new Fact("signed with", CredentialShape.shownKeyId(key))));
    facts.add(new Fact("request", "sts:" + action + " at " + endpoint));
    return facts;
  }

  /** The facts with what AWS said before them. */
  public List<Fact> facts(String code, String message) {
    var said = new Fact("AWS says", code + ": " + message);
    return Stream.concat(Stream.of(said), facts().stream()).toList();
  }
}
