package io.github.rolecall.policy.issuer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of an issuer of tokens.
 *
 * @param name for messages: "GitHub Actions"
 * @param pattern of the issuer's name, without its scheme
 * @param shared whether everyone can have a token of it; otherwise it belongs to one account,
 *     organization, server or cluster
 * @param audience of its tokens, and where it is set
 * @param subject the forms of its subjects
 * @param claims of its tokens
 * @param aws what AWS does with them
 * @param source where all of that was read, but for condition keys ({@link Source#CONDITION_KEYS})
 *     and what IAM demands ({@link Source#CONTROLS})
 */
public record Issuer(
    String name,
    Pattern pattern,
    boolean shared,
    Audience audience,
    Grammar subject,
    TokenClaims claims,
    AwsSupport aws,
    Source source) {
  private static final Set<String> OF_ANY = Set.of("aud", "sub", "amr", "oaud", "email");

  /** Every issuer of the table. */
  public static List<Issuer> all() {
    return IssuerTable.ALL;
  }

  /**
   * The issuer of a name as providers and condition keys have it, with or without {@code https://}.
   * One that the table does not have is taken for shared, with the subjects of any issuer.
   */
  public static Issuer of(String issuerName) {
    String name = issuerName.replaceFirst("^https://", "");
    return IssuerTable.ALL.stream()
        .filter(issuer -> issuer.pattern().matcher(name).matches())
        .findFirst()
        .orElseGet(() -> IssuerTable.unknown(name));
  }

  /**
   * The issuer that messages call so.
   *
   * @throws java.util.NoSuchElementException if the table has none
   */
  public static Issuer named(String name) {
    return IssuerTable.ALL.stream()
        .filter(issuer -> issuer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the table has it. */
  public boolean known() {
    return IssuerTable.ALL.contains(this);
  }

  /**
   * The named parts of a subject, or of a pattern for subjects, in their order: {@code owner},
   * {@code repository}, {@code context}. Where a pattern ends in a wildcard before the form does,
   * the last is {@code rest}. Where no form fits, the whole is {@code subject}.
   */
  public List<Map.Entry<String, String>> fields(String subject) {
    return this.subject.fields(subject);
  }

  /**
   * The forms of its subjects for people: {@code repo:<owner>/<repository>:<context>}, with an
   * asterisk where each run or phase differs.
   */
  public List<String> subjectForms() {
    return this.subject.forms().stream().map(SubjectForm::shown).toList();
  }

  /**
   * The pattern that lets the next run of the same job in, for StringLike; what is not of a run is
   * literal. Empty where all runs of the job have one subject.
   */
  public Optional<String> subjectOfAnyRun(String subject) {
    return this.subject.ofAnyRun(subject);
  }

  /**
   * The pattern that lets in every run of the job and every phase of it, as the issuer's own
   * samples do: plan and apply, proposed and tracked. Empty where they have one subject.
   */
  public Optional<String> subjectOfAnyPhase(String subject) {
    return this.subject.ofAnyPhase(subject);
  }

  /**
   * The pattern that {@link #subjectOfAnyPhase} lets in beside the job, and that StringNotLike has
   * to keep out: steps with a deployment environment. Empty where there is none.
   */
  public Optional<String> subjectsToKeepOut(String subject) {
    return this.subject.apartFrom(subject);
  }

  /**
   * The pattern for every job of the place that the subject names, a repository, a pipeline or a
   * workspace. Empty where the whole subject says whose job it is.
   */
  public Optional<String> subjectsOfThePlace(String subject) {
    return this.subject.ofPlace(subject);
  }

  /** What a pattern has to begin with so that no other owner can match: {@code repo:acme/}. */
  public Optional<String> owner(String subject) {
    return this.subject.owner(subject);
  }

  /** Whether subjects begin with this text before they say whose job it is. */
  public boolean namesNoOwner(String beginning) {
    return this.subject.beginsLike(beginning);
  }

  /** What each run has anew in the subject, as people call it: {@code commit}. */
  public List<String> partsOfARun(String subject) {
    return this.subject.changing(subject, SubjectPart.Change::eachRun);
  }

  /** What differs in the subject with what a run does: {@code run phase}. */
  public List<String> partsOfAPhase(String subject) {
    return this.subject.changing(subject, SubjectPart.Change.EACH_PHASE::equals);
  }

  /**
   * As {@link #subjectOfAnyRun}, for any claim: the pattern for the next run, empty where the value
   * stays.
   */
  public Optional<String> valueOfAnyRun(String claim, String value) {
    if (claim.equals("sub")) {
      return subjectOfAnyRun(value);
    }
    return claimsOfARun().contains(claim) ? Optional.of("*") : subject.anywhere(value);
  }

  /** Claims that each run has anew, as the token names them. */
  public Set<String> claimsOfARun() {
    return claims.ofARun();
  }

  /** Whether its tokens can bring session tags. */
  public boolean sessionTags() {
    return claims.sessionTags();
  }

  /** Claims that AWS offers as condition keys, beyond those of every issuer. */
  public Set<String> conditionKeys() {
    return aws.keys();
  }

  /** Whether AWS offers the claim as a condition key. */
  public boolean maps(String claim) {
    return OF_ANY.contains(claim) || aws.keys().contains(claim);
  }

  /** A key that says nearly the same as a claim that is none. */
  public Optional<String> instead(String claim) {
    return Optional.ofNullable(aws.instead().get(claim.toLowerCase(Locale.ROOT)))
        .filter(this::maps);
  }

  /** Condition keys that pin what a name can lose. */
  public List<String> ids() {
    return aws.ids();
  }

  /** Those ids that all repositories of an owner have in common. */
  public List<String> idsOfOwner() {
    return aws.idsOfOwner();
  }

  /** Whether a condition on the claim pins whose job it is, whatever the names are. */
  public boolean pins(String claim) {
    return aws.ids().contains(claim) || aws.idsOfOwner().contains(claim);
  }

  /** Names in a subject, of whom and of what it runs for; not the words of its grammar. */
  public Set<String> names(String subject) {
    return this.subject.names(subject);
  }

  /**
   * The values of the parts of a subject that say whose job it is, the owner first, as far as a
   * text has them: {@code acme}, {@code shop}.
   */
  public List<String> place(String subject) {
    return this.subject.place(subject);
  }

  /** What IAM wants a policy to limit before it saves it: {@code sub} or {@code aud}. */
  public Optional<String> demanded() {
    return aws.demanded();
  }

  /** Whether AWS knows the issuer by its name, without a provider in the account. */
  public boolean builtIn() {
    return aws.builtIn();
  }

  /** Whether it speaks as GitHub Actions does, with the same subjects and condition keys. */
  public boolean gitHub() {
    return aws.keys().contains("job_workflow_ref");
  }
}
