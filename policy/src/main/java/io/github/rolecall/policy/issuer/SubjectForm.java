package io.github.rolecall.policy.issuer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A form of an issuer's subjects.
 *
 * @param parts in their order; each ends where the next text starts
 * @param end the text after the last part
 * @param place the number of parts that say whose job it is; the others say what it runs for
 */
record SubjectForm(List<SubjectPart> parts, String end, int place) {

  /** OpenID Connect allows 255 characters. Matching a much longer subject could take very long. */
  private static final int LONGEST = 2048;

  private static final Pattern PART = Pattern.compile("([^<]*)<([a-z_]+)([!#~]?)>");

  /**
   * Parses a form of the table: {@code organization:<organization>:commit:<commit!>}. A mark after
   * a name says when the part changes: {@code !} with each run, {@code #} with each run and is a
   * UUID, {@code ~} with each phase of a run. A bar ends the parts that say whose job it is.
   */
  static SubjectForm of(String text) {
    var parts = new ArrayList<SubjectPart>();
    int bar = text.indexOf('|');
    int place = 0;
    String form = text.replace("|", "");
    Matcher matcher = PART.matcher(form);
    int end = 0;
    while (matcher.find()) {
      var change = SubjectPart.Change.of(matcher.group(3));
      parts.add(new SubjectPart(matcher.group(1), matcher.group(2), change));
      end = matcher.end();
      place += bar < 0 || end <= bar ? 1 : 0;
    }
    return new SubjectForm(List.copyOf(parts), form.substring(end), place);
  }

  /** The named parts of a subject, or of a pattern for subjects, if it has exactly this form. */
  Optional<List<Map.Entry<String, String>>> fields(String subject) {
    return values(parts.size(), Pattern.quote(end), subject).map(values -> named(values));
  }

  /**
   * The first parts of a text that ends before the form does, inside a part or with a wildcard. The
   * last field, {@code rest}, is what the wildcard replaces.
   */
  Optional<List<Map.Entry<String, String>>> beginning(String pattern) {
    for (int count = parts.size() - 1; count > 0; count--) {
      String next = parts.get(count).before();
      String rest = "(" + Pattern.quote(next.substring(0, 1)) + ".*[*?].*)?";
      Optional<List<String>> values = values(count, rest, pattern);
      if (values.isPresent()) {
        var fields = new ArrayList<>(named(values.get().subList(0, count)));
        String left = values.get().get(count);
        if (!left.isEmpty()) {
          fields.add(Map.entry("rest", behind(next, left)));
        }
        return Optional.of(List.copyOf(fields));
      }
    }
    return Optional.empty();
  }

  /** The text after the common beginning of both texts. */
  private static String behind(String beginning, String text) {
    int same = 0;
    while (same < beginning.length()
        && same < text.length()
        && beginning.charAt(same) == text.charAt(same)) {
      same++;
    }
    return text.substring(same);
  }

  private Optional<List<String>> values(int count, String end, String subject) {
    if (subject.length() > LONGEST) {
      return Optional.empty();
    }
    var form = new StringBuilder();
    parts
        .subList(0, count)
        .forEach(part -> form.append(Pattern.quote(part.before())).append("(.+?)"));
    Matcher matcher = Pattern.compile(form.append(end).toString(), Pattern.DOTALL).matcher(subject);
    return matcher.matches()
        ? Optional.of(
            IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(i -> Objects.requireNonNullElse(matcher.group(i), ""))
                .toList())
        : Optional.empty();
  }

  private List<Map.Entry<String, String>> named(List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> Map.entry(parts.get(i).name(), values.get(i)))
        .toList();
  }

  /** A pattern for the next run of the job; empty if all runs have the same subject. */
  Optional<String> ofAnyRun(String subject) {
    return parts.stream().anyMatch(part -> part.change().eachRun())
        ? pattern(subject, SubjectPart::ofAnyRun, parts.size())
        : Optional.empty();
  }

  /** A pattern for every run and phase of the job; empty if they have the same subject. */
  Optional<String> ofAnyPhase(String subject) {
    int kept = parts.size();
    // All changing parts at the end become one wildcard.
    while (kept > 1 && changes(kept - 1) && changes(kept - 2)) {
      kept--;
    }
    return IntStream.range(0, parts.size()).anyMatch(this::changes)
        ? pattern(subject, SubjectPart::ofAnyPhase, kept)
        : Optional.empty();
  }

  private boolean changes(int part) {
    return parts.get(part).change() != SubjectPart.Change.NEVER;
  }

  private Optional<String> pattern(
      String subject, BiFunction<SubjectPart, String, String> piece, int count) {
    return fields(subject)
        .map(
            fields -> {
              var pattern = new StringBuilder();
              for (int i = 0; i < count; i++) {
                SubjectPart part = parts.get(i);
                pattern.append(part.before()).append(piece.apply(part, fields.get(i).getValue()));
              }
              return pattern.append(count == parts.size() ? end : "").toString();
            });
  }

  /** The parts that change in one of these ways, as users call them. */
  List<String> names(Predicate<SubjectPart.Change> changes) {
    return parts.stream()
        .filter(part -> changes.test(part.change()))
        .map(part -> part.name().replace('_', ' '))
        .toList();
  }

  /** The form for users. Changing parts have an asterisk after the name. */
  String shown() {
    return parts.stream()
            .map(
                part ->
                    part.before()
                        + "<"
                        + part.name()
                        + (part.change() == SubjectPart.Change.NEVER ? "" : "*")
                        + ">")
            .collect(Collectors.joining())
        + end;
  }

  /** The texts between the parts. */
  List<String> texts() {
    return Stream.concat(parts.stream().map(SubjectPart::before), Stream.of(end)).toList();
  }

  boolean has(String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  /** A pattern for subjects of this form with these parts and any others. */
  String pattern(List<Map.Entry<String, String>> known) {
    var pattern = new StringBuilder();
    for (SubjectPart part : parts) {
      pattern.append(part.before());
      pattern.append(
          known.stream()
              .filter(field -> field.getKey().equals(part.name()))
              .filter(field -> part.change() == SubjectPart.Change.NEVER)
              .findFirst()
              .map(field -> PatternText.literal(field.getValue()))
              .orElse("*"));
    }
    return pattern.append(end).toString();
  }

  /** A pattern for every job of the same place; empty if the whole subject says whose it is. */
  Optional<String> ofPlace(String subject) {
    return place == parts.size()
        ? Optional.empty()
        : beginning(subject, place).map(beginning -> PatternText.literal(beginning) + "*");
  }

  /**
   * Returns the subject up to the end of its first part, the owner. No other owner can have such
   * subjects.
   */
  Optional<String> owner(String subject) {
    int slash = subject.indexOf('/', parts.get(0).before().length());
    Optional<String> first = beginning(subject, 1);
    return first.map(
        part -> slash < 0 || slash >= part.length() ? part : subject.substring(0, slash + 1));
  }

  /** The first parts of a subject, including the character after them. */
  private Optional<String> beginning(String subject, int count) {
    return fields(subject)
        .map(
            fields -> {
              var text = new StringBuilder();
              for (int i = 0; i < count; i++) {
                text.append(parts.get(i).before()).append(fields.get(i).getValue());
              }
              String next = count < parts.size() ? parts.get(count).before() : end;
              return text.append(next, 0, Math.min(1, next.length())).toString();
            });
  }
}
