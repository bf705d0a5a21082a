package io.github.rolecall.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A generator of random trust policies and claims, whose parts match often. */
final class RandomPolicies {
  static final String ISSUER = "token.actions.githubusercontent.com";
  static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/" + ISSUER;
  private static final List<String> BASIC =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase",
          "StringLike",
          "StringNotLike",
          "ArnLike",
          "ArnNotLike",
          "Bool");
  private static final List<String> VALUES =
      List.of(
          "repo:acme/shop:ref:refs/heads/main",
          "repo:acme/shop:*",
          "repo:ACME/shop:*",
          "repo:acme/*",
          "*",
          "?",
          "sts.amazonaws.com",
          "prod",
          "true",
          "false",
          "arn:aws:iam::*:role/x",
          "");
  static final List<String> KEYS =
      List.of(
          ISSUER + ":sub",
          ISSUER + ":AUD",
          ISSUER + ":environment",
          ISSUER + ":amr",
          ISSUER + ":event_name",
          "gitlab.com:sub",
          "sts:RoleSessionName",
          "sts:SourceIdentity",
          "aws:TagKeys");

  private final Random random;

  RandomPolicies(long seed) {
    this.random = new Random(seed);
  }

  private <T> T one(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean now(int outOfTen) {
    return random.nextInt(10) < outOfTen;
  }

  String operator() {
    if (now(1)) {
      return "Null";
    }
    String prefix = now(2) ? "ForAnyValue:" : now(2) ? "ForAllValues:" : "";
    return prefix + one(BASIC) + (now(2) ? "IfExists" : "");
  }

  List<String> values() {
    var values = new ArrayList<String>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.add(one(VALUES));
    }
    return values;
  }

  Map<String, Object> statement(boolean allow) {
    var conditions = new LinkedHashMap<String, Map<String, Object>>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String operator = operator();
      conditions
          .computeIfAbsent(operator, name -> new LinkedHashMap<>())
          .put(one(KEYS), operator.equals("Null") ? List.of(now(5) ? "true" : "false") : values());
    }
    var statement = new LinkedHashMap<String, Object>();
    statement.put("Effect", allow ? "Allow" : "Deny");
    statement.put("Principal", now(1) ? "*" : Map.of("Federated", now(9) ? PROVIDER : "x"));
    statement.put("Action", now(8) ? "sts:AssumeRoleWithWebIdentity" : "STS:*WithSAML");
    statement.put("Condition", conditions);
    return statement;
  }

  List<Map<String, Object>> statements() {
    var statements = new ArrayList<Map<String, Object>>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statements.add(statement(now(8)));
    }
    return statements;
  }

  Map<String, Object> claims() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("iss", "https://" + ISSUER);
    claims.put("aud", now(9) ? "sts.amazonaws.com" : "prod");
    claims.put("sub", now(7) ? "repo:acme/shop:ref:refs/heads/main" : "repo:acme/shop:x");
    claims.put("event_name", "push");
    if (now(5)) {
      claims.put("environment", one(List.of("prod", "true", "Prod")));
    }
    if (now(5)) {
      claims.put("amr", now(5) ? List.of("prod", "x") : List.of("prod"));
    }
    return claims;
  }
}
