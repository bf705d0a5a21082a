package io.github.rolecall.network;

import io.github.rolecall.problem.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What Rolecall calls itself in every call to AWS. CloudTrail records it, and so leads from a
 * session to the run of the CI system that asked for it.
 *
 * @param text the value of the header {@code User-Agent}, in plain characters
 */
public record UserAgent(String text) {
  private static final int LONGEST_VALUE = 128;
  private static final int LONGEST = 512;

  /** The user agent outside of CI systems. */
  public static final UserAgent PLAIN = new UserAgent(product());

  /**
   * The name of a run of this CI system: what tells it from others, each with its name, as {@code
   * run_id}, the surest first. What would make the whole too long is left out.
   */
  public static UserAgent of(String system, List<Fact> run) {
    var text = new StringBuilder(product()).append(metadata("ci", system));
    for (Fact fact : run) {
      String more = metadata(fact.name(), fact.value());
      if (text.length() + more.length() <= LONGEST) {
        text.append(more);
      }
    }
    return new UserAgent(text.toString());
  }

  private static String product() {
    return "rolecall/"
        + Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion())
            .map(UserAgent::plain)
            .orElse("unreleased");
  }

  /** Metadata in the format of the AWS SDKs. */
  private static String metadata(String name, String value) {
    return " md/" + name + "#" + plain(value);
  }

  /** A {@code /} would begin another part; no name of a repository or project has a {@code +}. */
  private static String plain(String value) {
    String cut = value.substring(0, Math.min(value.length(), LONGEST_VALUE));
    return cut.replace('/', '+').replaceAll("[^A-Za-z0-9.+_~-]", "_");
  }
}
