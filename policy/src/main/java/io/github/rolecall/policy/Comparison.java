package io.github.rolecall.policy;

import io.github.rolecall.model.IsoTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How a value of the request is compared with a value of the policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM,
 *     condition operators</a>
 */
enum Comparison {
  STRING_EQUALS("StringEquals", "StringNotEquals"),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
  STRING_LIKE("StringLike", "StringNotLike"),
  /** IAM evaluates it like {@link #ARN_LIKE}: wildcards within each of the six fields. */
  ARN_EQUALS("ArnEquals", "ArnNotEquals"),
  ARN_LIKE("ArnLike", "ArnNotLike"),
  BINARY_EQUALS("BinaryEquals"),
  BOOL("Bool"),
  NUMERIC_EQUALS("NumericEquals", "NumericNotEquals"),
  NUMERIC_LESS("NumericLessThan"),
  NUMERIC_LESS_OR_EQUAL("NumericLessThanEquals"),
  NUMERIC_GREATER("NumericGreaterThan"),
  NUMERIC_GREATER_OR_EQUAL("NumericGreaterThanEquals"),
  DATE_EQUALS("DateEquals", "DateNotEquals"),
  DATE_LESS("DateLessThan"),
  DATE_LESS_OR_EQUAL("DateLessThanEquals"),
  DATE_GREATER("DateGreaterThan"),
  DATE_GREATER_OR_EQUAL("DateGreaterThanEquals"),
  IP_ADDRESS("IpAddress", "NotIpAddress"),
  /** Compares whether the key is absent. */
  NULL("Null");

  /** The operator and its negation; the same name where IAM has no negation. */
  final String operator;

  final String negated;

  Comparison(String operator, String negated) {
    this.operator = operator;
    this.negated = negated;
  }

  Comparison(String operator) {
    this(operator, operator);
  }

  /** Whether IAM replaces policy variables: it does so for strings and ARNs only. */
  boolean variables() {
    return compareTo(BINARY_EQUALS) < 0;
  }

  /** Whether the value of the policy is a lower or upper bound. */
  boolean bounds() {
    return operator.contains("Less") || operator.contains("Greater");
  }

  /** Whether {@code *} and {@code ?} in the policy are wildcards. */
  boolean wildcards() {
    return this == STRING_LIKE || this == ARN_EQUALS || this == ARN_LIKE;
  }

  boolean matches(String actual, Glob expected) {
    return switch (this) {
      case STRING_EQUALS, BINARY_EQUALS -> actual.equals(expected.literal());
      case STRING_EQUALS_IGNORE_CASE, BOOL, NULL -> LetterCase.same(actual, expected.literal());
      case STRING_LIKE -> expected.matches(actual);
      case ARN_EQUALS, ARN_LIKE -> expected.matchesFields(actual);
      case IP_ADDRESS -> AddressRange.parse(expected.literal()).contains(actual);
      case NUMERIC_EQUALS, DATE_EQUALS -> order(actual, expected).filter(o -> o == 0).isPresent();
      case NUMERIC_LESS, DATE_LESS -> order(actual, expected).filter(o -> o < 0).isPresent();
      case NUMERIC_LESS_OR_EQUAL, DATE_LESS_OR_EQUAL ->
          order(actual, expected).filter(o -> o <= 0).isPresent();
      case NUMERIC_GREATER, DATE_GREATER -> order(actual, expected).filter(o -> o > 0).isPresent();
      case NUMERIC_GREATER_OR_EQUAL, DATE_GREATER_OR_EQUAL ->
          order(actual, expected).filter(o -> o >= 0).isPresent();
    };
  }

  /** Whether a value with unknown parts may match. */
  boolean mayMatch(String actual, Glob pattern) {
    return !variables() || pattern.matchesIgnoringCase(actual);
  }

  /** Empty when one of the two is not a number or date: then nothing matches. */
  private Optional<Integer> order(String actual, Glob expected) {
    return name().startsWith("DATE")
        ? date(actual).flatMap(a -> date(expected.literal()).map(a::compareTo))
        : number(actual).flatMap(a -> number(expected.literal()).map(a::compareTo));
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text.trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** ISO 8601 as the W3C profiles it, or seconds since 1970. */
  private static Optional<Instant> date(String text) {
    String date = text.trim();
    try {
      if (date.matches("\\d+")) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(date)));
      }
      return IsoTime.parse(date);
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
