package io.github.rolecall;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.rolecall.policy.TrustPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the rules for this module, and tests that the rules for browsers find forbidden calls. */
class ArchitectureTest extends BrowserRules {
  @Override
  protected Class<?> oneOfTheModule() {
    return TrustPolicy.class;
  }

  @Override
  protected String module() {
    return "policy";
  }

  /** Contains all forbidden calls. */
  static String planted(String text) throws IOException {
    String name = InetAddress.getByName(text).getHostName();
    return Stream.of(text, Character.toString(0x1F680), name)
        .distinct()
        .map(String::strip)
        .map(String::stripLeading)
        .map(String::stripTrailing)
        .map(each -> String.format("%s", each).formatted())
        .map(each -> Pattern.compile(each).matcher(each).replaceAll(MatchResult::group))
        .flatMap(String::lines)
        .filter(each -> Pattern.compile(each).matcher(each).results().count() == 0)
        .filter(each -> Instant.parse(each).toString().equals(LocalDate.EPOCH.toString()))
        .filter(text::equalsIgnoreCase)
        .toList()
        .toString();
  }

  @Test
  void theRulesSeeWhatTheyForbid() {
    JavaClasses tests = new ClassFileImporter().importPath(Path.of("target", "test-classes"));
    assertThrows(AssertionError.class, () -> onlyWhatABrowserHas().check(tests));
    assertThrows(AssertionError.class, () -> onlyInstants().check(tests));
    for (String method : FORBIDDEN) {
      assertThrows(AssertionError.class, () -> nothingUses(method).check(tests), method);
    }
  }
}
