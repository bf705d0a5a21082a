package io.github.rolecall.migrate;

import io.github.rolecall.config.PlacedYaml;
import io.github.rolecall.config.PlacedYaml.Scalar;
import io.github.rolecall.input.Restriction;
import io.github.rolecall.input.Switch;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be said of the inputs of a step. */
final class StepInputs {
  private static final Map<String, Input> KNOWN =
      Stream.of(Input.values())
          .filter(input -> input.frontEnds().contains(FrontEnd.ACTION))
          .collect(Collectors.toMap(Input::key, input -> input));

  /** Inputs whose effect is another one, each with the difference. */
  private static final Map<Input, String> DIFFERENT =
      Map.of(
          Input.AWS_PROFILE,
          "Rolecall writes the files to the runner's temporary folder, not to ~/.aws",
          Input.OVERWRITE_AWS_PROFILE,
          "Rolecall keeps comments and other sections of the files",
          Input.WEB_IDENTITY_TOKEN_FILE,
          "the container can access only files in the workspace and in the runner's"
              + " temporary folder",
          Input.USE_EXISTING_CREDENTIALS,
          "the account ids also apply to existing credentials",
          Input.UNSET_CURRENT_CREDENTIALS,
          "only a successful run unsets them",
          Input.SPECIAL_CHARACTERS_WORKAROUND,
          "it makes at most 30 calls",
          Input.HTTP_PROXY,
          "the proxy also applies to the token request",
          Input.RETRY_MAX_ATTEMPTS,
          "Rolecall retries only errors that can pass");

  private final Map<String, PlacedYaml> with;
  private final List<Note> notes = new ArrayList<>();

  private StepInputs(PlacedYaml step) {
    this.with = step.get("with").map(PlacedYaml::entries).orElse(Map.of());
  }

  /**
   * The notes of a step.
   *
   * @param major the version that it uses today, where that is known
   */
  static List<Note> notes(PlacedYaml step, OptionalInt major, int line) {
    var inputs = new StepInputs(step);
    inputs.with.forEach(inputs::look);
    if (major.isPresent() && major.getAsInt() <= 2) {
      inputs.lookAtOldDefaults(line);
    }
    return inputs.notes;
  }

  private void look(String written, PlacedYaml value) {
    String name = written.toLowerCase(Locale.ROOT);
    Optional<Input> input = Optional.ofNullable(KNOWN.get(name));
    if (input.isEmpty()) {
      unknown(name, value.line());
    }
    if (input.isPresent() && value instanceof Scalar text) {
      refusal(input.get(), text.value().strip())
          .or(() -> difference(input.get(), text.value().strip()))
          .ifPresent(
              found -> notes.add(new Note(found.kind(), value.line(), name + ": " + found.text())));
    }
  }

  private record Found(NoteKind kind, String text) {}

  private void unknown(String name, int line) {
    var restriction = new Restriction(name, KNOWN.keySet());
    String meant =
        (restriction.is() ? restriction.nearest() : Spelling.nearest(name, KNOWN.keySet()))
            .map(nearest -> " (did you mean " + nearest + "?)")
            .orElse("");
    notes.add(
        new Note(
            restriction.is() ? NoteKind.INPUT_RESTRICTS : NoteKind.INPUT_UNKNOWN,
            line,
            name + meant));
  }

  /** A value that is written out, and that cannot be meant. The value is not shown. */
  private static Optional<Found> refusal(Input input, String value) {
    boolean open = value.contains("${{") || value.isEmpty();
    Optional<String> expected =
        switch (input.kind()) {
          case FLAG -> expected(Switch.of(value).isPresent(), "true or false");
          case NUMBER -> expected(value.matches("\\d{1,9}"), "a number");
          case LIST ->
              input == Input.ALLOWED_ACCOUNT_IDS
                  ? expected(value.matches("\\d{12}(\\s*[,\\n]\\s*\\d{12})*"), "12 digits each")
                  : Optional.empty();
          case TEXT -> Optional.empty();
        };
    return expected.filter(text -> !open).map(text -> new Found(NoteKind.VALUE_REFUSED, text));
  }

  private static Optional<String> expected(boolean fits, String what) {
    return fits ? Optional.empty() : Optional.of("must be " + what);
  }

  private static Optional<Found> difference(Input input, String value) {
    boolean off = input.kind() == Input.Kind.FLAG && value.equalsIgnoreCase("false");
    if (input == Input.AUDIENCE && value.isEmpty()) {
      return Optional.of(
          new Found(
              NoteKind.INPUT_DIFFERS,
              "an empty audience means sts.amazonaws.com, not the default of GitHub"));
    }
    return Optional.ofNullable(DIFFERENT.get(input))
        .filter(text -> !off && !value.isEmpty())
        .map(text -> new Found(NoteKind.INPUT_DIFFERS, text));
  }

  private void lookAtOldDefaults(int line) {
    if (with.containsKey("role-to-assume")
        && with.containsKey("aws-access-key-id")
        && !with.containsKey("role-duration-seconds")) {
      notes.add(new Note(NoteKind.OLD_DURATION, line, ""));
    }
    if (!with.containsKey("mask-aws-account-id")) {
      notes.add(new Note(NoteKind.OLD_MASK, line, ""));
    }
  }
}
