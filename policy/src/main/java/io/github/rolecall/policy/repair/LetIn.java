package io.github.rolecall.policy.repair;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Builds jobs that a policy allows today from its own values, for this and for other issuers. */
record LetIn(TrustPolicy policy, Request request) {
  /** The number of values per condition that get a witness. */
  private static final int MOST = 40;

  Set<Witness> all() {
    var all = new LinkedHashSet<Witness>();
    policy.statements().stream()
        .filter(Statement::allow)
        .forEach(
            statement -> issuers(statement).forEach(issuer -> all.addAll(of(statement, issuer))));
    all.removeIf(one -> one.today() != TriState.TRUE);
    return all;
  }

  private static Set<String> issuers(Statement statement) {
    var issuers = new LinkedHashSet<String>();
    statement.principals().entries().stream()
        .filter(Principals.Entry::federated)
        .forEach(entry -> issuers.add(entry.provider()));
    return issuers;
  }

  /** The first value of each condition, and each other value in turn. */
  private List<Witness> of(Statement statement, String issuer) {
    List<Condition> own = statement.conditions().stream().filter(one -> isOn(one, issuer)).toList();
    var all = new ArrayList<Witness>();
    var first = new LinkedHashMap<String, String>();
    own.forEach(one -> first.putIfAbsent(claim(one, issuer), value(one, 0)));
    all.add(witness(issuer, first));
    for (Condition condition : own) {
      for (int i = 1; i < Math.min(MOST, condition.expected().size()); i++) {
        var values = new LinkedHashMap<>(first);
        values.put(claim(condition, issuer), value(condition, i));
        all.add(witness(issuer, values));
      }
    }
    return all;
  }

  private static boolean isOn(Condition condition, String issuer) {
    return condition.positive()
        && !condition.expected().isEmpty()
        && condition
            .key()
            .toLowerCase(Locale.ROOT)
            .startsWith(issuer.toLowerCase(Locale.ROOT) + ":");
  }

  private static String claim(Condition condition, String issuer) {
    return condition.key().substring(issuer.length() + 1);
  }

  private static String value(Condition condition, int number) {
    return condition.expected().get(number);
  }

  private Witness witness(String issuer, Map<String, String> values) {
    boolean ours = issuer.equals(request.issuerName());
    var claims = new LinkedHashMap<String, JsonValue>();
    if (ours) {
      claims.putAll(request.claims().all().members());
    } else {
      claims.put("sub", JsonValue.of("somebody"));
      claims.put("aud", JsonValue.of(request.claims().audience().orElse("sts.amazonaws.com")));
    }
    claims.put("iss", JsonValue.of("https://" + issuer));
    String subject = values.getOrDefault("sub", request.claims().subject());
    new OtherIds(request.issuer())
        .of(request.claims().subject(), subject)
        .forEach((name, id) -> claims.computeIfPresent(name, (key, old) -> JsonValue.of(id)));
    values.forEach((name, value) -> claims.put(name, JsonValue.of(Runs.another(value))));
    boolean named = values.values().stream().noneMatch(Condition::hasWildcard);
    boolean limited = values.keySet().stream().anyMatch(name -> !name.equals("aud"));
    return Witness.of(
        named && (limited || !ours) ? Witness.Kind.NAMED : Witness.Kind.MATCHED,
        policy,
        request.of(new Claims(JsonValue.object(claims))));
  }
}
