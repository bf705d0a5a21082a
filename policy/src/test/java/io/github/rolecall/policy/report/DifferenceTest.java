package io.github.rolecall.policy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.report.Difference.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the difference between two values, which is marked as a reader would mark it. */
class DifferenceTest {
  private static final String KEY = "token.actions.githubusercontent.com:sub";

  @ParameterizedTest
  @CsvSource({
    // The differences in the value of the policy, and in that of the request, are in <>.
    "StringEquals,repo:a/b:ref:refs/heads/<main>,repo:a/b:ref:refs/heads/<dev>",
    "StringEquals,repo:a/b:<ref:refs/heads/main>,repo:a/b:<environment:prod>",
    "StringEquals,repo:a/b<>:ref:x,repo:a/b<@1>:ref:x",
    "StringEquals,repo:a/b<:ref:x>,repo:a/b<>",
    "StringEquals,repo:a/b:<*>,repo:a/b:<ref:refs/heads/main>",
    "StringLike,repo:a/*:ref:refs/heads/<main>,repo:a/b:ref:refs/heads/<dev>",
    "StringLike,repo:a/*:environment:<prod>-*,repo:a/b:environment:<dev>-1",
    "StringLike,repo:a/*:environment:<prod>*,repo:a/b:environment:<dev1>",
    "StringLike,repo:a/<b>:*,repo:a/<c>:ref:x",
    "StringLike,repo:a/*:environment:<prod>:*:x,repo:a/b:environment:<dev>:job:x",
    "StringLike,repo:a/?:ref:<x>,repo:a/b:ref:<y>",
    "StringLike,*:ref:x<>,repo:a/b:ref:x<2>",
    "StringLike,repo:<b>/*,repo:<a>/b:ref:x",
    "StringEquals,repo:<A>cme/<S>hop:x,repo:<a>cme/<s>hop:x",
    "StringEqualsIgnoreCase,repo:ACME/<a>,repo:acme/<b>",
  })
  void thePartsThatDifferAreMarked(String operator, String expected, String actual) {
    Difference difference =
        Difference.of(Condition.of(operator, KEY, List.of(plain(expected))), plain(actual))
            .orElseThrow();
    assertEquals(expected, marked(plain(expected), difference.expected()));
    assertEquals(actual, marked(plain(actual), difference.actual()));
  }

  private static String plain(String marked) {
    return marked.replaceAll("[<>]", "");
  }

  private static String marked(String value, List<Span> spans) {
    var text = new StringBuilder();
    int at = 0;
    for (Span span : spans) {
      text.append(value, at, span.from()).append('<').append(value, span.from(), span.to());
      text.append('>');
      at = span.to();
    }
    return text.append(value.substring(at)).toString();
  }

  @Test
  void theNearestOfSeveralIsCompared() {
    var condition =
        Condition.of("StringLike", KEY, List.of("project_path:a", "repo:a/b:ref:x", "repo:z/*"));
    assertEquals(1, Difference.of(condition, "repo:a/b:ref:y").orElseThrow().nearest());
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike,repo:*,repo:a",
    "StringNotLike,repo:b,repo:a",
    "NumericEquals,1,2",
    "StringEquals,${aws:RequestTag/team},a"
  })
  void whatCannotBeComparedIsNotMarked(String operator, String expected, String actual) {
    var condition = Condition.of(operator, KEY, List.of(expected));
    assertEquals(Optional.empty(), Difference.of(condition, actual));
  }
}
