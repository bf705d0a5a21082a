package io.github.rolecall.problem;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.policy.explain.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do about {@code AccessDenied}. AWS gives one text for many causes, so the order is by how
 * often each is met, after what the facts themselves give away.
 */
final class Denials {
  private Denials() {}

  static List<Remedy> remedies(StsCall call, String message, Optional<Advice> advice) {
    Optional<List<Remedy>> known = StsMessages.remedies(call, message);
    if (known.isPresent()) {
      return known.get();
    }
    String role = call.role().map(RoleArn::toString).orElse("the role");
    var remedies = new ArrayList<Remedy>();
    advice.ifPresent(token -> token.causes().forEach(cause -> remedies.add(Remedy.of(cause))));
    if (advice.isEmpty()) {
      call.claims()
          .ifPresent(
              claims -> forToken(claims, role).forEach(cause -> remedies.add(Remedy.of(cause))));
    }
    if (call.claims().isEmpty()) {
      remedies.add(
          Remedy.of(
              "Let both sides allow it: the trust policy of "
                  + role
                  + " must name the caller, and the caller's own policy must allow sts:AssumeRole"
                  + " on it."));
      remedies.add(
          Remedy.of(
              words ->
                  "If the trust policy asks for an external id, set "
                      + words.spell(Input.ROLE_EXTERNAL_ID)
                      + "."));
    }
    remedies.add(
        Remedy.of(
            "Make sure that the role exists in account "
                + call.role().map(RoleArn::account).orElse("<account>")
                + ": AWS says the same when it does not. A new role takes a few seconds to"
                + " appear."));
    if (call.claims().isPresent()) {
      remedies.add(
          Remedy.of(
              words ->
                  "To know for certain which condition fails: aws iam get-role --role-name "
                      + call.role().map(RoleArn::name).orElse("<role>")
                      + " > role.json, then "
                      + switch (words.frontEnd()) {
                        case ACTION -> "explain: true and trust-policy: role.json";
                        case MAVEN -> "mvn credentials:explain -Dcredentials.trustPolicy=role.json";
                        case COMMAND -> "rolecall explain --trust-policy role.json";
                      }));
    }
    return remedies;
  }

  private static List<String> forToken(Claims claims, String role) {
    String key = claims.issuer().replaceFirst("^https://", "");
    var remedies = new ArrayList<String>();
    remedies.add(
        "Compare the trust policy of "
            + role
            + " with the subject above. It must allow "
            + key
            + ":sub = "
            + claims.subject()
            + " (StringEquals, or StringLike with `*`).");
    if (claims.subject().matches("repo:[^/@:]+@\\d+/.*")) {
      remedies.add(
          "This repository has subjects with ids (owner@id/name@id), as all that were created,"
              + " renamed or moved since July 2026; a policy for the form without ids never"
              + " matches. List both forms.");
    }
    if (claims.subject().contains(":environment:")) {
      remedies.add(
          "The job names an environment, so the subject ends in environment:NAME and not in the"
              + " branch.");
    }
    remedies.add(
        "Compare "
            + key
            + ":aud = "
            + String.join(", ", claims.audiences())
            + " and the action sts:AssumeRoleWithWebIdentity in the same statement.");
    return remedies;
  }
}
