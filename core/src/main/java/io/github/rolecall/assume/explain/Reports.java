package io.github.rolecall.assume.explain;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.text.PlainText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code explain} says of all roles of a run.
 *
 * @param all at least one; if there are several, each has a name
 */
public record Reports(List<Report> all) {
  /** The worst first: one role that is refused fails the run. */
  private static final List<Verdict> WORST =
      List.of(Verdict.DENIED, Verdict.UNKNOWN, Verdict.ALLOWED);

  /** Of several roles the worst, as a run hands on all credentials or none. */
  public Verdict verdict() {
    return all.stream()
        .map(report -> report.explanation().verdict())
        .min(Comparator.comparing(WORST::indexOf))
        .orElse(Verdict.UNKNOWN);
  }

  /** 0: AWS would allow it; 3: it would refuse; 4: that cannot be known here. */
  public int exitCode() {
    return switch (verdict()) {
      case ALLOWED -> 0;
      case DENIED -> 3;
      case UNKNOWN -> 4;
    };
  }

  /** For people; nothing in it can be taken for a command of a CI system. */
  public String text() {
    return all.stream()
        .map(role -> (role.name().isEmpty() ? "" : "Role " + role.name() + "\n\n") + role.text())
        .collect(Collectors.joining("\n"));
  }

  /** For scripts; of several roles, with each under its name. */
  public String json() {
    Map<String, @Nullable Object> json = all.get(0).explanation().json();
    if (!all.get(0).name().isEmpty()) {
      var roles = new LinkedHashMap<String, @Nullable Object>();
      all.forEach(report -> roles.put(report.name(), report.explanation().json()));
      json = new LinkedHashMap<>();
      json.put("verdict", verdict().text());
      json.put("roles", roles);
    }
    return PlainText.harmless(JsonWriter.indented(json)) + "\n";
  }
}
