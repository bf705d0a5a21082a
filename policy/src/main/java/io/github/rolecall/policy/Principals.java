package io.github.rolecall.policy;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.List;

/**
 * A {@code Principal} or {@code NotPrincipal} element.
 *
 * @param negated whether everybody but these is meant
 */
public record Principals(boolean negated, List<Entry> entries) {

  /** The bearer of a token of an issuer: its provider in an account, or a built-in one's name. */
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

    /** A provider's ARN or one of the providers that AWS has built in, wherever it stands. */
    public boolean namesProvider() {
      return value.contains(PROVIDER);
    }

    /** The issuer without its scheme, as an ARN has it; else the value itself. */
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
     * Whether this is the bearer of a token of that issuer. A bare {@code *} is everybody; whether
     * {@code "AWS": "*"} is too, for callers that are not of AWS, nobody has measured.
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

    /** The same for a provider's ARN that a template has not filled in. */
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
      // Without a role, it is one in whatever account the policy names.
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
