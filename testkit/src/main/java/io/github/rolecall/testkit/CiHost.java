package io.github.rolecall.testkit;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * The parts of the simulator that the jobs of both CI systems use.
 *
 * @param url the simulator's address
 * @param issuers the issuers that sign the tokens
 * @param gitHubTokens the token endpoint of GitHub jobs
 * @param clock the time source
 */
record CiHost(URI url, Issuers issuers, GitHubTokens gitHubTokens, Clock clock) {

  void register(GitHubJob job) {
    gitHubTokens.register(job);
  }

  Issuer issuer(String url) {
    return issuers.get(url);
  }

  Instant now() {
    return clock.instant();
  }

  /** Points SDKs at the simulator, and disables the instance metadata service. */
  Map<String, String> awsVariables() {
    return Map.of("AWS_ENDPOINT_URL_STS", url.toString(), "AWS_EC2_METADATA_DISABLED", "true");
  }
}
