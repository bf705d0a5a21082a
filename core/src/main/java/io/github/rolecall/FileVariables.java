package io.github.rolecall;

import java.util.Map;

/** Environment variables that a file sets for one run, and for nobody who comes after it. */
public record FileVariables(Map<String, String> values) {

  /** The same world with these variables before its own. */
  public Host in(Host host) {
    Host with = host;
    for (Map.Entry<String, String> variable : values.entrySet()) {
      with = with.with(variable.getKey(), variable.getValue());
    }
    return with;
  }

  /** Without values: a proxy can have a password in it. */
  @Override
  public String toString() {
    return "FileVariables[" + values.size() + "]";
  }
}
