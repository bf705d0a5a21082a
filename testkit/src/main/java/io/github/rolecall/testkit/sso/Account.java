package io.github.rolecall.testkit.sso;

import java.util.List;

/**
 * An account that the user of the portal may use.
 *
 * @param roles the names of its permission sets
 */
public record Account(String id, String name, String email, List<String> roles) {

  /** Copies the list. */
  public Account {
    roles = List.copyOf(roles);
  }
}
