package io.github.rolecall.action;

import io.github.rolecall.Assumed;
import io.github.rolecall.Console;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.HandOn;
import io.github.rolecall.export.CommandFile;
import io.github.rolecall.export.Exporter;
import java.util.List;

/** What the page of the job says: who was assumed, until when, and where the credentials went. */
final class JobSummary {
  private final CommandFile file;
  private final Console console;

  JobSummary(CommandFile file, Console console) {
    this.file = file;
    this.console = console;
  }

  /** Tells it at the very end, as only then it is true; that it cannot be told fails no run. */
  void write(Assumed assumed, HandOn handOn, List<String> places) {
    // The runner hides it here too, but only what it was told before the file is read.
    String who = handOn.maskIdentity() ? "(hidden)" : assumed.identity().arn();
    var text = new StringBuilder("### AWS credentials\n\n| | |\n|---|---|\n");
    row(text, "Assumed", "`" + plain(who) + "`");
    assumed.credentials().expires().ifPresent(at -> row(text, "Valid until", at.toString()));
    row(text, "Region", assumed.region());
    places.forEach(place -> row(text, "Handed on to", plain(place)));
    try {
      file.append(text.append('\n').toString());
    } catch (CredentialsException e) {
      console.debug("No summary was written: " + e.problem().code());
    }
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  /** Without what Markdown or HTML would take for something else. */
  private static String plain(String text) {
    return text.replaceAll("[|`<>\\r\\n]", " ");
  }

  /** The same exporter, which also notes where it handed on to. */
  static Exporter noting(Exporter exporter, List<String> places) {
    return assumed -> {
      Exporter.Prepared prepared = exporter.prepare(assumed);
      return () -> {
        String place = prepared.commit();
        places.add(place);
        return place;
      };
    };
  }
}
