package io.github.rolecall.policy.issuer;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of an issuer's subjects, the most precise first.
 *
 * @param forms empty if the forms are unknown
 * @param apart a part that separates jobs: a pattern for jobs without it must not match jobs with
 *     it
 * @param words words in subjects that are not names, in addition to those of the forms
 * @param changing the part of any claim that changes with each run: a group of this regular
 *     expression
 */
record Grammar(
    List<SubjectForm> forms,
    Optional<String> apart,
    Set<String> words,
    Optional<Pattern> changing) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{2,}");

  /** The names in a subject: who runs it, and for what. Keywords are left out. */
  Set<String> names(String subject) {
    Set<String> names = in(subject);
    names.removeAll(words);
    forms.forEach(form -> form.texts().forEach(text -> names.removeAll(in(text))));
    return names;
  }

  private static Set<String> in(String text) {
    var names = new LinkedHashSet<String>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  /** The parts that say whose job it is, as far as the text contains them. */
  List<String> place(String subject) {
    int parts = forms.stream().mapToInt(SubjectForm::place).max().orElse(1);
    return fields(subject).stream().limit(parts).map(Map.Entry::getValue).toList();
  }

  /** The named parts; the whole text as {@code subject} if no form matches. */
  List<Map.Entry<String, String>> fields(String subject) {
    return forms.stream()
        .flatMap(form -> form.fields(subject).stream())
        .findFirst()
        .or(
            () ->
                forms.stream()
                    .flatMap(form -> form.beginning(subject).stream())
                    .max(Comparator.comparingInt(List::size)))
        .orElseGet(() -> List.of(Map.entry("subject", subject)));
  }

  Optional<String> ofAnyRun(String subject) {
    return form(subject).flatMap(form -> form.ofAnyRun(subject)).or(() -> anywhere(subject));
  }

  Optional<String> ofAnyPhase(String subject) {
    return form(subject).flatMap(form -> form.ofAnyPhase(subject)).or(() -> anywhere(subject));
  }

  /** A pattern for a claim with a part that changes with each run; empty if it has no such part. */
  Optional<String> anywhere(String value) {
    return changing
        .map(pattern -> pattern.matcher(value))
        .filter(Matcher::find)
        .map(
            matcher -> {
              var pattern = new StringBuilder();
              int from = 0;
              do {
                pattern.append(PatternText.literal(value.substring(from, matcher.start(1))));
                pattern.append('*');
                from = matcher.end(1);
              } while (matcher.find());
              return pattern.append(PatternText.literal(value.substring(from))).toString();
            });
  }

  /** A pattern for the jobs that must stay separate from this one; usually empty. */
  Optional<String> apartFrom(String subject) {
    return apart.flatMap(
        part ->
            form(subject)
                .filter(form -> !form.has(part))
                .flatMap(form -> form.fields(subject))
                .flatMap(
                    fields ->
                        forms.stream()
                            .filter(form -> form.has(part))
                            .findFirst()
                            .map(form -> form.pattern(fields))));
  }

  Optional<String> ofPlace(String subject) {
    return form(subject).flatMap(form -> form.ofPlace(subject));
  }

  Optional<String> owner(String subject) {
    return form(subject).flatMap(form -> form.owner(subject));
  }

  /** Whether a form starts with this text, and the owner comes after it. */
  boolean beginsLike(String text) {
    return forms.stream().anyMatch(form -> form.parts().get(0).before().startsWith(text));
  }

  /** The parts of a subject that change in one of these ways. */
  List<String> changing(String subject, Predicate<SubjectPart.Change> changes) {
    return form(subject).map(form -> form.names(changes)).orElse(List.of());
  }

  private Optional<SubjectForm> form(String subject) {
    return forms.stream().filter(form -> form.fields(subject).isPresent()).findFirst();
  }
}
