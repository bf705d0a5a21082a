package io.github.rolecall.testkit.iam;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may assume a role, and under which conditions. */
public final class TrustPolicy {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Statement> statements;
  private final String document;

  private TrustPolicy(List<Statement> statements, String document) {
    this.statements = statements;
    this.document = document;
  }

  /**
   * Reads a policy document.
   *
   * @throws IllegalArgumentException when IAM would refuse it, or when it uses something that is
   *     not simulated ({@code NotAction}, {@code NotPrincipal}, date, numeric and address
   *     operators, policy variables)
   */
  public static TrustPolicy parse(String json) {
    try {
      return of(JSON.readTree(json));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("trust policy: " + e.getOriginalMessage(), e);
    }
  }

  /** Like {@link #parse}, for a document that is already read. */
  public static TrustPolicy of(JsonNode document) {
    JsonNode statement = document.path("Statement");
    List<Statement> statements =
        statement.isArray()
            ? statement.valueStream().map(Statement::parse).toList()
            : List.of(Statement.parse(statement));
    return new TrustPolicy(statements, document.toString());
  }

  /** The policy in JSON, as IAM gives it back. */
  public String document() {
    return document;
  }

  /** Whether an action is allowed: some statement allows it and none denies it. */
  public boolean allows(Caller caller, String action, RequestContext context) {
    List<Statement> applying =
        statements.stream()
            .filter(statement -> statement.applies(caller, action, context))
            .toList();
    return !applying.isEmpty() && applying.stream().allMatch(Statement::allow);
  }
}
