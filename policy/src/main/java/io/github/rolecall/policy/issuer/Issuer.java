package io.github.rolecall.policy.issuer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known about a token issuer.
 *
 * @param name for messages: "GitHub Actions"
 * @param pattern of the issuer's name, without its scheme
 * @param shared whether everyone can get a token from it; otherwise it belongs to one account,
 *     organization, server or cluster
 * @param audience of its tokens, and where it is set
 * @param subject the forms of its subjects
 * @param claims of its tokens
 * @param aws how AWS handles its tokens
 * @param source the page with these facts; condition keys ({@link Source#CONDITION_KEYS}) and the
 *     rules of IAM ({@link Source#CONTROLS}) have their own
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
   * The issuer with a name as in providers and condition keys, with or without {@code https://}. An
   * unknown issuer counts as shared, with any form of subject.
   */
  public static Issuer of(String issuerName) {
    String name = issuerName.replaceFirst("^https://", "");
    return IssuerTable.ALL.stream()
        .filter(issuer -> issuer.pattern().matcher(name).matches())
        .findFirst()
        .orElseGet(() -> IssuerTable.unknown(name));
  }

  /**
   * The issuer with this name in messages.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public static Issuer named(String name) {
    return IssuerTable.ALL.stream()
        .filter(issuer -> issuer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the issuer is in the table. */
  public boolean known() {
    return IssuerTable.ALL.contains(this);
  }

  /**
   * The named parts of a subject, or of a pattern for subjects, in their order: {@code owner},
   * {@code repository}, {@code context}. If a pattern ends in a wildcard before the form ends, the
   * last part is {@code rest}. If no form matches, the whole text is {@code subject}.
   */
  public List<Map.Entry<String, String>> fields(String subject) {
    return this.subject.fields(subject);
  }

  /**
   * The forms of its subjects for users: {@code repo:<owner>/<repository>:<context>}, with an
   * asterisk for parts that differ between runs or phases.
   */
  public List<String> subjectForms() {
    return this.subject.forms().stream().map(SubjectForm::shown).toList();
  }

  /**
   * A StringLike pattern for the next runs of the same job. Everything that does not change with
   * the run is literal. Empty if all runs of the job have the same subject.
   */
  public Optional<String> subjectOfAnyRun(String subject) {
    return this.subject.ofAnyRun(subject);
  }

  /**
   * A pattern for every run and every phase of the job, as in the issuer's own samples: plan and
   * apply, proposed and tracked. Empty if they all have the same subject.
   */
  public Optional<String> subjectOfAnyPhase(String subject) {
    return this.subject.ofAnyPhase(subject);
  }

  /**
   * A pattern that {@link #subjectOfAnyPhase} matches in addition to the job, and that
   * StringNotLike must exclude: steps with a deployment environment. Empty if there is none.
   */
  public Optional<String> subjectsToKeepOut(String subject) {
    return this.subject.apartFrom(subject);
  }

  /**
   * A pattern for every job of the same repository, pipeline or workspace. Empty if the whole
   * subject says whose job it is.
   */
  public Optional<String> subjectsOfThePlace(String subject) {
    return this.subject.ofPlace(subject);
  }

  /**
   * The text that a pattern must start with so that it matches no other owner: {@code repo:acme/}.
   */
  public Optional<String> owner(String subject) {
    return this.subject.owner(subject);
  }

  /** Whether this beginning of a subject names no owner yet. */
  public boolean namesNoOwner(String beginning) {
    return this.subject.beginsLike(beginning);
  }

  /** The parts of the subject that change with each run, as users call them: {@code commit}. */
  public List<String> partsOfARun(String subject) {
    return this.subject.changing(subject, SubjectPart.Change::eachRun);
  }

  /** The parts of the subject that change with the phase of a run: {@code run phase}. */
  public List<String> partsOfAPhase(String subject) {
    return this.subject.changing(subject, SubjectPart.Change.EACH_PHASE::equals);
  }

  /**
   * Like {@link #subjectOfAnyRun}, for any claim: a pattern for the next run, empty if the value
   * stays the same.
   */
  public Optional<String> valueOfAnyRun(String claim, String value) {
    if (claim.equals("sub")) {
      return subjectOfAnyRun(value);
    }
    return claimsOfARun().contains(claim) ? Optional.of("*") : subject.anywhere(value);
  }

  /** Claims that have another value in each run, as the token names them. */
  public Set<String> claimsOfARun() {
    return claims.ofARun();
  }

  /** Whether its tokens can contain session tags. */
  public boolean sessionTags() {
    return claims.sessionTags();
  }

  /** Claims that AWS offers as condition keys, in addition to those of every issuer. */
  public Set<String> conditionKeys() {
    return aws.keys();
  }

  /** Whether AWS offers the claim as a condition key. */
  public boolean maps(String claim) {
    return OF_ANY.contains(claim) || aws.keys().contains(claim);
  }

  /** The condition key with nearly the same meaning as a claim that has none. */
  public Optional<String> instead(String claim) {
    return Optional.ofNullable(aws.instead().get(claim.toLowerCase(Locale.ROOT)))
        .filter(this::maps);
  }

  /** Condition keys with ids, which stay the same after a rename. */
  public List<String> ids() {
    return aws.ids();
  }

  /** Those ids that all repositories of an owner have in common. */
  public List<String> idsOfOwner() {
    return aws.idsOfOwner();
  }

  /** Whether the claim is an id, so that a condition on it stays right after a rename. */
  public boolean pins(String claim) {
    return aws.ids().contains(claim) || aws.idsOfOwner().contains(claim);
  }

  /** The names in a subject: who runs it, and for what. Keywords of its grammar are left out. */
  public Set<String> names(String subject) {
    return this.subject.names(subject);
  }

  /**
   * The parts of a subject that say whose job it is, the owner first, as far as the text contains
   * them: {@code acme}, {@code shop}.
   */
  public List<String> place(String subject) {
    return this.subject.place(subject);
  }

  /** The claim that a policy must limit before IAM saves it: {@code sub} or {@code aud}. */
  public Optional<String> demanded() {
    return aws.demanded();
  }

  /** Whether the issuer is built into AWS and needs no provider in the account. */
  public boolean builtIn() {
    return aws.builtIn();
  }

  /** Whether it has the subjects and condition keys of GitHub Actions. */
  public boolean gitHub() {
    return aws.keys().contains("job_workflow_ref");
  }
}
