package io.github.rolecall.policy.job;

import java.util.List;
import java.util.stream.Stream;

/** The table of forms: every issuer of the table of issuers has one. */
final class JobForms {
  static final List<JobForm> ALL =
      Stream.of(
              RepositoryForms.FIRST,
              List.of(CloudForms.KUBERNETES),
              RepositoryForms.OTHERS,
              CiForms.ALL,
              InfrastructureForms.ALL,
              CloudForms.ALL,
              OtherForms.ALL)
          .flatMap(List::stream)
          .toList();

  private JobForms() {}
}
