package io.github.rolecall.policy.issuer;

import java.util.List;

/** GitHub Actions and compatible issuers. */
final class GitHubIssuers {
  private static final String DOCS = "https://docs.github.com/en/actions/reference/security/oidc";
  private static final String READ = "2026-11";

  private static final String KEYS =
      "actor actor_id enterprise_id environment job_workflow_ref ref repository repository_id"
          + " repository_owner_id workflow";

  /** Words in the context of a subject, after the repository. */
  static final String WORDS = Row.REFS + " ref pull_request environment";

  private static final String CLAIMS =
      "actor actor_id check_run_id head_ref job_workflow_sha run_attempt run_id run_number sha"
          + " workflow_sha";

  /** Customized subjects can contain any claim; pull requests are numbered. */
  static final String OF_A_RUN =
      "(?:refs/pull/|(?:^|:)(?:actor|actor_id|check_run_id|head_ref|job_workflow_sha|run_attempt"
          + "|run_id|run_number|sha|workflow_sha):)([^/:]+)";

  static final List<Issuer> ALL =
      List.of(
          gitHub("GitHub Actions", "token\\.actions\\.githubusercontent\\.com")
              .shared()
              .demands("sub")
              .keys(KEYS)
              .ids("repository_id repository_owner_id")
              .idsOfOwner("repository_owner_id enterprise_id")
              .source(DOCS, READ),
          gitHub(
                  "GitHub Actions of an enterprise",
                  "token\\.actions\\.githubusercontent\\.com/.+|github\\.com/enterprises/[^/]+")
              .keys(KEYS)
              .ids("repository_id repository_owner_id")
              .idsOfOwner("repository_owner_id enterprise_id")
              .source(DOCS, READ),
          gitHub("GitHub Actions on GHE.com", "token\\.actions\\.[^./]+\\.ghe\\.com(/.+)?")
              .keys(KEYS)
              .ids("repository_id repository_owner_id")
              .idsOfOwner("repository_owner_id enterprise_id")
              .source(DOCS, READ),
          gitHub("GitHub Enterprise Server", "[^/]+/_services/token").source(DOCS, READ),
          Row.of(
                  "GitHub audit log streaming",
                  "oidc-configuration\\.audit-log\\.githubusercontent\\.com")
              .shared()
              .demands("sub")
              .audience(Audience.fixed("sts.amazonaws.com"))
              .subject("https://github.com/<enterprise>")
              .source(
                  "https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/streaming-the-audit-log-for-your-enterprise",
                  READ),
          Row.of("GitHub Actions, former issuer", "vstoken\\.actions\\.githubusercontent\\.com")
              .shared()
              .demands("sub")
              .source(Source.CONTROLS.url(), Source.CONTROLS.read()));

  private GitHubIssuers() {}

  private static Row gitHub(String name, String pattern) {
    return Row.of(name, pattern)
        .audience(Audience.set("sts.amazonaws.com", "where the token is requested: audience"))
        .subject("repo:<owner>/<repository>|:<context>")
        .namingNothing(WORDS)
        .anywhere(OF_A_RUN)
        .ofARun(CLAIMS)
        .instead("repository_owner", "repository_owner_id")
        .instead("workflow_ref", "job_workflow_ref")
        .instead("ref_type", "ref")
        .instead("enterprise", "enterprise_id");
  }
}
