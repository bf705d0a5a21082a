package io.github.rolecall.aws.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How to sign in to IAM Identity Center.
 *
 * @param name name of the {@code [sso-session]} section; empty for the legacy form, in a profile
 * @param scopes scopes of the section; empty when it has none
 * @param oidc address of SSO OIDC, without a path
 * @param portal address of the access portal, without a path
 */
public record SsoSession(
    Optional<String> name,
    String startUrl,
    String region,
    List<String> scopes,
    URI oidc,
    URI portal) {

  static final String STANDARD_SCOPE = "sso:account:access";

  /** Copies the list. */
  public SsoSession {
    scopes = List.copyOf(scopes);
  }

  /** Returns the name to show to the user. */
  public String label() {
    return name.orElse(startUrl);
  }

  /** Returns the name of the token file, as in the AWS CLI. */
  String tokenKey() {
    return sha1(name.orElse(startUrl));
  }

  /** Returns the name of the client file, as in the AWS CLI. */
  String registrationKey() {
    var key = new TreeMap<String, @Nullable Object>();
    key.put("tool", "botocore");
    key.put("startUrl", startUrl);
    key.put("region", region);
    key.put("scopes", name.isEmpty() || scopes.isEmpty() ? null : scopes);
    key.put("session_name", name.orElse(null));
    return sha1(PythonJson.of(key));
  }

  /** Returns the scopes to request in a browser sign-in. */
  List<String> scopesOrStandard() {
    return scopes.isEmpty() ? List.of(STANDARD_SCOPE) : scopes;
  }

  /** SHA-1 protects nothing here: the AWS CLI names its files by it. */
  private static String sha1(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
