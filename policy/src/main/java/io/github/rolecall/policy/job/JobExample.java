package io.github.rolecall.policy.job;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.generate.TrustTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worked example: a job, and a policy that refuses it or lets in too many.
 *
 * @param title what is wrong
 * @param form the form of the job
 * @param fields what is written into the form
 */
public record JobExample(String title, String form, Map<String, String> fields, String policy) {
  private static final RoleArn ROLE = new RoleArn("aws", "111122223333", "Deploy");

  private static final Map<String, String> SHOP = Map.of("repository", "acme/shop");

  private static final Map<String, String> IDS =
      Map.of("subject", "ids", "repository_id", "5678", "repository_owner_id", "1234");

  private static final Map<String, String> POD =
      Map.of(
          "issuer",
          "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E",
          "namespace",
          "ci",
          "service_account",
          "deployer");

  /** All examples, the most usual mistake first. */
  public static List<JobExample> all() {
    return Stream.of(ofGitHub(), ofOthers()).flatMap(List::stream).toList();
  }

  private static List<JobExample> ofGitHub() {
    var github = new Example("github", SHOP);
    return List.of(
        github.of(
            "GitHub: the job has an environment, the policy names a branch",
            Map.of("runs_for", "environment", "environment", "prod"),
            policy("github", SHOP, "branch", "main")),
        github.of(
            "GitHub: a wildcard under StringEquals",
            Map.of("branch", "main"),
            policy("github", SHOP, "branch", "main").replace(":ref:refs/heads/main", ":*")),
        github.of(
            "GitHub: the subject has ids",
            with(IDS, "branch", "main"),
            policy("github", SHOP, "branch", "main")),
        github.of(
            "GitHub: allowed, but so is every repository of GitHub",
            Map.of("branch", "main"),
            policy("github", SHOP, "branch", "main")
                .replace("StringEquals", "StringLike")
                .replace("repo:acme/shop:ref:refs/heads/main", "repo:*")));
  }

  private static List<JobExample> ofOthers() {
    return List.of(
        new Example("gitlab", Map.of("audience", "sts.amazonaws.com"))
            .of(
                "GitLab: the policy names another group",
                Map.of("project_path", "acme/team/shop", "branch", "main"),
                policy(
                    "gitlab",
                    Map.of("project_path", "acme/shop", "audience", "sts.amazonaws.com"),
                    "branch",
                    "main")),
        new Example("kubernetes", POD)
            .of(
                "EKS: the policy names another namespace",
                Map.of(),
                policy("kubernetes", POD, "namespace", "prod")),
        new Example("terraform", Map.of("organization", "acme", "project", "shop"))
            .of(
                "HCP Terraform: the policy allows apply, the run is a plan",
                Map.of("workspace", "prod"),
                policy(
                        "terraform",
                        Map.of("organization", "acme", "project", "shop"),
                        "workspace",
                        "prod")
                    .replace("run_phase:*", "run_phase:apply")));
  }

  /** Examples of one form, and what they have in common. */
  private record Example(String form, Map<String, String> fields) {
    private JobExample of(String title, Map<String, String> others, String policy) {
      var all = new LinkedHashMap<>(fields);
      all.putAll(others);
      return new JobExample(title, form, all, policy);
    }
  }

  /** The policy for the job with these fields, and with another value of one of them. */
  private static String policy(
      String form, Map<String, String> fields, String field, String value) {
    Claims claims =
        JobForm.of(form).orElseThrow().describe(with(fields, field, value)).claims().orElseThrow();
    return TrustTemplate.of(claims, Optional.of(ROLE)).json();
  }

  private static Map<String, String> with(Map<String, String> fields, String field, String value) {
    var all = new LinkedHashMap<>(fields);
    all.put(field, value);
    return all;
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("title", title);
    json.put("form", form);
    json.put("fields", fields);
    json.put("policy", policy);
    return json;
  }
}
