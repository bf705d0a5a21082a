package io.github.rolecall.doctor;

import io.github.rolecall.assume.plan.NetworkPlan;
import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.ClockSkew;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the clock of this machine with that of STS, which refuses signatures that are more than
 * five minutes off.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/signing-elements.html">IAM,
 *     elements of a signature</a>
 */
final class ClockCheck {
  private static final Duration TOLERATED = Duration.ofMinutes(5);

  private final Host host;
  private final CiPlatform platform;
  private final Words words;

  ClockCheck(Host host, CiPlatform platform, Words words) {
    this.host = host;
    this.platform = platform;
    this.words = words;
  }

  Fact fact(List<SetupFinding> findings) {
    try {
      Inputs inputs = Inputs.of(FrontEnd.COMMAND, Map.of(), host.environment());
      Network network =
          new NetworkPlan(inputs, host, platform, Optional.of(AwsFiles.chosen(host))).network();
      URI address = network.stsEndpoint().orElse(URI.create("https://sts.amazonaws.com"));
      host.http().ask(new Http.Request("STS", address, Map.of(), network));
      Optional<ClockSkew> skew = host.clock().skew();
      skew.filter(clock -> clock.ahead().abs().compareTo(TOLERATED) > 0)
          .map(
              clock ->
                  SetupFinding.error(
                      "clock",
                      clock.fact().value(),
                      "Set the clock: AWS rejects signatures if the clock is off by"
                          + " more than 5 minutes."))
          .ifPresent(findings::add);
      String clock = skew.map(ClockSkew::amount).orElse("not compared");
      return new Fact("STS", address + " answers; the clock of this machine is " + clock);
    } catch (CredentialsException e) {
      findings.add(
          SetupFinding.error("STS", e.problem().what(words), e.problem().remedies(words).get(0)));
      return new Fact("STS", "cannot be reached");
    }
  }
}
