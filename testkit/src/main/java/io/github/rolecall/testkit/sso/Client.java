package io.github.rolecall.testkit.sso;

import java.time.Instant;
import java.util.List;

/**
 * A client that was registered.
 *
 * @param grantTypes those it asked for; empty for a client of the device flow
 * @param redirectUris as registered, without a port
 * @param scopes empty for a client that was registered without any, which gets no refresh token
 */
record Client(
    String id,
    String secret,
    Instant expires,
    List<String> grantTypes,
    List<String> redirectUris,
    List<String> scopes) {

  /** Whether it may use the grant: without a list, the device flow only. */
  boolean mayUse(String grantType) {
    return grantTypes.isEmpty()
        ? grantType.equals(Oidc.DEVICE_CODE) || grantType.equals(Oidc.REFRESH_TOKEN)
        : grantTypes.contains(grantType);
  }
}
