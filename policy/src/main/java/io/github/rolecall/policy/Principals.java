package io.github.rolecall.policy;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.List;

/**
 * A {@code Principal} or {@code NotPrincipal} element.
 *
 * @param negated whether it matches all principals except these
 */
public record Principals(boolean negated, List<Entry> entries) {

  /**
   * Returns the principal of an issuer's tokens: the ARN of its provider in an account, or the name
   * of a built-in provider.
   */
  public static String provider(String issuer, String partition, String account) {
    return Issuer.of(issuer).builtIn()
        ? issuer
        : "arn:" + partition + ":iam::" + account + Entry.PROVIDER + issuer;
  }

  /**
   * One principal.
   *
   * @param type {@code Federated}, {@code AWS}, {@code Service}; {@code *} for a bare asterisk
   */
  public record Entry(String type, String value) {
    private static final String PROVIDER = ":oidc-provider/";

    public boolean federated() {
      return LetterCase.same(type, "Federated");
    }

    /** Returns whether it is the ARN of a provider or a built-in provider, with any type. */
    public boolean namesProvider() {
      return value.contains(PROVIDER);
    }

    /** Returns the issuer without its scheme, as in the ARN; else the value itself. */
    public String provider() {
      int at = value.indexOf(PROVIDER);
      return at < 0 ? value : value.substring(at + PROVIDER.length());
    }

    public String account() {
      return part(4);
    }

    public String partition() {
      return part(1);
    }

    private String part(int number) {
      String[] parts = value.split(":", 6);
      return parts.length == 6 ? parts[number] : "";
    }

    /**
     * Returns whether it matches a token of that issuer. A bare {@code *} matches everyone. Whether
     * {@code "AWS": "*"} also matches callers outside AWS has not been measured.
     */
    TriState matches(Request request) {
      if (type.equals("*")) {
        return TriState.TRUE;
      }
      if (value.equals("*") && (federated() || LetterCase.same(type, "AWS"))) {
        return TriState.UNKNOWN;
      }
      if (federated() && Unresolved.has(value)) {
        return partly(request);
      }
      if (!federated() || !provider().equals(request.issuerName())) {
        return TriState.FALSE;
      }
      return TriState.of(
          namesProvider()
              ? request.role().filter(role -> !here(role)).isEmpty()
              : Issuer.of(value).builtIn());
    }

    /** The same for the ARN of a provider that contains an unresolved part of a template. */
    private TriState partly(Request request) {
      boolean possible =
          request
              .role()
              .map(
                  role ->
                      Unresolved.pattern(value)
                          .matches(
                              Principals.provider(
                                  request.issuerName(), role.partition(), role.account())))
              .orElseGet(
                  () ->
                      !namesProvider()
                          || Unresolved.pattern(provider()).matches(request.issuerName()));
      // Without a role, the account is the one that the policy names.
      boolean certain = request.role().isEmpty() && namesProvider() && !Unresolved.has(provider());
      return possible && !certain ? TriState.UNKNOWN : TriState.of(possible);
    }

    private boolean here(RoleArn role) {
      return role.account().equals(account()) && role.partition().equals(partition());
    }
  }

  TriState matches(Request request) {
    TriState listed = TriState.any(entries.stream().map(entry -> entry.matches(request)));
    return negated ? listed.not() : listed;
  }
}
