package io.github.rolecall.aws.codeartifact;

import io.github.rolecall.model.Partition;
import io.github.rolecall.network.Network;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A domain of CodeArtifact, which is what a token is for: it is valid for all repositories of the
 * domain.
 *
 * @param owner the account of the domain; empty: that of the credentials
 */
public record CodeArtifactDomain(String name, Optional<String> owner, String region) {
  /** Which lifetimes of a token there are, for messages. */
  public static final String LIFETIMES = "0, or a number from 900 to 43200";

  /** Which names of domains there are, for messages. */
  public static final String NAMES =
      "2 to 50 lowercase letters, digits and hyphens, with a letter first";

  private static final String SERVICE = "codeartifact";
  private static final long SHORTEST = 900;
  private static final long LONGEST = 43_200;

  /** Returns whether a domain can have this name. */
  public static boolean isName(String text) {
    return text.matches("[a-z][a-z0-9-]{0,48}[a-z0-9]");
  }

  /** Reads the lifetime of a token, in seconds; empty when there is no such lifetime. */
  public static Optional<Duration> lifetime(String text) {
    long seconds = text.matches("\\d{1,5}") ? Long.parseLong(text) : -1;
    return seconds == 0 || (seconds >= SHORTEST && seconds <= LONGEST)
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }

  /**
   * Returns the query of GetAuthorizationToken.
   *
   * @param lifetime how long the token is valid; zero: as long as the session of the role; empty:
   *     12 hours
   */
  Map<String, String> query(Optional<Duration> lifetime) {
    var query = new TreeMap<String, String>();
    query.put("domain", name);
    owner.ifPresent(account -> query.put("domain-owner", account));
    lifetime.ifPresent(time -> query.put("duration", String.valueOf(time.toSeconds())));
    return query;
  }

  /** Returns the query of GetRepositoryEndpoint. */
  Map<String, String> query(String repository, String format) {
    Map<String, String> query = query(Optional.empty());
    query.put("repository", repository);
    query.put("format", format);
    return query;
  }

  /** Returns the endpoint of the service in the Region of the domain. */
  URI endpoint(Network network) {
    Partition partition = Partition.ofRegion(region).orElse(Partition.AWS);
    return URI.create("https://" + network.host(SERVICE, region, partition));
  }

  /** Returns the ARN, with an asterisk for an account that is not known. */
  public String arn() {
    return arn("domain/" + name);
  }

  /** Returns the ARN of one of its repositories. */
  String arnOf(String repository) {
    return arn("repository/" + name + "/" + repository);
  }

  private String arn(String resource) {
    String partition = Partition.ofRegion(region).orElse(Partition.AWS).id();
    return "arn:%s:codeartifact:%s:%s:%s".formatted(partition, region, owner.orElse("*"), resource);
  }
}
