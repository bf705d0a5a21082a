package io.github.rolecall.migrate;

import io.github.rolecall.config.PlacedYaml;
import io.github.rolecall.config.PlacedYaml.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where expressions read an output of a step that the step will not have. */
final class OutputReads {
  /** Those of the action; a step with several roles has them with a name before each. */
  static final List<String> OUTPUTS =
      List.of(
          "aws-account-id",
          "authenticated-arn",
          "aws-access-key-id",
          "aws-secret-access-key",
          "aws-session-token",
          "aws-expiration");

  private OutputReads() {}

  /**
   * The notes of a job or a composite action.
   *
   * @param ids of the steps that use the action
   */
  static List<Note> unknown(PlacedYaml whole, Set<String> ids) {
    var notes = new ArrayList<Note>();
    Set<PlacedYaml> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var ahead = new ArrayDeque<PlacedYaml>(List.of(whole));
    while (!ids.isEmpty() && !ahead.isEmpty()) {
      PlacedYaml part = ahead.pop();
      if (seen.add(part)) {
        ahead.addAll(part.items());
        ahead.addAll(part.entries().values());
        if (part instanceof Scalar text) {
          look(text, ids, notes);
        }
      }
    }
    return notes;
  }

  private static final Pattern READ =
      Pattern.compile("\\bsteps\\.([\\w-]{1,100})\\.outputs\\.([\\w-]{1,100})");

  private static void look(Scalar text, Set<String> ids, List<Note> notes) {
    Matcher read = READ.matcher(text.value());
    while (read.find()) {
      if (ids.contains(read.group(1)) && !OUTPUTS.contains(read.group(2))) {
        notes.add(new Note(NoteKind.OUTPUT_UNKNOWN, text.line(), read.group(2)));
      }
    }
  }
}
