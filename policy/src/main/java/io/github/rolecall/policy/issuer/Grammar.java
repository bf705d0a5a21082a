package io.github.rolecall.policy.issuer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms of an issuer's subjects, the most precise first.
 *
 * @param forms may be empty: nothing is known
 * @param changing what changes with each run wherever it stands in a claim: the group of it
 */
record Grammar(List<SubjectForm> forms, Optional<Pattern> changing) {

  /** The named parts; the whole as {@code subject} where no form fits. */
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

  /** The pattern for a claim with a part that changes with each run; empty where it has none. */
  Optional<String> anywhere(String value) {
    return changing
        .map(pattern -> pattern.matcher(value))
        .filter(Matcher::find)
        .map(
            matcher -> {
              var pattern = new StringBuilder();
              int from = 0;
              do {
                pattern.append(SubjectForm.literal(value.substring(from, matcher.start(1))));
                pattern.append('*');
                from = matcher.end(1);
              } while (matcher.find());
              return pattern.append(SubjectForm.literal(value.substring(from))).toString();
            });
  }

  private Optional<SubjectForm> form(String subject) {
    return forms.stream().filter(form -> form.fields(subject).isPresent()).findFirst();
  }
}
