package io.github.rolecall.testkit.iam;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The claims of a token that are condition keys in trust policies, by issuer. The list is from AWS
 * (Service Authorization Reference for STS, 2026). For any other claim, the condition key is
 * absent.
 */
public final class ClaimKeys {
  private static final Pattern GITHUB =
      Pattern.compile(
          "token\\.actions\\.githubusercontent\\.com(/.+)?|token\\.actions\\.[^./]+\\.ghe\\.com(/.+)?");
  private static final List<String> OF_ANY_ISSUER = List.of("amr", "email");
  private static final List<String> OF_GITHUB =
      List.of(
          "actor",
          "actor_id",
          "enterprise_id",
          "environment",
          "job_workflow_ref",
          "ref",
          "repository",
          "repository_id",
          "repository_owner_id",
          "workflow");
  private static final List<String> OF_GITLAB =
      List.of(
          "namespace_id",
          "pipeline_source",
          "project_id",
          "ref_protected",
          "runner_environment",
          "user_access_level",
          "user_email",
          "user_id",
          "user_login");
  private static final List<String> OF_BUILDKITE =
      List.of(
          "build_branch",
          "cluster_id",
          "cluster_name",
          "organization_id",
          "organization_slug",
          "pipeline_id",
          "pipeline_slug");
  private static final List<String> OF_CIRCLECI = List.of("oidc.circleci.com/project-id");

  private ClaimKeys() {}

  /** The condition keys for tokens of a provider, without {@code sub} and {@code aud}. */
  public static List<String> of(OidcProvider provider) {
    return Stream.concat(OF_ANY_ISSUER.stream(), ofIssuer(provider.name()).stream()).toList();
  }

  private static List<String> ofIssuer(String name) {
    if (GITHUB.matcher(name).matches()) {
      return OF_GITHUB;
    }
    if (name.startsWith("oidc.circleci.com/org/")) {
      return OF_CIRCLECI;
    }
    return switch (name) {
      case "gitlab.com" -> OF_GITLAB;
      case "agent.buildkite.com" -> OF_BUILDKITE;
      default -> List.of();
    };
  }
}
