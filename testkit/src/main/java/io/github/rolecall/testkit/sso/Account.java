package io.github.rolecall.testkit.sso;

import java.util.List;

/**
 * An account to which the user of the access portal is assigned.
 *
 * @param roles the names of its permission sets
 */
public record Account(String id, String name, String email, List<String> roles) {

  public Account {
    roles = List.copyOf(roles);
  }
}
