package io.github.rolecall.awsfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.awsfile.AwsFileText.Kind;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.text.LosslessText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that changing one profile leaves all other text unchanged. */
class AwsFileTextTest {
  private static final Map<String, String> NEW = keys("a", "1", "b", "2");

  private static Map<String, String> keys(String... pairs) {
    var keys = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      keys.put(pairs[i], pairs[i + 1]);
    }
    return keys;
  }

  private static AwsFileText credentials(String text) {
    return AwsFileText.of(Kind.CREDENTIALS, text);
  }

  private static AwsFileText config(String text) {
    return AwsFileText.of(Kind.CONFIG, text);
  }

  private static String changed(String text) {
    return credentials(text).with("s", NEW).toString();
  }

  @Test
  void anEmptyFileGetsTheSection() {
    assertEquals("[s]\na = 1\nb = 2\n", changed(""));
  }

  @Test
  void aNewSectionStandsAtTheEnd() {
    assertEquals("[x]\nk = v\n\n[s]\na = 1\nb = 2\n", changed("[x]\nk = v\n"));
  }

  @Test
  void aFileWithoutFinalLineBreakIsContinuedOnANewLine() {
    assertEquals("[x]\nk = v\n\n[s]\na = 1\nb = 2\n", changed("[x]\nk = v"));
    assertEquals("[s]\na = 1\nb = 2\n", changed("[s]"));
  }

  @Test
  void anOldSectionIsReplacedWhereItStands() {
    assertEquals(
        "# top\n[s]\na = 1\nb = 2\n# mine\n\n[x]\nk=v ; not a comment\n",
        changed("# top\n[s]\nold = 1\n# mine\nold2 = 2\n\n[x]\nk=v ; not a comment\n"));
  }

  @Test
  void commentsStayHoweverTheyAreIndented() {
    assertEquals(
        "[s]\na = 1\nb = 2\n  # mine\n\t; mine too\n    # in a value\n[x]\n",
        changed(
            "[s]\n  # mine\nold =\n  nested = 1\n\t; mine too\nc = 2\n    # in a value\n[x]\n"));
  }

  @Test
  void nestedSettingsOfTheSectionGoWithIt() {
    assertEquals(
        "[s]\na = 1\nb = 2\n[x]\ns3 =\n  nested = 1\n",
        changed("[s]\ns3 =\n  nested = 1\n\tmore = 2\n[x]\ns3 =\n  nested = 1\n"));
  }

  @Test
  void whatLooksLikeASectionWithinAValueIsNone() {
    assertEquals("[s]\na = 1\nb = 2\n[x]\n", changed("[s]\nold = 1\n  [x]\n  more = 2\n[x]\n"));
    assertEquals("[x]\nk =\n  [s]\n\n[s]\na = 1\nb = 2\n", changed("[x]\nk =\n  [s]\n"));
  }

  @Test
  void ofADoubleSectionOneStays() {
    assertEquals(
        "[s]\na = 1\nb = 2\n[x]\nk = v\n# stays\n",
        changed("[s]\nold = 1\n[x]\nk = v\n[s]\n# stays\nold = 2\n"));
    assertEquals("[s]\na = 1\nb = 2\n", changed("[s]\n[s]\n[s]\n"));
  }

  @Test
  void aSectionThatFollowsIndentedIsNotSwallowed() {
    assertEquals(
        "[s]\n    a = 1\n    b = 2\n    [x]\n    k = v\n",
        changed("[s]\n    old = 1\n    [x]\n    k = v\n"));
    // The second part is removed, because the lines after it would belong to k.
    assertEquals(
        "[s]\na = 1\nb = 2\n[x]\nk = v\n[y]\n    l = w\n",
        changed("[s]\n[x]\nk = v\n[s]\n    old = 1\n    [y]\n    l = w\n"));
    assertEquals(
        "[x]\nk = v\n[y]\n",
        credentials("[x]\nk = v\n[s]\n    old = 1\n    [y]\n").without("s").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[profile x]",
        "[profile  x]",
        "[profile\tx]",
        "  [profile x]",
        "[profile x]  ",
        "[profile x] # comment",
        "[profile x]\t; comment",
        "[profile \"x\"]",
        "[profile 'x']"
      })
  void aProfileIsFoundHoweverItIsSpaced(String header) {
    assertTrue(config(header + "\nold = 1\n").has("x"), header);
    assertEquals(
        header + "\na = 1\nb = 2\n", config(header + "\nold = 1\n").with("x", NEW).toString());
  }

  @ParameterizedTest
  @CsvSource({"[ profile x ], [profile x]", "[\tprofile x], [profile x]"})
  void aProfileThatOnlySomeReadersFindIsFoundByAll(String header, String written) {
    assertEquals(
        written + "\na = 1\nb = 2\n", config(header + "\nold = 1\n").with("x", NEW).toString());
  }

  @Test
  void theNameOfTheCredentialsFileHasNoBlanks() {
    assertEquals("[s]\na = 1\nb = 2\n", changed("[ s ]\nold = 1\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#[s]", "; [s]", "[S]", "[s", "s]", "[ss]", "key = [s]", "[profile s]", "[s]]"})
  void othersAreNotTheSection(String line) {
    assertFalse(credentials(line + "\n").has("s"), line);
  }

  @Test
  void theDefaultProfileHasTwoNamesInTheConfigFile() {
    assertTrue(config("[default]\n").has("default"));
    assertEquals(
        "[profile default]\na = 1\nb = 2\n",
        config("[profile default]\nold = 1\n[default]\nold = 2\n").with("default", NEW).toString());
    assertFalse(credentials("[profile default]\n").has("default"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "a b", "back\\slash", "\"", "#"})
  void aNameThatNeedsQuotesGetsThem(String name) {
    String text = config("").with(name, NEW).toString();
    assertTrue(config(text).has(name), text);
    String section = config(text).sections("f").keySet().iterator().next();
    assertEquals(name, Kind.CONFIG.profile(section).orElseThrow());
  }

  @Test
  void aCommentedOutSectionDoesNotEndTheOneBefore() {
    assertEquals(
        "[s]\na = 1\nb = 2\n#[x]\n[y]\nk = v\n",
        changed("[s]\nold = 1\n#[x]\nold2 = 2\n[y]\nk = v\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lineBreaksStay(String end) {
    assertEquals(
        "[x]\nk = v\n\n[s]\na = 1\nb = 2\n[y]\n".replace("\n", end),
        changed("[x]\nk = v\n\n[s]\nold = 1\n[y]\n".replace("\n", end)));
  }

  @Test
  void aByteOrderMarkStaysAndIsNoPartOfASection() {
    assertEquals("\uFEFF[s]\na = 1\nb = 2\n", changed("\uFEFF[s]\nold = 1\n"));
    assertEquals("\uFEFF[x]\n\n[s]\na = 1\nb = 2\n", changed("\uFEFF[x]\n"));
    assertEquals(Map.of("s", Map.of("k", "v")), credentials("\uFEFF[s]\nk=v").sections("f"));
  }

  @Test
  void blankLinesAtTheEndStay() {
    assertEquals("[s]\na = 1\nb = 2\n\n\n", changed("[s]\nold = 1\n\n\n"));
  }

  @Test
  void charactersThatEndLinesOnlyInUnicodeStay() {
    String other = "[x]\nk = a\u2028b\u0085c\u000bd\n";
    assertEquals(other + "\n[s]\na = 1\nb = 2\n", changed(other));
    assertEquals("a\u2028b\u0085c\u000bd", credentials(other).sections("f").get("x").get("k"));
  }

  @Test
  void settingTheSameTwiceChangesNothing() {
    String once = changed("[x]\nk = v\n# c\n[s]\n# d\nold = 1\n");
    assertEquals(once, changed(once));
  }

  private static String set(String text) {
    return credentials(text).setting("s", keys("a", "1", "b", "2")).toString();
  }

  @Test
  void aKeyIsSetWhereItStandsAndOthersStay() {
    assertEquals(
        "[s]\nk = v\na = 1\n# c\nb = 2\n\n[x]\n", set("[s]\nk = v\nA : old\n# c\nb=old\n\n[x]\n"));
    assertEquals("[s]\nk = v\na = 1\nb = 2\n\n[x]\n", set("[s]\nk = v\n\n[x]\n"));
    assertEquals("[s]\n  k = v\n  a = 1\n  b = 2\n", set("[s]\n  k = v"));
  }

  @Test
  void furtherLinesOfAnOldValueGoWithIt() {
    assertEquals(
        "[s]\na = 1\n  # c\nb = 2\nk = v\n  more\n",
        set("[s]\na =\n  old\n  # c\n  older\nb = x\n\ty\nk = v\n  more\n"));
  }

  @Test
  void ofAKeyOrSectionThatStandsTwiceOneStays() {
    assertEquals("[s]\na = 1\nb = 2\n", set("[s]\na = old\na = older\n  more\n"));
    assertEquals("[s]\na = 1\nb = 2\n", set("[s]\na = old\n[s]\na = older\n[s]\n"));
    assertEquals("[s]\nk = v\na = 1\nb = 2\n", set("[s]\n[s]\n  k = v\na = 0\n"));
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
    AwsFileText file = credentials("[s]\na = 0\n");
    for (Executable writing :
        List.<Executable>of(
            () -> file.with("s", keys("a", text)),
            () -> file.with("s", keys(text, "1")),
            () -> file.with(text, keys("a", "1")),
            () -> file.setting("s", keys("a", text)),
            () -> file.setting("s", keys(text, "1")))) {
      var problem = Thrown.problem(ExportProblem.NotPlain.class, writing);
      assertFalse(problem.message(FrontEnd.COMMAND).contains(text + "credential"), "not shown");
    }
  }

  @Test
  void bytesThatAreNoUtf8Stay() {
    byte[] before = "# für alle \u20ac \uD83D\uDE00\n".getBytes(UTF_8);
    byte[] latin = "[x]\n; J\u00fcrgen\u00ff\n".getBytes(ISO_8859_1);
    var all = new byte[before.length + latin.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(latin, 0, all, before.length, latin.length);
    String text = LosslessText.of(all);
    assertArrayEquals(all, LosslessText.bytes(text));
    byte[] after = LosslessText.bytes(changed(text));
    assertArrayEquals(all, java.util.Arrays.copyOf(after, all.length));
    assertEquals(
        "\n[s]\na = 1\nb = 2\n", new String(after, all.length, after.length - all.length, UTF_8));
    var problem =
        Thrown.problem(
            ProfileProblem.FileSyntax.class, () -> credentials(text).sections("the file"));
    assertEquals(new ProfileProblem.FileSyntax("the file", 3, "text in UTF-8"), problem);
  }

  @ParameterizedTest
  @CsvSource({
    "'key = value', 1, 'a section, [default] or [profile NAME], before the first key'",
    "'[a]\nno value', 2, 'key = value, or a section in brackets'",
    "'[a]\n= value', 2, 'key = value, or a section in brackets'",
    "'[a]\nk = 1\n\nK : 2', 4, 'the key k only once in [a]; it is in line 2 too'",
    "'[a]\n[b]\n[a]', 3, 'the section [a] only once; it is in line 1 too'",
    "'# c\n[a', 2, 'a section, [default] or [profile NAME], before the first key'",
    "'[a]\nk =\n  x = 1\n  not nested', 4, 'key = value, because it belongs to k'"
  })
  void whatCannotBeReadIsNamed(String text, int line, String expected) {
    var problem =
        Thrown.problem(ProfileProblem.FileSyntax.class, () -> credentials(text).sections("f"));
    assertEquals(new ProfileProblem.FileSyntax("f", line, expected), problem);
  }

  @Test
  void namesOfNestedKeysMayBeEmptyAndValuesToo() {
    Map<String, String> keys = credentials("[a]\ns3 =\n  = value\n  k =\n").sections("f").get("a");
    assertEquals(Map.of("", "value", "k", ""), AwsFileText.nested(keys.get("s3")));
  }

  @Test
  void timeGrowsAsTheFileDoes() {
    // With quadratic time, this would take hours.
    String comments = "# a comment, and  # another\n".repeat(50_000);
    String sections = "[x]\nk = v\n  more\n".repeat(25_000);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          credentials("[a]\nk = 1\n" + comments + "  more\n").sections("f");
          credentials("[a]\nk = 1\n" + "  more\n".repeat(50_000)).sections("f");
          AwsFileText text = credentials(comments + sections + "[s]\n" + comments);
          text.with("s", NEW).without("s").setting("s", NEW).noting("s", "# c").has("s");
          text.with("x", NEW).without("x");
        });
  }
}
