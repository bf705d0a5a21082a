package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import java.util.ArrayList;
import java.util.List;

/**
 * The session tags that a CI system has values for.
 *
 * @param first says which CI system it is
 * @param kept are always sent
 * @param droppable go when the session is too large
 */
record RunTags(SessionTag first, List<RunVariable> kept, List<RunVariable> droppable) {

  /** Tags of variables, as {@link RunVariable#all} reads them. */
  static RunTags of(String key, String value, String kept, String droppable) {
    return new RunTags(
        new SessionTag(key, value, false), RunVariable.all(kept), RunVariable.all(droppable));
  }

  /** Those whose variables are set. */
  List<SessionTag> of(Host host) {
    var tags = new ArrayList<>(List.of(first));
    kept.forEach(each -> add(tags, host, each, false));
    droppable.forEach(each -> add(tags, host, each, true));
    return tags;
  }

  private static void add(List<SessionTag> tags, Host host, RunVariable each, boolean droppable) {
    each.value(host)
        .ifPresent(text -> tags.add(SessionTag.sanitized(each.name(), text, droppable)));
  }
}
