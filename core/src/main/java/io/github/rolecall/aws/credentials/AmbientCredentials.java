package io.github.rolecall.aws.credentials;

import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.network.Network;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.SessionCredentials;
import java.util.Optional;

/**
 * Finds credentials in profiles, containers and instances, as the AWS CLI does. Unlike the CLI, it
 * never tries another source after a configured one has failed.
 */
public final class AmbientCredentials {
  private final Asking asking;
  private final Sts sts;
  private final String sessionName;

  /**
   * Uses this STS client for the roles of profiles, and this session name where a profile sets
   * none.
   */
  public AmbientCredentials(
      Host host, Console console, Network network, Retry retry, Sts sts, String sessionName) {
    this.asking = new Asking(host, console, network, retry);
    this.sts = sts;
    this.sessionName = sessionName;
  }

  /**
   * Returns the credentials of a profile. Fails with any {@code IdentityProblem}, {@code
   * StsProblem} or {@code NetworkProblem}.
   */
  public SessionCredentials ofProfile(String name) {
    return new ProfileCredentials(asking, new AwsFiles(asking.host()), sts, sessionName).of(name);
  }

  /**
   * Returns the credentials of the first configured source: the default profile, the container, the
   * instance. Fails with {@code source.otherwise()} when none is configured, and with the problem
   * of a configured source that fails.
   */
  public SessionCredentials ofDefaults(Source.Ambient source) {
    var files = new AwsFiles(asking.host());
    Optional<Profile> standard = files.find("default");
    if (standard.filter(Profile::saysWho).isPresent()) {
      return new ProfileCredentials(asking, files, sts, sessionName).of("default");
    }
    var container = new ContainerCredentials(asking);
    if (container.configured()) {
      return container.get();
    }
    return new InstanceCredentials(asking, standard)
        .get()
        .orElseThrow(() -> new CredentialsException(source.otherwise()));
  }
}
