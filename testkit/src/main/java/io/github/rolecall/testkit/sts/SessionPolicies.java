package io.github.rolecall.testkit.sts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The session policies, which limit the permissions of a session (IAM User Guide, "Session
 * policies").
 *
 * @param policy an inline session policy as JSON
 * @param arns the ARNs of managed session policies
 */
record SessionPolicies(Optional<String> policy, List<String> arns) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
  private static final String POLICY_CHARACTERS = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";
  private static final String SYNTAX = "Syntax errors in policy.";
  private static final int MAX_PLAINTEXT = 2048;

  static SessionPolicies read(Parameters parameters, Constraints constraints) {
    Optional<String> policy = parameters.get("Policy");
    constraints.text("policy", policy, 1, MAX_PLAINTEXT, POLICY_CHARACTERS);
    List<String> arns =
        parameters.structures("PolicyArns").stream()
            .map(member -> member.getOrDefault("arn", ""))
            .toList();
    constraints.list("policyArns", arns, 10);
    for (int i = 0; i < arns.size(); i++) {
      String name = "policyArns." + (i + 1) + ".member.arn";
      constraints.text(name, Optional.of(arns.get(i)), 20, 2048, Constraints.ANYTHING);
    }
    return new SessionPolicies(policy, arns);
  }

  /**
   * Checks what the API model does not: the total length, the ARNs and the grammar of the policy.
   */
  void check() {
    if (plaintext() > MAX_PLAINTEXT) {
      // The API reference specifies the limit of the total length. The message is our own, because
      // we do not know that of AWS.
      throw Refusal.validation("The plaintext of the session policies exceeds 2048 characters.");
    }
    for (String arn : arns) {
      if (!arn.matches("arn:aws[a-z-]*:iam::(aws|\\d{12}):policy/.+")) {
        throw Refusal.validation("ARN " + arn + " is not valid.");
      }
    }
    policy.ifPresent(SessionPolicies::checkGrammar);
  }

  /** The total length of all policies, in characters. */
  int plaintext() {
    return policy.orElse("").length() + arns.stream().mapToInt(String::length).sum();
  }

  private static void checkGrammar(String policy) {
    JsonNode document;
    try {
      document = JSON.readTree(policy);
    } catch (JacksonException e) {
      // AWS also parses with Jackson, and returns the message of Jackson to the caller.
      throw Refusal.malformedPolicy(e.getOriginalMessage());
    }
    JsonNode statement = document.path("Statement");
    boolean versionKnown =
        !document.has("Version") || VERSIONS.contains(document.path("Version").asString(""));
    if (!document.isObject() || !versionKnown || statement.isEmpty()) {
      throw Refusal.malformedPolicy(SYNTAX);
    }
    if (statement.isArray()) {
      statement.forEach(SessionPolicies::checkStatement);
    } else {
      checkStatement(statement);
    }
  }

  private static void checkStatement(JsonNode statement) {
    String effect = statement.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw Refusal.malformedPolicy(SYNTAX);
    }
    if (statement.has("Principal") || statement.has("NotPrincipal")) {
      throw Refusal.malformedPolicy("Policy document should not specify a principal.");
    }
    if (!statement.has("Action") && !statement.has("NotAction")) {
      throw Refusal.malformedPolicy("Policy statement must contain actions.");
    }
    if (!statement.has("Resource") && !statement.has("NotResource")) {
      throw Refusal.malformedPolicy("Policy statement must contain resources.");
    }
  }
}
