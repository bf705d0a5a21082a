package io.github.rolecall.policy.job;

import java.util.ArrayList;
import java.util.List;

/** Builds a row of the table of forms. */
final class FormRow {
  private final String id;
  private final String name;
  private final List<String> issuers;
  private final List<Field> fields = new ArrayList<>();
  private final List<Template> templates = new ArrayList<>();

  private FormRow(String id, String name, List<String> issuers) {
    this.id = id;
    this.name = name;
    this.issuers = issuers;
  }

  /**
   * Begins a row.
   *
   * @param issuers the rows of the table of issuers that it is for; none: the name is one
   */
  static FormRow of(String id, String name, String... issuers) {
    return new FormRow(id, name, issuers.length == 0 ? List.of(name) : List.of(issuers));
  }

  FormRow fields(Field... next) {
    fields.addAll(List.of(next));
    return this;
  }

  /** A text that later templates use. */
  FormRow part(String part, String... alternatives) {
    templates.add(new Template(part, false, List.of(alternatives)));
    return this;
  }

  FormRow claim(String claim, String... alternatives) {
    templates.add(new Template(claim, true, List.of(alternatives)));
    return this;
  }

  /** Issuer and audience, which every token has. */
  FormRow token(String issuer, String audience) {
    return claim("iss", issuer).claim("aud", audience);
  }

  /** Claims with the value of the field or part of the same name, separated by spaces. */
  FormRow same(String claims) {
    for (String claim : claims.split(" ", -1)) {
      claim(claim, "{" + claim + "}");
    }
    return this;
  }

  JobForm form() {
    return new JobForm(id, name, issuers, List.copyOf(fields), List.copyOf(templates));
  }
}
