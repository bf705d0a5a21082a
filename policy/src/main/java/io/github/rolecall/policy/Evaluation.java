package io.github.rolecall.policy;

import java.util.List;

/**
 * What a trust policy says to one request, statement by statement, as IAM evaluates it: an explicit
 * Deny, else an Allow, else no.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM,
 *     policy evaluation logic</a>
 */
public record Evaluation(TrustPolicy policy, Request request, List<Answer> answers) {
  public static final String ASSUME = "sts:AssumeRoleWithWebIdentity";
  public static final String TAG = "sts:TagSession";
  public static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  /** A condition and what became of it. */
  public record Outcome(Condition condition, KeyValue actual, TriState result) {}

  /** A statement and what became of its parts. */
  public record Answer(Statement statement, TriState principal, List<Outcome> conditions) {

    private static Answer of(Statement statement, Request request, boolean variables) {
      List<Outcome> conditions =
          statement.conditions().stream()
              .map(
                  each ->
                      new Outcome(each, request.key(each.key()), each.holds(request, variables)))
              .toList();
      return new Answer(statement, statement.principals().matches(request), conditions);
    }

    /** Whether the statement speaks about this request for the role. */
    public TriState applies() {
      return applies(ASSUME);
    }

    TriState applies(String action) {
      return principal
          .and(statement.concerns(action))
          .and(TriState.all(conditions.stream().map(Outcome::result)));
    }

    /** Whether only the conditions decide. */
    public boolean conditional() {
      return principal != TriState.FALSE && statement.concerns(ASSUME) != TriState.FALSE;
    }
  }

  public static Evaluation of(TrustPolicy policy, Request request) {
    List<Answer> answers =
        policy.statements().stream()
            .map(statement -> Answer.of(statement, request, policy.variables()))
            .toList();
    return new Evaluation(policy, request, answers);
  }

  /** Whether the policy allows the role, and the tags and source identity that the token brings. */
  public TriState allows() {
    return allows(ASSUME)
        .and(request.hasTags() ? allows(TAG) : TriState.TRUE)
        .and(request.sourceIdentity().isPresent() ? allows(SET_SOURCE_IDENTITY) : TriState.TRUE);
  }

  public TriState allows(String action) {
    return any(true, action).and(any(false, action).not());
  }

  private TriState any(boolean allow, String action) {
    return TriState.any(
        answers.stream()
            .filter(answer -> answer.statement().allow() == allow)
            .map(answer -> answer.applies(action)));
  }

  /** Statements that allow something to the bearer of such a token, whatever their conditions. */
  public List<Answer> allowing() {
    return answers.stream()
        .filter(answer -> answer.statement().allow() && answer.conditional())
        .toList();
  }
}
