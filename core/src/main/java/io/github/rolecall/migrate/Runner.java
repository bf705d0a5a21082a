package io.github.rolecall.migrate;

import io.github.rolecall.config.PlacedYaml;
import io.github.rolecall.config.PlacedYaml.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a job runs, as its {@code runs-on} and its matrix say. */
final class Runner {
  private static final Pattern STANDARD = Pattern.compile("ubuntu-(latest|\\d\\d\\.\\d\\d)(-arm)?");
  private static final Pattern NOT_LINUX =
      Pattern.compile("(^|[^a-z])(windows|win(?=[^a-z]|$)|macos|mac(?=[^a-z]|$)|osx)");
  private static final Pattern MATRIX = Pattern.compile("\\$\\{\\{\\s*matrix\\.([\\w.-]+)\\s*}}");

  private final PlacedYaml job;

  Runner(PlacedYaml job) {
    this.job = job;
  }

  /** What keeps the job from running a container action, or may; nothing if it surely can. */
  Optional<Note> note(int line) {
    List<String> labels = labels();
    String shown = String.join(", ", labels);
    if (labels.stream().anyMatch(Runner::isNotLinux)) {
      return Optional.of(new Note(NoteKind.NOT_LINUX, line, shown));
    }
    if (labels.stream().anyMatch("ubuntu-slim"::equalsIgnoreCase)) {
      return Optional.of(new Note(NoteKind.WITHOUT_DOCKER, line, shown));
    }
    if (labels.isEmpty() || labels.stream().anyMatch(Runner::isOpen)) {
      return Optional.of(new Note(NoteKind.RUNNER_UNKNOWN, line, shown));
    }
    return labels.stream().allMatch(label -> STANDARD.matcher(lower(label)).matches())
        ? Optional.empty()
        : Optional.of(new Note(NoteKind.RUNNER_OF_YOUR_OWN, line, shown));
  }

  private static boolean isNotLinux(String label) {
    return !isOpen(label) && NOT_LINUX.matcher(lower(label)).find();
  }

  /** As GitHub compares labels. */
  private static String lower(String label) {
    return label.toLowerCase(Locale.ROOT);
  }

  private static boolean isOpen(String label) {
    return label.contains("${{");
  }

  /** As they are written; an expression that is not a matrix's stays one. */
  private List<String> labels() {
    var labels = new ArrayList<String>();
    job.get("runs-on").ifPresent(runsOn -> collect(runsOn, labels));
    return labels.stream().distinct().toList();
  }

  private void collect(PlacedYaml runsOn, List<String> labels) {
    if (runsOn instanceof Scalar label) {
      labels.addAll(resolved(label.value().strip()));
    }
    for (PlacedYaml item : runsOn.items()) {
      if (item instanceof Scalar label) {
        labels.addAll(resolved(label.value().strip()));
      }
    }
    runsOn.get("group").ifPresent(group -> collect(group, labels));
    runsOn.get("labels").ifPresent(more -> collect(more, labels));
  }

  /** All values that the matrix gives, or the text itself. */
  private List<String> resolved(String label) {
    Matcher expression = MATRIX.matcher(label);
    if (!expression.find()) {
      return List.of(label);
    }
    List<String> values = new MatrixValues(job).of(expression.group(1));
    return values.isEmpty()
        ? List.of(label)
        : values.stream().map(value -> expression.replaceFirst(literal(value))).toList();
  }

  private static String literal(String value) {
    return Matcher.quoteReplacement(value);
  }
}
