package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sso.IdentityCenter;
import io.github.rolecall.testkit.sso.OidcError;
import io.github.rolecall.testkit.sso.PortalError;
import io.github.rolecall.testkit.sts.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Routes requests to the operations of IAM Identity Center by method and path. */
record SsoRoutes(IdentityCenter center) {

  Optional<Operation> route(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "POST /client/register" -> oidc("RegisterClient", request, center::register);
      case "POST /device_authorization" ->
          oidc("StartDeviceAuthorization", request, center::startDeviceAuthorization);
      case "POST /token" -> oidc("CreateToken", request, center::createToken);
      case "GET /authorize" -> portal("Authorize", request, center::authorize);
      case "GET /device" -> portal("Device", request, center::device);
      case "GET /assignment/accounts" -> portal("ListAccounts", request, center::listAccounts);
      case "GET /assignment/roles" -> portal("ListAccountRoles", request, center::listAccountRoles);
      case "GET /federation/credentials" ->
          portal("GetRoleCredentials", request, center::getRoleCredentials);
      case "POST /logout" -> portal("Logout", request, center::logout);
      default -> Optional.empty();
    };
  }

  private static Optional<Operation> oidc(
      String name, Request request, Function<Request, Response> operation) {
    return Optional.of(
        new Operation(
            name,
            IdentityCenter.redacted(request),
            OidcError::response,
            () -> operation.apply(request)));
  }

  private static Optional<Operation> portal(
      String name, Request request, Function<Request, Response> operation) {
    Map<String, String> query = new LinkedHashMap<>(Parameters.decode(request.query()).values());
    return Optional.of(
        new Operation(name, query, PortalError::response, () -> operation.apply(request)));
  }
}
