package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A token that an Azure Pipelines job requests; its audience is always the same. */
record AzureToken() implements JobToken {
  /** Microsoft documents 7.1 and, elsewhere, 7.1-preview.1. */
  private static final String VERSION = "ROLECALL_AZURE_API_VERSION";

  private static final String CONNECTION = "ROLECALL_AZURE_SERVICE_CONNECTION";
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]{1,64}");
  private static final TokenEndpoint ENDPOINT =
      new TokenEndpoint(
          "Azure Pipelines",
          "oidcToken",
          "SYSTEM_OIDCREQUESTURI",
          "SYSTEM_ACCESSTOKEN",
          Remedy.all(
              "Check that the job may use its access token. If you set a service"
                  + " connection with "
                  + CONNECTION
                  + ", check that this pipeline may use it.",
              "If Azure Pipelines rejects the API version, set another one: "
                  + VERSION
                  + "=7.1-preview.1"));

  @Override
  public List<String> variables() {
    return ENDPOINT.variables();
  }

  @Override
  public Optional<String> missing(Host host) {
    return ENDPOINT.missing(host);
  }

  @Override
  public IdentityToken get(Host host, Optional<String> audience, Network network) {
    String connection =
        host.variable(CONNECTION)
            .map(id -> "&serviceConnectionId=" + plain(CONNECTION, id))
            .orElse("");
    String query =
        "api-version=" + plain(VERSION, host.variable(VERSION).orElse("7.1")) + connection;
    var json = Map.of("Content-Type", "application/json");
    IdentityToken token =
        ENDPOINT.ask(host, ENDPOINT.request(host, query, "Bearer ", json, network).by("POST"));
    return PreissuedToken.checked(token, audience, "");
  }

  private static String plain(String name, String value) {
    return TokenEndpoint.matching(PLAIN, "letters, digits, dots and hyphens", name, value);
  }
}
