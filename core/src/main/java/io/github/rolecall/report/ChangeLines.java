package io.github.rolecall.report;

import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.report.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Formats a policy that allows the job: what changes, and the whole policy to paste. */
record ChangeLines(Lines lines) {
  /** The number of unchanged lines around a changed one. */
  private static final int CONTEXT = 2;

  private static final Proposal.Line LEFT_OUT = new Proposal.Line(Proposal.Mark.SAME, "...");

  void add(Change change) {
    if (!change.lines().isEmpty()) {
      lines.gap().line(Style.BOLD.of("What changes in the policy"));
      hunks(change.lines()).forEach(line -> lines.line(marked(line)));
    }
    lines.gap().line(Style.BOLD.of(change.title() + ":"));
    change.document().lines().forEach(line -> lines.line(Style.plain(line)));
  }

  /** The changed lines and their context, with dots in place of the others. */
  static List<Proposal.Line> hunks(List<Proposal.Line> all) {
    var shown = new ArrayList<Proposal.Line>();
    int next = 0;
    for (int i = 0; i < all.size(); i++) {
      if (isNear(all, i)) {
        if (i > next) {
          shown.add(LEFT_OUT);
        }
        shown.add(all.get(i));
        next = i + 1;
      }
    }
    if (next < all.size()) {
      shown.add(LEFT_OUT);
    }
    return shown;
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
