package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.ExportProblem;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.Thrown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One section changes; everything else stays to the letter. */
class IniTextTest {
  private static final Map<String, String> NEW = keys("a", "1", "b", "2");

  private static Map<String, String> keys(String... pairs) {
    var keys = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      keys.put(pairs[i], pairs[i + 1]);
    }
    return keys;
  }

  private static String changed(String text, String section) {
    return new IniText(text).with(section, NEW).toString();
  }

  @Test
  void anEmptyFileGetsTheSection() {
    assertEquals("[s]\na = 1\nb = 2\n", changed("", "s"));
  }

  @Test
  void aNewSectionStandsAtTheEnd() {
    assertEquals("[x]\nk = v\n\n[s]\na = 1\nb = 2\n", changed("[x]\nk = v\n", "s"));
  }

  @Test
  void aFileWithoutFinalLineBreakIsContinuedOnANewLine() {
    assertEquals("[x]\nk = v\n\n[s]\na = 1\nb = 2\n", changed("[x]\nk = v", "s"));
  }

  @Test
  void anOldSectionIsReplacedWhereItStands() {
    assertEquals(
        "# top\n[s]\na = 1\nb = 2\n# mine\n\n[x]\nk=v ; not a comment\n",
        changed("# top\n[s]\nold = 1\n# mine\nold2 = 2\n\n[x]\nk=v ; not a comment\n", "s"));
  }

  @Test
  void nestedSettingsOfTheSectionGoWithIt() {
    assertEquals(
        "[s]\na = 1\nb = 2\n[x]\ns3 =\n  nested = 1\n",
        changed("[s]\ns3 =\n  nested = 1\n\tmore = 2\n[x]\ns3 =\n  nested = 1\n", "s"));
  }

  @Test
  void everyPartOfADoubleSectionLosesItsOldKeys() {
    assertEquals(
        "[s]\na = 1\nb = 2\n[x]\nk = v\n[s]\n# stays\n",
        changed("[s]\nold = 1\n[x]\nk = v\n[s]\n# stays\nold = 2\n", "s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[profile x]",
        "[profile  x]",
        "[ profile x ]",
        "[profile\tx]",
        "  [profile x]",
        "[profile x]  ",
        "[profile x] # comment",
        "[profile x]\t; comment",
        "[profile \"x\"]"
      })
  void aHeaderIsFoundHoweverItIsSpaced(String header) {
    assertTrue(new IniText(header + "\nold = 1\n").has("profile x"), header);
    assertEquals(header + "\na = 1\nb = 2\n", changed(header + "\nold = 1\n", "profile x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#[s]", "; [s]", "[S]", "[s", "s]", "[ss]", "key = [s]", "[profile s]", "[s]]"})
  void othersAreNotTheSection(String line) {
    assertFalse(new IniText(line + "\n").has("s"), line);
  }

  @ParameterizedTest
  @CsvSource({"default, default", "my-profile, my-profile"})
  void aSectionIsFoundByItsWholeName(String header, String section) {
    assertTrue(new IniText("[" + header + "]").has(section));
  }

  @Test
  void aCommentedOutSectionDoesNotEndTheOneBefore() {
    assertEquals(
        "[s]\na = 1\nb = 2\n#[x]\n[y]\nk = v\n",
        changed("[s]\nold = 1\n#[x]\nold2 = 2\n[y]\nk = v\n", "s"));
  }

  @Test
  void windowsLineBreaksStay() {
    assertEquals(
        "[x]\r\nk = v\r\n\r\n[s]\r\na = 1\r\nb = 2\r\n[y]\r\n",
        changed("[x]\r\nk = v\r\n\r\n[s]\r\nold = 1\r\n[y]\r\n", "s"));
  }

  @Test
  void blankLinesAtTheEndStay() {
    assertEquals("[s]\na = 1\nb = 2\n\n\n", changed("[s]\nold = 1\n\n\n", "s"));
  }

  @Test
  void charactersThatEndLinesOnlyInUnicodeStay() {
    String other = "[x]\nk = a\u2028b\u0085c\u000bd\n";
    assertEquals(other + "\n[s]\na = 1\nb = 2\n", changed(other, "s"));
  }

  @Test
  void settingTheSameTwiceChangesNothing() {
    String once = changed("[x]\nk = v\n# c\n[s]\n# d\nold = 1\n", "s");
    assertEquals(once, changed(once, "s"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v\ncredential_process = touch x",
        "v\rcredential_process = touch x",
        "v\u0085k = w",
        "v\u2028k = w",
        "v\u000bk",
        "v\u0000",
        "\n"
      })
  void aTextThatWouldNotStayOnItsLineIsRefused(String text) {
    var ini = new IniText("[s]\na = 0\n");
    for (Executable writing :
        List.<Executable>of(
            () -> ini.with("s", keys("a", text)),
            () -> ini.with("s", keys(text, "1")),
            () -> ini.with(text, keys("a", "1")),
            () -> ini.setting("s", keys("a", text)),
            () -> ini.setting("s", keys(text, "1")))) {
      var problem = Thrown.problem(ExportProblem.NotPlain.class, writing);
      assertFalse(problem.message(FrontEnd.COMMAND).contains(text + "credential"), "not shown");
    }
    assertEquals("[s]\na = 0\n", ini.toString());
  }
}
