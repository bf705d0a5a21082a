package io.github.rolecall.report;

import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.report.Change;
import java.util.List;
import java.util.stream.IntStream;

/** A policy that lets the job in: what changes, and the whole of it, to be pasted. */
record ChangeLines(Lines lines) {
  /** So many lines around one that changes. */
  private static final int CONTEXT = 2;

  void add(Change change) {
    if (!change.lines().isEmpty()) {
      lines.gap().line(Style.BOLD.of("What changes in the policy"));
      hunks(change.lines());
    }
    lines.gap().line(Style.BOLD.of(change.title() + ":"));
    change.document().lines().forEach(line -> lines.line(Style.plain(line)));
  }

  private void hunks(List<Proposal.Line> all) {
    int next = 0;
    for (int i = 0; i < all.size(); i++) {
      if (isNear(all, i)) {
        if (i > next) {
          lines.line("  ...");
        }
        lines.line(marked(all.get(i)));
        next = i + 1;
      }
    }
    if (next < all.size()) {
      lines.line("  ...");
    }
  }

  private static boolean isNear(List<Proposal.Line> all, int place) {
    return IntStream.rangeClosed(place - CONTEXT, place + CONTEXT)
        .filter(i -> i >= 0 && i < all.size())
        .anyMatch(i -> all.get(i).mark() != Proposal.Mark.SAME);
  }

  private static String marked(Proposal.Line line) {
    String text = Style.plain(line.text());
    return switch (line.mark()) {
      case SAME -> "  " + text;
      case REMOVED -> Style.BAD.of("- " + text);
      case ADDED -> Style.GOOD.of("+ " + text);
    };
  }
}
