package io.github.rolecall.testkit.iam;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trust policy: who may assume a role, and under which conditions. */
public final class TrustPolicy {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Statement> statements;
  private final String document;

  private TrustPolicy(List<Statement> statements, String document) {
    this.statements = statements;
    this.document = document;
  }

  /**
   * Parses a policy document.
   *
   * @throws IllegalArgumentException when IAM would reject it, or when it uses something that the
   *     simulator does not support ({@code NotAction}, {@code NotPrincipal}, date, numeric and IP
   *     address operators, policy variables)
   */
  public static TrustPolicy parse(String json) {
    try {
      return of(JSON.readTree(json));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("trust policy: " + e.getOriginalMessage(), e);
    }
  }

  /** Like {@link #parse}, for a document that is already parsed. */
  public static TrustPolicy of(JsonNode document) {
    JsonNode statement = document.path("Statement");
    List<Statement> statements =
        statement.isArray()
            ? statement.valueStream().map(Statement::parse).toList()
            : List.of(Statement.parse(statement));
    return new TrustPolicy(statements, document.toString());
  }

  /** The policy as JSON, as IAM returns it. */
  public String document() {
    return document;
  }

  /** Whether the policy allows an action: at least one statement allows it, and none denies it. */
  public boolean allows(Caller caller, String action, RequestContext context) {
    List<Statement> applying =
        statements.stream()
            .filter(statement -> statement.applies(caller, action, context))
            .toList();
    return !applying.isEmpty() && applying.stream().allMatch(Statement::allow);
  }
}
