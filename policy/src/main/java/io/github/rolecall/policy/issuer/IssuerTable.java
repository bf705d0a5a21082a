package io.github.rolecall.policy.issuer;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of issuers. The first row with a matching pattern counts. */
final class IssuerTable {
  static final List<Issuer> ALL =
      Stream.of(
              GitHubIssuers.ALL,
              RepositoryIssuers.ALL,
              CiIssuers.ALL,
              InfrastructureIssuers.ALL,
              CloudIssuers.ALL,
              OtherIssuers.ALL)
          .flatMap(List::stream)
          .toList();

  /** Subject forms that start with the owner, for self-hosted servers. */
  private static final List<SubjectForm> FORMS =
      ALL.stream()
          .flatMap(issuer -> issuer.subject().forms().stream())
          .filter(form -> !form.parts().get(0).before().isEmpty())
          .toList();

  private IssuerTable() {}

  static Issuer unknown(String name) {
    return Row.of(name, Pattern.quote(name))
        .shared()
        .forms(FORMS)
        .namingNothing(GitHubIssuers.WORDS + " " + RepositoryIssuers.WORDS)
        .anywhere(GitHubIssuers.OF_A_RUN)
        .ofARun("sha run_id run_number run_attempt job_id pipeline_id")
        .instead("project_path ref", "sub")
        .source(Source.CONDITION_KEYS.url(), Source.CONDITION_KEYS.read());
  }
}
