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
 * Where and how to sign in to IAM Identity Center.
 *
 * @param name of the {@code [sso-session]} section; empty for the legacy form, in a profile
 * @param scopes as the section has them; empty when it has none
 * @param oidc the address of SSO OIDC, without a path
 * @param portal the address of the access portal, without a path
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

  /** What a person calls it. */
  public String label() {
    return name.orElse(startUrl);
  }

  /** The name of the file of the token, as the AWS CLI has it. */
  String tokenKey() {
    return sha1(name.orElse(startUrl));
  }

  /** The name of the file of the client, as the AWS CLI has it. */
  String registrationKey() {
    var key = new TreeMap<String, @Nullable Object>();
    key.put("tool", "botocore");
    key.put("startUrl", startUrl);
    key.put("region", region);
    key.put("scopes", name.isEmpty() || scopes.isEmpty() ? null : scopes);
    key.put("session_name", name.orElse(null));
    return sha1(PythonJson.of(key));
  }

  /** Scopes to ask for when a browser is used. */
  List<String> scopesOrStandard() {
    return scopes.isEmpty() ? List.of(STANDARD_SCOPE) : scopes;
  }

  /** Not for safety: it is how the AWS CLI names its files. */
  private static String sha1(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
