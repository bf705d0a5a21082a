package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import java.util.ArrayList;
import java.util.List;

/** Collects session tags from what a CI system says of the run. */
final class RunTags {
  private final Host host;
  private final List<SessionTag> tags = new ArrayList<>();

  /** Starts with the tag that says which CI system it is. */
  RunTags(Host host, String key, String value) {
    this.host = host;
    tags.add(new SessionTag(key, value, false));
  }

  /** The value of the variable, if it is set; the tag is always sent. */
  RunTags kept(String key, String variable) {
    return add(key, variable, false);
  }

  /** The value of the variable, if it is set; the tag goes when the session is too large. */
  RunTags droppable(String key, String variable) {
    return add(key, variable, true);
  }

  private RunTags add(String key, String variable, boolean droppable) {
    host.variable(variable)
        .ifPresent(value -> tags.add(SessionTag.sanitized(key, value, droppable)));
    return this;
  }

  List<SessionTag> all() {
    return tags;
  }
}
