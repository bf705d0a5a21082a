package io.github.rolecall.extension;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a repository of CodeArtifact, which names the domain that a token is for. Only
 * HTTPS: over HTTP, everybody on the way could read the token.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codeartifact/latest/ug/use-codeartifact-from-vpc.html">CodeArtifact,
 *     use it from a VPC</a>
 */
final class CodeArtifactAddress {
  private static final String DOMAIN = "(?<domain>[a-z][a-z0-9-]{0,48}[a-z0-9])-(?<owner>\\d{12})";
  private static final String REGION = "(?<region>[a-z]{2,5}(?:-[a-z]+)+-\\d+)";

  /** The domains of all partitions, and those of dual-stack endpoints. */
  private static final String SUFFIX =
      "(?:amazonaws\\.com|amazonaws\\.com\\.cn|amazonaws\\.eu|on\\.aws|on\\.amazonwebservices\\.com\\.cn"
          + "|on\\.amazonwebservices\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk"
          + "|csp\\.hci\\.ic\\.gov)";

  private static final Pattern REPOSITORY =
      Pattern.compile(
          "https://"
              + DOMAIN
              + "\\.d\\.codeartifact\\."
              + REGION
              + "\\."
              + SUFFIX
              + "(?::\\d{1,5})?/maven/(?<repository>[^/]+).*");

  private static final Pattern VPC_ENDPOINT =
      Pattern.compile(
          "https://vpce-[a-z0-9-]+\\.d\\.codeartifact\\."
              + REGION
              + "\\.vpce\\."
              + SUFFIX
              + "(?::\\d{1,5})?/maven/d/"
              + DOMAIN
              + "/(?<repository>[^/]+).*");

  private final String domain;
  private final String owner;
  private final String region;
  private final String repository;

  private CodeArtifactAddress(Matcher parts) {
    this.domain = parts.group("domain");
    this.owner = parts.group("owner");
    this.region = parts.group("region");
    this.repository = parts.group("repository");
  }

  /** Returns the address; empty for every other repository. */
  static Optional<CodeArtifactAddress> of(String written) {
    String url = withLowerCaseHost(written);
    Matcher repository = REPOSITORY.matcher(url);
    if (repository.matches()) {
      return Optional.of(new CodeArtifactAddress(repository));
    }
    Matcher endpoint = VPC_ENDPOINT.matcher(url);
    return endpoint.matches() ? Optional.of(new CodeArtifactAddress(endpoint)) : Optional.empty();
  }

  /** In the scheme and the host of a URL, letters have no case. */
  private static String withLowerCaseHost(String url) {
    int path = url.indexOf('/', "https://".length());
    return path < 0 ? url : url.substring(0, path).toLowerCase(Locale.ROOT) + url.substring(path);
  }

  String domain() {
    return domain;
  }

  String owner() {
    return owner;
  }

  String region() {
    return region;
  }

  String repository() {
    return repository;
  }
}
