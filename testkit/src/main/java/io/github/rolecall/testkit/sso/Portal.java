package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulator of the access portal, API version 2019-06-10: ListAccounts, ListAccountRoles,
 * GetRoleCredentials and Logout.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/Welcome.html">IAM
 *     Identity Center portal API reference</a>
 */
final class Portal {
  private static final int LONGEST_PAGE = 1000;

  private final Settings settings;
  private final Sessions sessions;
  private final List<Account> accounts;
  private final BiFunction<String, String, Map<String, Object>> credentials;

  Portal(
      Settings settings,
      Sessions sessions,
      List<Account> accounts,
      BiFunction<String, String, Map<String, Object>> credentials) {
    this.settings = settings;
    this.sessions = sessions;
    this.accounts = accounts;
    this.credentials = credentials;
  }

  Response listAccounts(Request request) {
    bearer(request);
    return page("accountList", accounts, Portal::shown, Parameters.decode(request.query()));
  }

  private static Map<String, Object> shown(Account account) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("accountId", account.id());
    shown.put("accountName", account.name());
    shown.put("emailAddress", account.email());
    return shown;
  }

  Response listAccountRoles(Request request) {
    bearer(request);
    Parameters query = Parameters.decode(request.query());
    Account account = account(query);
    return page(
        "roleList",
        account.roles(),
        role -> Map.of("roleName", role, "accountId", account.id()),
        query);
  }

  Response getRoleCredentials(Request request) {
    bearer(request);
    Parameters query = Parameters.decode(request.query());
    String role = query.get("role_name").orElseThrow(Portal::missing);
    Account account = account(query);
    if (!account.roles().contains(role)) {
      throw new PortalError(403, "ForbiddenException", "No access");
    }
    return ok(Map.of("roleCredentials", credentials.apply(account.id(), role)));
  }

  Response logout(Request request) {
    sessions.end(bearer(request));
    return Response.of(200, "application/json", "");
  }

  private String bearer(Request request) {
    return request
        .headers()
        .first("x-amz-sso_bearer_token")
        .filter(sessions::isOpen)
        .orElseThrow(
            () ->
                new PortalError(
                    401, "UnauthorizedException", "Session token not found or invalid"));
  }

  private Account account(Parameters query) {
    String id = query.get("account_id").orElseThrow(Portal::missing);
    if (!id.matches("\\d{12}")) {
      throw new PortalError(400, "InvalidRequestException", "Invalid account id");
    }
    return accounts.stream()
        .filter(account -> account.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new PortalError(403, "ForbiddenException", "No access"));
  }

  private static PortalError missing() {
    return new PortalError(400, "InvalidRequestException", "A parameter is missing");
  }

  private <T> Response page(
      String name, List<T> all, Function<T, Map<String, Object>> shown, Parameters query) {
    int first = query.get("next_token").map(Portal::position).orElse(0);
    int wanted = query.get("max_result").map(Portal::number).orElse(settings.page);
    if (wanted < 1 || wanted > LONGEST_PAGE) {
      throw new PortalError(400, "InvalidRequestException", "Invalid max_result");
    }
    int last = Math.min(all.size(), first + Math.min(wanted, settings.page));
    List<Map<String, Object>> items = new ArrayList<>();
    all.subList(Math.min(first, all.size()), last).forEach(item -> items.add(shown.apply(item)));
    Map<String, Object> answer = new LinkedHashMap<>();
    if (last < all.size()) {
      answer.put("nextToken", "page+/=" + last);
    }
    answer.put(name, items);
    return ok(answer);
  }

  /** Page tokens contain characters that a query must escape. */
  private static int position(String token) {
    return Optional.of(token)
        .filter(text -> text.startsWith("page+/="))
        .map(text -> number(text.substring(7)))
        .orElseThrow(() -> new PortalError(400, "InvalidRequestException", "Invalid next_token"));
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new PortalError(400, "InvalidRequestException", "Not a number");
    }
  }

  private static Response ok(Map<String, Object> answer) {
    return Response.json(200, JsonMapper.shared().writeValueAsString(answer));
  }
}
