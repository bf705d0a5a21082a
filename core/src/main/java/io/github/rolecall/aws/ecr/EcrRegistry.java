package io.github.rolecall.aws.ecr;

import io.github.rolecall.model.Partition;
import io.github.rolecall.network.Network;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry of ECR: that of an account in a Region, or the public one.
 *
 * @param host the name by which images name it
 * @param account empty for the public registry
 * @param region the Region whose ECR issues its passwords
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html">ECR,
 *     private registries</a>
 */
public record EcrRegistry(
    String host, Optional<String> account, String region, boolean fips, boolean dualStack) {
  /** ECR Public is in this Region only. */
  private static final String PUBLIC_REGION = "us-east-1";

  private static final String PUBLIC = "public.ecr.aws";
  private static final String PUBLIC_DUAL_STACK = "ecr-public.aws.com";

  private static final Pattern PRIVATE =
      Pattern.compile(
          "(?<account>\\d{12})\\.dkr(?<dual>-|\\.)ecr(?<fips>-fips)?"
              + "\\.(?<region>[a-z]+(?:-[a-z]+)+-\\d+)\\.(?<domain>[a-z0-9.-]+)");

  /** What stands around the host in the name of an image and in what Docker asks for. */
  private static final Pattern TEXT =
      Pattern.compile("(?:https?://)?(?<host>[A-Za-z0-9.-]+)(?::443)?(?:/.*)?");

  /** Returns the public registry. */
  public static EcrRegistry ofPublic() {
    return new EcrRegistry(PUBLIC, Optional.empty(), PUBLIC_REGION, false, false);
  }

  /** Returns the registry of an account. */
  public static EcrRegistry of(String account, String region) {
    String host = account + ".dkr.ecr." + region + "." + partition(region).domain();
    return new EcrRegistry(host, Optional.of(account), region, false, false);
  }

  /**
   * Returns the registry that a text names: a host, an image, or a URL. Empty for every other host,
   * also if it only looks like one of ECR.
   */
  public static Optional<EcrRegistry> in(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    return parts.matches()
        ? ofHost(parts.group("host").toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Optional<EcrRegistry> ofHost(String host) {
    if (host.equals(PUBLIC) || host.equals(PUBLIC_DUAL_STACK)) {
      boolean dualStack = host.equals(PUBLIC_DUAL_STACK);
      return Optional.of(new EcrRegistry(host, Optional.empty(), PUBLIC_REGION, false, dualStack));
    }
    Matcher parts = PRIVATE.matcher(host);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean dualStack = parts.group("dual").equals("-");
    String region = parts.group("region");
    return parts.group("domain").equals(domain(region, dualStack))
        ? Optional.of(
            new EcrRegistry(
                host,
                Optional.of(parts.group("account")),
                region,
                parts.group("fips") != null,
                dualStack))
        : Optional.empty();
  }

  private static String domain(String region, boolean dualStack) {
    Partition partition = partition(region);
    return dualStack
        ? partition.dualStackDomain().replaceFirst("^api\\.", "on.")
        : partition.domain();
  }

  /** An unknown Region is treated as a new one of the largest partition. */
  private static Partition partition(String region) {
    return Partition.ofRegion(region).orElse(Partition.AWS);
  }

  public boolean isPublic() {
    return account.isEmpty();
  }

  /** Returns the name of the service, in signatures and in permissions. */
  String service() {
    return isPublic() ? "ecr-public" : "ecr";
  }

  /** Returns the operation, as permissions name it. */
  String action() {
    return service() + ":GetAuthorizationToken";
  }

  /** Returns the operation, as requests name it. */
  String target() {
    return (isPublic() ? "SpencerFrontendService" : "AmazonEC2ContainerRegistry_V20150921")
        + ".GetAuthorizationToken";
  }

  /** Returns the endpoint that issues passwords for the registry, by the rules of the SDKs. */
  String endpoint(Network network) {
    boolean dual = dualStack || network.dualStack();
    boolean withFips = !isPublic() && (fips || network.fips());
    Partition partition = partition(region);
    String name = withFips || dual ? service() : "api." + service();
    return "https://%s%s.%s.%s/"
        .formatted(
            name,
            withFips ? "-fips" : "",
            region,
            dual ? partition.dualStackDomain() : partition.domain());
  }

  @Override
  public String toString() {
    return host;
  }
}
