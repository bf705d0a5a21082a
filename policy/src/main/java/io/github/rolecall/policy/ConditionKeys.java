package io.github.rolecall.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which claims of a token AWS offers to trust policies, by issuer. A condition on any other claim
 * finds the key absent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html">Service
 *     Authorization Reference, AWS STS (2026)</a>
 */
public final class ConditionKeys {
  private static final Pattern GITHUB =
      Pattern.compile(
          "token\\.actions\\.githubusercontent\\.com(/.+)?"
              + "|token\\.actions\\.[^./]+\\.ghe\\.com(/.+)?"
              + "|github\\.com/enterprises/[^/]+");
  private static final Set<String> OF_ANY = Set.of("aud", "sub", "amr", "oaud", "email");
  private static final Map<Pattern, Set<String>> OF_ISSUER =
      Map.of(
          GITHUB,
          claims(
              "actor actor_id enterprise_id environment job_workflow_ref ref repository"
                  + " repository_id repository_owner_id workflow"),
          Pattern.compile("gitlab\\.com"),
          claims(
              "namespace_id pipeline_source project_id ref_protected runner_environment"
                  + " user_access_level user_email user_id user_login"),
          Pattern.compile("agent\\.buildkite\\.com"),
          claims(
              "build_branch cluster_id cluster_name organization_id organization_slug pipeline_id"
                  + " pipeline_slug"),
          Pattern.compile("oidc\\.circleci\\.com/org/[^/]+"),
          claims("oidc.circleci.com/project-id"),
          Pattern.compile("accounts\\.google\\.com"),
          claims("google/organization_number"),
          Pattern.compile("idcs-[^./]+\\.identity\\.oraclecloud\\.com"),
          claims("rpst_id"),
          Pattern.compile("graph\\.facebook\\.com"),
          claims("app_id id"),
          Pattern.compile("www\\.amazon\\.com"),
          claims("app_id user_id"));

  /** Issuers that are registered by their name instead of by a provider's ARN. */
  private static final List<String> BUILT_IN =
      List.of(
          "accounts.google.com",
          "cognito-identity.amazonaws.com",
          "graph.facebook.com",
          "www.amazon.com");

  /** What to use instead of claims that people expect to be keys. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "repository_owner", "repository_owner_id",
          "workflow_ref", "job_workflow_ref",
          "ref_type", "ref",
          "project_path", "sub",
          "namespace_path", "namespace_id");

  private ConditionKeys() {}

  private static Set<String> claims(String names) {
    return Set.of(names.split(" ", -1));
  }

  /** The claims that AWS offers for tokens of this issuer, by its name without scheme. */
  public static boolean maps(String issuer, String claim) {
    return OF_ANY.contains(claim) || ofIssuer(issuer).contains(claim);
  }

  /** The claims beyond those that every issuer's tokens have. */
  public static Set<String> ofIssuer(String issuer) {
    return OF_ISSUER.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(issuer).matches())
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Set.of());
  }

  public static boolean isGitHub(String issuer) {
    return GITHUB.matcher(issuer).matches();
  }

  public static boolean builtIn(String issuer) {
    return BUILT_IN.contains(issuer);
  }

  /** A key of the same issuer that says nearly the same. */
  public static Optional<String> instead(String issuer, String claim) {
    return Optional.ofNullable(INSTEAD.get(claim)).filter(other -> maps(issuer, other));
  }
}
