package io.github.rolecall.testkit.ci;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The visible output of a job: lines and annotations. Each is masked with the secrets that were
 * known when it was printed.
 */
final class Transcript {

  private final boolean debugging;
  private final Masks masks = new Masks();
  private final List<String> visible = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  Transcript(boolean debugging) {
    this.debugging = debugging;
  }

  void hide(String secret) {
    masks.add(secret);
  }

  String masked(String text) {
    return masks.mask(text);
  }

  void print(String text) {
    visible.add(masks.mask(text));
  }

  void debug(String text) {
    if (debugging) {
      print("##[debug]" + text);
    }
  }

  void error(String text) {
    annotate(errors, "##[error]", text);
  }

  void warning(String text) {
    annotate(warnings, "##[warning]", text);
  }

  void notice(String text) {
    annotate(notices, "##[notice]", text);
  }

  private void annotate(List<String> annotations, String tag, String text) {
    annotations.add(masks.mask(text));
    print(tag + text);
  }

  String visible() {
    return visible.isEmpty() ? "" : String.join("\n", visible) + "\n";
  }

  Set<String> masks() {
    return masks.all();
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  List<String> notices() {
    return List.copyOf(notices);
  }
}
