package io.github.rolecall.migrate;

import io.github.rolecall.config.PlacedYaml;
import io.github.rolecall.config.PlacedYaml.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The text of a workflow or a composite action, and what is to be changed in it. */
final class WorkflowFile {
  private final String text;
  private final Target target;
  private final List<Note> notes = new ArrayList<>();
  private final Map<Scalar, List<Edit>> edits = new LinkedHashMap<>();
  private final Set<Scalar> staying = Collections.newSetFromMap(new IdentityHashMap<>());
  private int uses;

  private WorkflowFile(String text, Target target) {
    this.text = text;
    this.target = target;
  }

  /**
   * Looks at a text.
   *
   * @throws IllegalArgumentException with a message that says where it is no YAML
   */
  static Examined examine(String text, Target target) {
    var file = new WorkflowFile(text, target);
    PlacedYaml whole = PlacedYaml.read(text);
    whole.get("jobs").ifPresent(jobs -> jobs.entries().values().forEach(file::job));
    whole.get("runs").ifPresent(runs -> file.steps(runs, whole, Optional.empty()));
    return file.examined();
  }

  private Examined examined() {
    staying.stream()
        .filter(edits::containsKey)
        .forEach(
            shared -> {
              edits.remove(shared);
              note(NoteKind.SHARED_BY_ANCHOR, shared.line(), "");
            });
    List<Edit> all = edits.values().stream().flatMap(List::stream).toList();
    return new Examined(uses, edits.size(), Edit.applied(text, all), List.copyOf(notes));
  }

  private void note(NoteKind kind, int line, String detail) {
    notes.add(new Note(kind, line, detail));
  }

  private void job(PlacedYaml job) {
    job.text("uses")
        .filter(called -> kind(called) == ReferenceKind.REMOTE_WORKFLOW)
        .ifPresent(called -> note(NoteKind.REMOTE_WORKFLOW, called.line(), called.value()));
    steps(job, job, Optional.of(new Runner(job)));
  }

  private static ReferenceKind kind(Scalar uses) {
    return ActionReference.of(uses.value().strip()).kind();
  }

  /** The steps of a job, or of a composite action, which has no runner of its own. */
  private void steps(PlacedYaml parent, PlacedYaml whole, Optional<Runner> runner) {
    var ids = new HashSet<String>();
    for (PlacedYaml step : parent.get("steps").map(PlacedYaml::items).orElse(List.of())) {
      Optional<Scalar> used = step.text("uses");
      if (used.isPresent() && use(step, used.get(), runner)) {
        step.text("id").ifPresent(id -> ids.add(id.value()));
      }
    }
    notes.addAll(OutputReads.unknown(whole, ids));
  }

  /** Whether the step uses the action. */
  private boolean use(PlacedYaml step, Scalar used, Optional<Runner> runner) {
    ActionReference reference = ActionReference.of(used.value().strip());
    switch (reference.kind()) {
      case ACTION -> action(step, used, reference, runner);
      case FORK -> note(NoteKind.FORK, used.line(), used.value());
      case LOCAL -> note(NoteKind.LOCAL_COPY, used.line(), used.value());
      case UNUSUAL -> note(NoteKind.UNUSUAL, used.line(), used.value());
      case EXPRESSION -> note(NoteKind.EXPRESSION, used.line(), "");
      case REMOTE_WORKFLOW, OTHER -> {}
    }
    return reference.kind() == ReferenceKind.ACTION;
  }

  private void action(
      PlacedYaml step, Scalar used, ActionReference reference, Optional<Runner> runner) {
    uses++;
    Optional<Note> place =
        runner.isEmpty()
            ? Optional.of(new Note(NoteKind.RUNNER_OF_THE_CALLER, used.line(), ""))
            : runner.get().note(used.line());
    place.ifPresent(notes::add);
    if (place.filter(note -> note.kind().level() == Level.STAYS).isPresent()) {
      staying.add(used);
      return;
    }
    Optional<VersionComment> comment = VersionComment.behind(text, used.end());
    notes.addAll(StepInputs.notes(step, reference.major(comment), used.line()));
    Optional<String> replacement = target.inPlaceOf(reference);
    int start = text.substring(used.start(), used.end()).lastIndexOf(used.value().strip());
    if (replacement.isEmpty()) {
      note(NoteKind.DIGEST_UNKNOWN, used.line(), "");
    } else if (!used.inline() || start < 0) {
      note(NoteKind.WRITTEN_IN_PARTS, used.line(), "");
    } else {
      int from = used.start() + start;
      var changes = new ArrayList<Edit>();
      changes.add(new Edit(from, from + used.value().strip().length(), replacement.get()));
      comment.ifPresent(version -> changes.add(version.edit(target)));
      edits.put(used, changes);
    }
  }
}
