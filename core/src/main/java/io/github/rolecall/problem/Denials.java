package io.github.rolecall.problem;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import io.github.rolecall.policy.explain.LikelyCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do about {@code AccessDenied}. AWS gives one text for many causes, so the order is by how
 * often each is met, after what the facts themselves give away.
 */
final class Denials {
  private Denials() {}

  /** What the token makes likely; empty where the call had none. */
  static Optional<LikelyCauses> likelyCauses(StsCall call) {
    return call.claims().map(claims -> new LikelyCauses(claims, call.role()));
  }

  static List<Remedy> remedies(StsCall call, String message) {
    return StsMessages.remedies(call, message).orElseGet(() -> byCall(call));
  }

  private static List<Remedy> byCall(StsCall call) {
    var remedies = new ArrayList<Remedy>();
    likelyCauses(call)
        .ifPresentOrElse(
            likely -> likely.causes().forEach(cause -> remedies.add(Remedy.of(cause))),
            () -> remedies.addAll(forCaller(call)));
    remedies.add(
        Remedy.of(
            "Make sure that the role exists in account %s: AWS returns the same error"
                + " for a missing role. A new role takes a few seconds to appear.",
            call.role().map(RoleArn::account).orElse("<account>")));
    if (call.claims().isPresent()) {
      remedies.add(Remedy.of(words -> explained(call, words)));
      remedies.add(
          Remedy.of(
              "Or compare the claims with the trust policy in a browser: %s",
              Documentation.own().ofBrowser()));
    }
    return remedies;
  }

  private static List<Remedy> forCaller(StsCall call) {
    return List.of(
        Remedy.of(
            "Check both policies: the trust policy of %s must name the caller, and the"
                + " caller's identity policy must allow sts:AssumeRole on the role.",
            call.role().map(RoleArn::toString).orElse("the role")),
        Remedy.of("If the trust policy requires an external id, set %s.", Input.ROLE_EXTERNAL_ID));
  }

  private static String explained(StsCall call, Words words) {
    return "To find the condition that fails: aws iam get-role --role-name "
        + call.role().map(RoleArn::name).orElse("<role>")
        + " > role.json, then "
        + switch (words.frontEnd()) {
          case ACTION -> "explain: true and trust-policy: role.json";
          case MAVEN -> "mvn credentials:explain -Dcredentials.trustPolicy=role.json";
          case COMMAND -> "rolecall explain --trust-policy role.json";
        };
  }
}
