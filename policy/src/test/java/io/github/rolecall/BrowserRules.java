package io.github.rolecall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Rules for modules that TeaVM compiles for browsers, so that they compile and behave there as on
 * the JVM.
 */
public abstract class BrowserRules extends ArchitectureRules {

  /**
   * Methods that do not compile with TeaVM, return other results there, or add up to half a
   * megabyte.
   */
  static final Set<String> FORBIDDEN =
      Set.of(
          // Does not compile.
          "java.lang.Character.toString(int)",
          // Does not remove duplicates after flatMap and concat.
          "java.util.stream.Stream.distinct()",
          // Also removes no-break spaces and byte order marks; use trim().
          "java.lang.String.strip()",
          "java.lang.String.stripLeading()",
          "java.lang.String.stripTrailing()",
          // Knows other letters; use LetterCase.
          "java.lang.String.equalsIgnoreCase(java.lang.String)",
          // Adds time zones; use IsoTime.
          "java.time.Instant.toString()",
          "java.time.Instant.parse(java.lang.CharSequence)",
          // Not available; use Lines.of and loops.
          "java.lang.String.lines()",
          "java.util.regex.Matcher.results()",
          "java.util.regex.Matcher.replaceAll(java.util.function.Function)",
          // Adds locales and currencies; use Placeholders.fill.
          "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
          "java.lang.String.formatted([Ljava.lang.Object;)");

  /**
   * {@code \\R}, a group with a numeric quantifier, or a replacement with a group that may not
   * participate in the match.
   */
  private static final Pattern ODD =
      Pattern.compile(
          "\\\\\\\\R|[^\\\\\\\\]\\)\\{\\d|\"[^\"\\n]*(?<!\\\\)\\((?!\\?)[^()\"\\n]*\\)[?*][^\"\\n]*\",\\s*\"[^\"]*\\$1");

  static ArchRule onlyWhatABrowserHas() {
    return classes()
        .should()
        .onlyDependOnClassesThat(
            describe(
                "a browser has",
                type ->
                    type.getPackageName().startsWith(ROOT)
                        || type.getPackageName()
                            .matches(
                                "|org\\.teavm\\.(jso|extension\\.spi\\.substitution)|java\\.(lang|lang\\.annotation|lang\\.invoke|lang\\.runtime|math"
                                    + "|nio\\.charset|security|util(\\..*)?)|org\\.jspecify\\..*")
                        || type.getName().matches("java\\.net\\.URLDecoder|java\\.time\\..*")));
  }

  static ArchRule nothingUses(String method) {
    return noClasses()
        .should()
        .accessTargetWhere(
            describe(
                method, (JavaAccess<?> access) -> access.getTarget().getFullName().equals(method)));
  }

  @Test
  void aBrowserHasAllThatIsUsed() {
    onlyWhatABrowserHas().check(CLASSES);
  }

  @Test
  void aBrowserAnswersTheSame() {
    FORBIDDEN.forEach(method -> nothingUses(method).check(CLASSES));
  }

  /**
   * Permits only {@code Instant}, because time zones would add half of the size of everything else.
   * Use {@code IsoTime}.
   */
  static ArchRule onlyInstants() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "are more than instants",
                type ->
                    type.getPackageName().startsWith("java.time")
                        && !type.getName().matches("java\\.time\\.(Instant|DateTimeException)")));
  }

  @Test
  void timesAreInstants() {
    onlyInstants().check(CLASSES);
  }

  /**
   * In TeaVM, {@code \R} is unknown, and {@code $1} throws an exception if the group did not
   * participate in the match.
   */
  @Test
  void regularExpressionsAreThoseOfABrowser() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<String> bad =
          files.filter(Files::isRegularFile).flatMap(BrowserRules::oddExpressions).toList();
      assertEquals(List.of(), bad);
    }
    assertEquals(
        3,
        odd("replaceFirst(\"^(a|b)?c\",\n \"$1\") + \"\\\\R\" + \"(-a){3}\" + \"(?:a)?\", \"$1\"")
            .size());
  }

  private static Stream<String> oddExpressions(Path file) {
    try {
      return odd(Files.readString(file)).stream().map(text -> file + ": " + text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> odd(String source) {
    return ODD.matcher(source).results().map(MatchResult::group).toList();
  }
}
