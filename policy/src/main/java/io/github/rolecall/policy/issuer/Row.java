package io.github.rolecall.policy.issuer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a row of the table. Properties that are not set are empty. */
final class Row {
  /** Keywords in the full names of branches and tags. */
  static final String REFS = "refs heads tags pull merge";

  private final String name;
  private final Pattern pattern;
  private boolean shared;
  private Audience audience = Audience.set("in the configuration of the job");
  private final List<SubjectForm> forms = new ArrayList<>();
  private Optional<String> apart = Optional.empty();
  private Optional<Pattern> anywhere = Optional.empty();
  private String ofARun = "jti iat nbf exp";
  private boolean sessionTags;
  private boolean builtIn;
  private String keys = "";
  private List<String> ids = List.of();
  private List<String> idsOfOwner = List.of();
  private String words = "";
  private final Map<String, String> instead = new HashMap<>();
  private Optional<String> demanded = Optional.empty();

  private Row(String name, String pattern) {
    this.name = name;
    this.pattern = Pattern.compile(pattern);
  }

  /**
   * Begins a row.
   *
   * @param pattern of the issuer's name, a regular expression
   */
  static Row of(String name, String pattern) {
    return new Row(name, pattern);
  }

  Row shared() {
    shared = true;
    return this;
  }

  Row audience(Audience of) {
    audience = of;
    return this;
  }

  /** Adds a form of the subjects, see {@link SubjectForm#of}. */
  Row subject(String... next) {
    Stream.of(next).map(SubjectForm::of).forEach(forms::add);
    return this;
  }

  Row forms(List<SubjectForm> of) {
    forms.addAll(of);
    return this;
  }

  /** A part of subjects. A pattern for jobs without it must not match jobs with it. */
  Row apart(String part) {
    apart = Optional.of(part);
    return this;
  }

  /** Parts of any claim that change with each run: the groups of this regular expression. */
  Row anywhere(String of) {
    anywhere = Optional.of(Pattern.compile(of));
    return this;
  }

  /** Claims that have another value in each run, separated by spaces. */
  Row ofARun(String claims) {
    ofARun += " " + claims;
    return this;
  }

  Row sessionTags() {
    sessionTags = true;
    return this;
  }

  Row builtIn() {
    builtIn = true;
    return this;
  }

  /** Condition keys, separated by spaces. */
  Row keys(String of) {
    keys = of;
    return this;
  }

  /** Condition keys with ids, separated by spaces. */
  Row ids(String of) {
    ids = words(of).toList();
    return this;
  }

  /** Condition keys that all repositories of an owner have in common, separated by spaces. */
  Row idsOfOwner(String of) {
    idsOfOwner = words(of).toList();
    return this;
  }

  /**
   * Words in subjects that are not names, in addition to those of the forms, separated by spaces.
   */
  Row namingNothing(String of) {
    words = of;
    return this;
  }

  /**
   * Claims without a condition key, separated by spaces, and the key with nearly the same meaning.
   */
  Row instead(String claims, String key) {
    words(claims.toLowerCase(Locale.ROOT)).forEach(claim -> instead.put(claim, key));
    return this;
  }

  Row demands(String claim) {
    demanded = Optional.of(claim);
    return this;
  }

  Issuer source(String url, String read) {
    return new Issuer(
        name,
        pattern,
        shared,
        audience,
        new Grammar(
            List.copyOf(forms),
            apart,
            words(words).collect(Collectors.toUnmodifiableSet()),
            anywhere),
        new TokenClaims(words(ofARun).collect(Collectors.toUnmodifiableSet()), sessionTags),
        new AwsSupport(
            builtIn,
            words(keys).collect(Collectors.toUnmodifiableSet()),
            ids,
            idsOfOwner,
            Map.copyOf(instead),
            demanded),
        new Source(url, read));
  }

  private static Stream<String> words(String text) {
    return text.isEmpty() ? Stream.of() : Stream.of(text.split(" ", -1));
  }
}
