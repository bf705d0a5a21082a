package io.github.rolecall.action;

import static java.util.stream.Collectors.joining;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.migrate.Level;
import io.github.rolecall.migrate.MigratedFile;
import io.github.rolecall.migrate.Migration;
import io.github.rolecall.migrate.Note;
import io.github.rolecall.migrate.NoteKind;
import io.github.rolecall.text.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a migration, for people and for scripts. */
final class MigrationReport {
  private static final Map<Level, String> TITLES =
      new EnumMap<>(
          Map.of(
              Level.STAYS, "Not changed",
              Level.CHECK, "Check",
              Level.INFO, "Not checked"));

  private final Migration migration;
  private final Path from;

  MigrationReport(Migration migration, Path from) {
    this.migration = migration;
    this.from = from.toAbsolutePath().normalize();
  }

  /** Returns the path relative to the current folder if it is inside. */
  private String name(Path path) {
    return path.startsWith(from) ? from.relativize(path).toString() : path.toString();
  }

  String diff() {
    return migration.files().stream()
        .filter(MigratedFile::isChanged)
        .map(file -> file.diff(name(file.path()).replace('\\', '/')))
        .collect(joining());
  }

  String text(boolean written) {
    var text = new StringBuilder();
    for (Level level : Level.values()) {
      Map<NoteKind, List<String>> kinds = places(level);
      if (!kinds.isEmpty()) {
        text.append(TITLES.get(level)).append(":\n");
      }
      kinds.forEach(
          (kind, places) -> {
            text.append("  ").append(kind.reason()).append('\n');
            places.forEach(place -> text.append("    ").append(place).append('\n'));
            text.append("    What to do: ").append(kind.remedy()).append('\n');
            text.append("    More: ").append(kind.documentation()).append('\n');
          });
    }
    if (!migration.unreadable().isEmpty()) {
      text.append("Not readable:\n");
    }
    migration
        .unreadable()
        .forEach((path, reason) -> text.append("  " + line(name(path) + ": " + reason) + "\n"));
    return text.append(summary(written)).append('\n').toString();
  }

  private Map<NoteKind, List<String>> places(Level level) {
    var kinds = new EnumMap<NoteKind, List<String>>(NoteKind.class);
    for (MigratedFile file : migration.files()) {
      for (Note note : file.notes()) {
        if (note.kind().level() == level) {
          String place = name(file.path()) + ":" + note.line();
          kinds
              .computeIfAbsent(note.kind(), kind -> new ArrayList<>())
              .add(line(note.detail().isEmpty() ? place : place + "  " + note.detail()));
        }
      }
    }
    return kinds;
  }

  private static String line(String text) {
    return PlainText.harmless(text.replace('\n', ' '));
  }

  private String summary(boolean written) {
    int all = migration.uses();
    int changed = migration.changed();
    if (all == 0) {
      return "No use of aws-actions/configure-aws-credentials in %d workflows and actions."
          .formatted(migration.looked());
    }
    long files = migration.files().stream().filter(MigratedFile::isChanged).count();
    String done = written ? "%d changed in %d files" : "%d can be changed in %d files";
    return ("Uses of aws-actions/configure-aws-credentials: %d in %d workflows and actions; "
                + done)
            .formatted(all, migration.looked(), changed, files)
        + ", %d stay.".formatted(all - changed)
        + (written || changed == 0 ? "" : " Run it again with --write to change them.");
  }

  String json(boolean written) {
    var json = new LinkedHashMap<String, Object>();
    json.put("uses", migration.uses());
    json.put("changed", migration.changed());
    json.put("written", written);
    json.put("files", migration.files().stream().map(this::file).toList());
    var unreadable = new LinkedHashMap<String, String>();
    migration.unreadable().forEach((path, reason) -> unreadable.put(name(path), reason));
    json.put("unreadable", unreadable);
    return JsonWriter.indented(json) + "\n";
  }

  private Map<String, Object> file(MigratedFile file) {
    var json = new LinkedHashMap<String, Object>();
    json.put("path", name(file.path()));
    json.put("uses", file.uses());
    json.put("changed", file.changed());
    json.put("notes", file.notes().stream().map(MigrationReport::note).toList());
    return json;
  }

  private static Map<String, Object> note(Note note) {
    var json = new LinkedHashMap<String, Object>();
    json.put("code", note.kind().code());
    json.put("level", note.kind().level().name().toLowerCase(Locale.ROOT));
    json.put("line", note.line());
    json.put("detail", note.detail());
    json.put("reason", note.kind().reason());
    json.put("remedy", note.kind().remedy());
    json.put("documentation", note.kind().documentation());
    return json;
  }
}
