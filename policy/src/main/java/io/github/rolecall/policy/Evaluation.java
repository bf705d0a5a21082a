package io.github.rolecall.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The evaluation of a trust policy for one request, statement by statement, as IAM does it: an
 * explicit Deny, else an Allow, else an implicit deny.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM,
 *     policy evaluation logic</a>
 */
public record Evaluation(TrustPolicy policy, Request request, List<Answer> answers) {
  public static final String ASSUME = "sts:AssumeRoleWithWebIdentity";
  public static final String TAG = "sts:TagSession";
  public static final String SET_SOURCE_IDENTITY = "sts:SetSourceIdentity";

  /** A condition and its result. */
  public record Outcome(Condition condition, KeyValue actual, TriState result) {}

  /**
   * A statement and the results of its parts.
   *
   * @param number the index of the statement in the policy, from 0
   * @param applies whether the statement matches this request
   */
  public record Answer(
      int number,
      Statement statement,
      TriState principal,
      List<Outcome> conditions,
      TriState applies) {

    private static Answer of(int number, Statement statement, Request request, boolean variables) {
      List<Outcome> conditions =
          statement.conditions().stream()
              .map(
                  each ->
                      new Outcome(each, request.key(each.key()), each.holds(request, variables)))
              .toList();
      TriState principal = statement.principals().matches(request);
      return new Answer(
          number,
          statement,
          principal,
          conditions,
          applies(statement, principal, conditions, ASSUME));
    }

    TriState applies(String action) {
      return action.equals(ASSUME) ? applies : applies(statement, principal, conditions, action);
    }

    private static TriState applies(
        Statement statement, TriState principal, List<Outcome> conditions, String action) {
      return principal
          .and(statement.concerns(action))
          .and(TriState.all(conditions.stream().map(Outcome::result)));
    }

    /** Whether the principal and the action match, so that only the conditions decide. */
    public boolean conditional() {
      return principal != TriState.FALSE && statement.concerns(ASSUME) != TriState.FALSE;
    }
  }

  public static Evaluation of(TrustPolicy policy, Request request) {
    var answers = new ArrayList<Answer>();
    for (Statement statement : policy.statements()) {
      answers.add(Answer.of(answers.size(), statement, request, policy.variables()));
    }
    return new Evaluation(policy, request, List.copyOf(answers));
  }

  /** The evaluation of a changed policy. Results of unchanged statements are kept. */
  public Evaluation under(TrustPolicy changed) {
    var now = new ArrayList<Answer>();
    for (Statement statement : changed.statements()) {
      int number = now.size();
      boolean same =
          number < answers.size()
              && answers.get(number).statement().equals(statement)
              && changed.variables() == policy.variables();
      now.add(
          same ? answers.get(number) : Answer.of(number, statement, request, changed.variables()));
    }
    return new Evaluation(changed, request, List.copyOf(now));
  }

  /** Whether the policy allows the role, and the tags and source identity of the token. */
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

  /**
   * Statements that allow an action to a bearer of such a token, independent of their conditions.
   */
  public List<Answer> allowing() {
    return answers.stream()
        .filter(answer -> answer.statement().allow() && answer.conditional())
        .toList();
  }
}
