package io.github.rolecall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.rolecall.policy.TrustPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What this module must not do, so that it can be compiled for a browser (with TeaVM), and answers
 * there as it does here.
 */
class ArchitectureTest extends ArchitectureRules {

  /** Compile there, and answer otherwise or drag in half a megabyte. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          // Does not compile.
          "java.lang.Character.toString(int)",
          // Does not remove duplicates after flatMap and concat.
          "java.util.stream.Stream.distinct()",
          // Takes no-break spaces and byte order marks: trim().
          "java.lang.String.strip()",
          "java.lang.String.stripLeading()",
          "java.lang.String.stripTrailing()",
          // Knows other letters: LetterCase.
          "java.lang.String.equalsIgnoreCase(java.lang.String)",
          // Locales and currencies: Placeholders.fill.
          "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
          "java.lang.String.formatted([Ljava.lang.Object;)");

  /** {@code \\R}, or a replacement by a group that may take no part. */
  private static final Pattern ODD =
      Pattern.compile(
          "\\\\\\\\R|\"[^\"\\n]*(?<!\\\\)\\((?!\\?)[^()\"\\n]*\\)[?*][^\"\\n]*\",\\s*\"[^\"]*\\$1");

  @Override
  protected Class<?> oneOfTheModule() {
    return TrustPolicy.class;
  }

  @Override
  protected String module() {
    return "policy";
  }

  private static ArchRule onlyWhatABrowserHas() {
    return classes()
        .should()
        .onlyDependOnClassesThat(
            describe(
                "a browser has",
                type ->
                    type.getPackageName().startsWith(ROOT)
                        || type.getPackageName()
                            .matches(
                                "|java\\.(lang|lang\\.annotation|lang\\.invoke|lang\\.runtime|math"
                                    + "|nio\\.charset|security|util(\\..*)?)|org\\.jspecify\\..*")
                        || type.getName().matches("java\\.net\\.URLDecoder|java\\.time\\..*")));
  }

  private static ArchRule nothingUses(String method) {
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

  /** Time zones would be half as large as all the rest; only dates in policies are read so. */
  @Test
  void timesAreReadInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".policy.Comparison")
        .should()
        .dependOnClassesThat(
            describe(
                "are more than instants and durations",
                type ->
                    type.getPackageName().startsWith("java.time")
                        && !type.getName().matches("java\\.time\\.(Instant|Duration)")))
        .check(CLASSES);
  }

  /** {@code \R} is unknown there, and {@code $1} of a group that took no part an exception. */
  @Test
  void regularExpressionsAreThoseOfABrowser() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<String> bad =
          files.filter(Files::isRegularFile).flatMap(ArchitectureTest::oddExpressions).toList();
      assertEquals(List.of(), bad);
    }
    assertEquals(
        2, odd("replaceFirst(\"^(a|b)?c\",\n \"$1\") + \"\\\\R\" + \"(?:a)?\", \"$1\"").size());
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

  /** Does all that is forbidden. */
  static String planted(String text) throws IOException {
    String name = InetAddress.getByName(text).getHostName();
    return Stream.of(text, Character.toString(0x1F680), name)
        .distinct()
        .map(String::strip)
        .map(String::stripLeading)
        .map(String::stripTrailing)
        .map(each -> String.format("%s", each).formatted())
        .filter(text::equalsIgnoreCase)
        .toList()
        .toString();
  }

  @Test
  void theRulesSeeWhatTheyForbid() {
    JavaClasses tests = new ClassFileImporter().importPath(Path.of("target", "test-classes"));
    assertThrows(AssertionError.class, () -> onlyWhatABrowserHas().check(tests));
    for (String method : FORBIDDEN) {
      assertThrows(AssertionError.class, () -> nothingUses(method).check(tests), method);
    }
  }
}
