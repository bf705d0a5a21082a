package io.github.rolecall.testkit;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * What the jobs of both CI systems need of the simulator.
 *
 * @param url the simulator's address
 * @param issuers sign the tokens
 * @param gitHubTokens answers for GitHub jobs
 * @param clock what time it is
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

  /** Sends SDKs here, and keeps them from asking the metadata service of a cloud machine. */
  Map<String, String> awsVariables() {
    return Map.of("AWS_ENDPOINT_URL_STS", url.toString(), "AWS_EC2_METADATA_DISABLED", "true");
  }
}
