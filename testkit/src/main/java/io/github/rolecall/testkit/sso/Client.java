package io.github.rolecall.testkit.sso;

import java.time.Instant;
import java.util.List;

/**
 * A registered client.
 *
 * @param grantTypes the requested grant types; empty for a client of the device flow
 * @param redirectUris the redirect URIs, without a port
 * @param scopes the scopes; a client without scopes gets no refresh token
 */
record Client(
    String id,
    String secret,
    Instant expires,
    List<String> grantTypes,
    List<String> redirectUris,
    List<String> scopes) {

  /**
   * Whether the client may use a grant type. A client without grant types may use the device flow
   * only.
   */
  boolean mayUse(String grantType) {
    return grantTypes.isEmpty()
        ? grantType.equals(Oidc.DEVICE_CODE) || grantType.equals(Oidc.REFRESH_TOKEN)
        : grantTypes.contains(grantType);
  }
}
